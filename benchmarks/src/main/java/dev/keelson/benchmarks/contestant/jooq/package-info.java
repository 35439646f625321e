/**
 * jOOQ: selects with {@code MULTISET} straight into the domain's classes, batches whose statement is rendered once.
 *
 * <p>Enters and leaves: see {@link dev.keelson.benchmarks.contestant.OrderBook}.
 */
@NullMarked
package dev.keelson.benchmarks.contestant.jooq;

import org.jspecify.annotations.NullMarked;
