/**
 * Hibernate, twice: by a {@code Session} and by a {@code StatelessSession}. Its entities are what a user of Hibernate would write in
 * place of the domain's classes.
 *
 * <p>Enters and leaves: see {@link dev.keelson.benchmarks.contestant.OrderBook}.
 */
@NullMarked
package dev.keelson.benchmarks.contestant.hibernate;

import org.jspecify.annotations.NullMarked;
