/**
 * How several Keelson on one database tell each other what changed, so that none shares rows that are no longer so for long.
 * Enters: what commits changed. Leaves: the same, at the others. What users name of the cache is here: the SPI and its two
 * implementations, and the figures. Next room: {@code dev.keelson.work}.
 */
@NullMarked
package dev.keelson.work.cache;

import org.jspecify.annotations.NullMarked;
