/**
 * What is measured by: an order of ten lines and three tags, a plain aggregate that knows nothing of how it is stored.
 *
 * <p>Enters: a seed. Leaves: orders that are equal for every contestant. The next room is {@code contestant}.
 */
@NullMarked
package dev.keelson.benchmarks.order;

import org.jspecify.annotations.NullMarked;
