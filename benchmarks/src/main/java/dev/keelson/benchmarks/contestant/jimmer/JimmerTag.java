package dev.keelson.benchmarks.contestant.jimmer;

import org.babyfish.jimmer.sql.Entity;
import org.babyfish.jimmer.sql.Id;
import org.babyfish.jimmer.sql.Table;

/** A tag as an entity of its own, for Jimmer has no collections of values. Immutable. */
@Entity
@Table(name = "order_tags")
public interface JimmerTag {

    @Id
    JimmerTagId id();
}
