/**
 * Jimmer, whose annotation processor writes what stands behind its entities. They are what a user of Jimmer would write in place of
 * the domain's classes.
 *
 * <p>Enters and leaves: see {@link dev.keelson.benchmarks.contestant.OrderBook}.
 */
@NullMarked
package dev.keelson.benchmarks.contestant.jimmer;

import org.jspecify.annotations.NullMarked;
