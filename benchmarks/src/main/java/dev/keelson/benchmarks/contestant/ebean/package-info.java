/**
 * Ebean, whose entities are changed by its Maven plugin once they are compiled. They are what a user of Ebean would write in place of
 * the domain's classes.
 *
 * <p>Enters and leaves: see {@link dev.keelson.benchmarks.contestant.OrderBook}.
 */
@NullMarked
package dev.keelson.benchmarks.contestant.ebean;

import org.jspecify.annotations.NullMarked;
