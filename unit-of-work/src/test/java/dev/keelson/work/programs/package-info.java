/**
 * Random programs of units of work over a model with every shape, held to an oracle that knows nothing of how Keelson maps,
 * compares and orders. A program draws operations; {@code Stored} says which rows there must be, {@code Expected} which of
 * them had to be written.
 */
@NullMarked
package dev.keelson.work.programs;

import org.jspecify.annotations.NullMarked;
