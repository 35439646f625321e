package dev.keelson.benchmarks.contestant.ebean;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;

/** What tells tags apart. For one thread at a time. */
@Embeddable
public class TagKey {

    @Column(name = "order_id")
    private UUID orderId;

    private String tag;

    TagKey(UUID orderId, String tag) {
        this.orderId = orderId;
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TagKey key && key.orderId.equals(orderId) && key.tag.equals(tag);
    }

    @Override
    public int hashCode() {
        return Objects.hash(orderId, tag);
    }
}
