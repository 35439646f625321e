package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.order.OrderLine;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A line's row for a stateless session. For one thread at a time. */
@Entity
@Table(name = "order_lines")
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class FlatLine extends LineColumns {

    @Column(name = "order_id")
    private UUID order;

    UUID order() {
        return order;
    }

    static FlatLine of(UUID order, OrderLine line, int position) {
        FlatLine flat = new FlatLine();
        flat.take(line, position);
        flat.order = order;
        return flat;
    }
}
