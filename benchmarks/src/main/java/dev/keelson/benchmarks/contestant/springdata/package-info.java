/**
 * Spring Data JDBC: an aggregate template in a context of Spring, transactions by a template. Its aggregate is what a user would
 * write in place of the domain's order.
 *
 * <p>Enters and leaves: see {@link dev.keelson.benchmarks.contestant.OrderBook}.
 */
@NullMarked
package dev.keelson.benchmarks.contestant.springdata;

import org.jspecify.annotations.NullMarked;
