/**
 * Wiring by Guice, for those who use it; everything works with {@code new} too. Enters: mappings, policies and
 * repositories by multibinder, and a pool or its configuration. Leaves: the one {@link dev.keelson.work.Keelson}, as {@link
 * dev.keelson.kernel.UnitOfWorkFactory}. The last room.
 */
@NullMarked
package dev.keelson.work.guice;

import org.jspecify.annotations.NullMarked;
