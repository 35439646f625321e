package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.order.Order;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** An order's row for a stateless session. For one thread at a time. */
@Entity
@Table(name = "orders")
class FlatOrder extends OrderColumns {

    static FlatOrder of(Order order) {
        FlatOrder flat = new FlatOrder();
        flat.take(order);
        return flat;
    }
}
