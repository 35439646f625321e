/**
 * JDBC as a good developer writes it: transactions, batches that the driver rewrites, one select for each table.
 *
 * <p>Enters and leaves: see {@link dev.keelson.benchmarks.contestant.OrderBook}.
 */
@NullMarked
package dev.keelson.benchmarks.contestant.jdbc;

import org.jspecify.annotations.NullMarked;
