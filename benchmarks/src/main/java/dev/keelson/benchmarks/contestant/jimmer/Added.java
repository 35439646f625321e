package dev.keelson.benchmarks.contestant.jimmer;

import dev.keelson.benchmarks.order.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A new order as Jimmer stores it. Immutable.
 *
 * @param root the order without lines and tags, which are saved after it
 */
record Added(JimmerOrder root, List<JimmerLine> lines, List<JimmerTag> tags) {

    static Added of(Order order) {
        UUID id = order.id().value();
        List<JimmerLine> lines = new ArrayList<>();
        for (int i = 0; i < order.lines().size(); i++) {
            lines.add(Conversions.line(id, order.lines().get(i), i));
        }
        return new Added(
                Conversions.order(order),
                lines,
                order.tags().stream().map(tag -> Conversions.tag(id, tag)).toList());
    }
}
