/**
 * One object per identity.
 *
 * <p>Enters: keys as column values, and whatever a unit of work tracks under them. Leaves: the same object for the same
 * key. Generic: this room knows neither rows nor aggregates. The next room is {@code dev.keelson.identity.cache}, which
 * holds what units of work share; what is tracked is made in {@code dev.keelson.work.track}.
 *
 * <p>Source: Fowler, PoEAA, Identity Map (195).
 */
@NullMarked
package dev.keelson.identity;

import org.jspecify.annotations.NullMarked;
