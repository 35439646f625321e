package dev.keelson.benchmarks.contestant.jimmer;

import java.util.UUID;
import org.babyfish.jimmer.sql.Column;
import org.babyfish.jimmer.sql.Embeddable;

/** What tells tags apart. Immutable. */
@Embeddable
public interface JimmerTagId {

    @Column(name = "order_id")
    UUID orderId();

    String tag();
}
