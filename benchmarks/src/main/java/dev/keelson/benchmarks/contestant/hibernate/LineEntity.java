package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.order.OrderLine;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A line as a session keeps it. For one thread at a time. */
@Entity
@Table(name = "order_lines")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads it
class LineEntity extends LineColumns {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "order_id")
    private OrderEntity order;

    static LineEntity of(OrderEntity order, OrderLine line, int position) {
        LineEntity entity = new LineEntity();
        entity.take(line, position);
        entity.order = order;
        return entity;
    }
}
