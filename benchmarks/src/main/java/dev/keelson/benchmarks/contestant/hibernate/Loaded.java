package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderLine;
import java.util.ArrayList;
import java.util.List;

/**
 * An order put together from its rows. For one thread at a time.
 *
 * @param root its own row
 * @param lines in their order
 * @param tags in no order
 */
record Loaded(FlatOrder root, List<FlatLine> lines, List<FlatTag> tags) {

    Loaded(FlatOrder root) {
        this(root, new ArrayList<>(), new ArrayList<>());
    }

    static Loaded of(Order order) {
        Loaded flat = new Loaded(FlatOrder.of(order));
        for (OrderLine line : order.lines()) {
            flat.lines.add(FlatLine.of(flat.root.id(), line, flat.lines.size()));
        }
        for (String tag : order.tags()) {
            flat.tags.add(FlatTag.of(flat.root.id(), tag));
        }
        return flat;
    }

    Order toOrder() {
        return root.with(
                lines.stream().map(FlatLine::toLine).toList(),
                tags.stream().map(FlatTag::tag).toList());
    }
}
