/**
 * Laws that every mapping keeps, tried against the real database with generated states. Enters: a {@code Keelson}. Leaves: nothing, or one
 * error that tells each law that a mapping breaks, with the smallest state that shows it.
 */
@NullMarked
package dev.keelson.testing.laws;

import org.jspecify.annotations.NullMarked;
