package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.order.OrderLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The parts of one order as they come: lines in any order, each with its position, and tags. For one thread. */
final class Parts {

    private OrderLine[] lines = new OrderLine[10];
    private int size;
    private final List<String> tags = new ArrayList<>(3);

    void line(int position, OrderLine line) {
        if (position >= lines.length) {
            lines = Arrays.copyOf(lines, 2 * position);
        }
        lines[position] = line;
        size = Math.max(size, position + 1);
    }

    void tag(String tag) {
        tags.add(tag);
    }

    /** The lines in their order: the server need not sort what comes with its position. */
    List<OrderLine> lines() {
        return Arrays.asList(lines).subList(0, size);
    }

    List<String> tags() {
        return tags;
    }
}
