package dev.keelson.benchmarks.contestant.jimmer;

import dev.keelson.benchmarks.order.Order;
import java.util.List;

/**
 * An order with what its entity cannot hold. Immutable.
 *
 * @param root the order with its lines
 * @param tags in no order
 */
record Found(JimmerOrder root, List<String> tags) {

    Order toOrder() {
        return Conversions.order(root, tags);
    }
}
