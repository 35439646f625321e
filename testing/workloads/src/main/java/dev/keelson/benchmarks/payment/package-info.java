/**
 * What hierarchies are measured by: payments of three kinds, plain aggregates that know nothing of how they are stored.
 *
 * <p>Enters: a seed. Leaves: payments that are equal for every contestant. The next room is {@code contestant}.
 */
@NullMarked
package dev.keelson.benchmarks.payment;

import org.jspecify.annotations.NullMarked;
