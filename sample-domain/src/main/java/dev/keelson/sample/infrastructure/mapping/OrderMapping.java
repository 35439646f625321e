package dev.keelson.sample.infrastructure.mapping;

import dev.keelson.sample.domain.order.Order;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.AggregateMapping;

// region readme:mapping
/** Orders lie by convention in {@code orders}, {@code order_lines} and {@code order_tags}; only money does not. */
final class OrderMapping implements AggregateMapping<Order> {

    @Override
    public void map(AggregateConfig<Order> order) {
        order.property("payment.amount", amount -> amount.converter(new MoneyInCents()))
                .children("lines", lines -> lines.property("item.price", price -> price.converter(new MoneyInCents())));
    }
}
// endregion
