package dev.keelson.benchmarks.contestant.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** A tag's row for a stateless session. For one thread at a time. */
@Entity
@Table(name = "order_tags")
@IdClass(FlatTag.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills it
class FlatTag {

    @Id
    @Column(name = "order_id")
    private UUID order;

    @Id
    private String tag;

    UUID order() {
        return order;
    }

    String tag() {
        return tag;
    }

    static FlatTag of(UUID order, String tag) {
        FlatTag flat = new FlatTag();
        flat.order = order;
        flat.tag = tag;
        return flat;
    }

    /** What tells tags apart. Immutable. */
    record Key(UUID order, String tag) {}
}
