/**
 * The limit: pgjdbc as it can be tuned by hand, the floor against which the others are measured.
 *
 * <p>Its means: several statements in one message, each transaction one round trip; columns as arrays in binary, unnested on
 * the server; inserts of few orders as one chain of statements; version checks that fail on the server; statements kept open
 * for each connection. It is the best that was found, not a proven bound.
 *
 * <p>Enters and leaves: see {@link dev.keelson.benchmarks.contestant.OrderBook}.
 */
@NullMarked
package dev.keelson.benchmarks.contestant.limit;

import org.jspecify.annotations.NullMarked;
