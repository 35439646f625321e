package dev.keelson.benchmarks.contestant.jimmer;

import org.babyfish.jimmer.sql.Embeddable;

/** An address. Immutable. */
@Embeddable
public interface JimmerAddress {

    String street();

    String zip();

    String city();
}
