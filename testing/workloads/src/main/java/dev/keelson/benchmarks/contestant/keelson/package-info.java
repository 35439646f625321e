/**
 * Keelson, through its public interface alone: so this room can be loaded once more, over the jars of an older one.
 *
 * <p>Enters and leaves: see {@link dev.keelson.benchmarks.contestant.OrderBook}.
 */
@NullMarked
package dev.keelson.benchmarks.contestant.keelson;

import org.jspecify.annotations.NullMarked;
