/**
 * Payments as entities of Hibernate, once in a single table and once in joined ones.
 *
 * <p>Enters and leaves: payments of the domain.
 */
@NullMarked
package dev.keelson.benchmarks.contestant.hibernate.payment;

import org.jspecify.annotations.NullMarked;
