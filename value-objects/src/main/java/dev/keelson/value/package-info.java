/**
 * How a value becomes column values, and column values a value again.
 *
 * <p>Enters: values of the domain and of the JDK. Leaves: column values in one normal form per {@link ColumnType}, in
 * which all later rooms compare and bind. A converter knows neither tables nor rows nor null. The next room is {@code
 * dev.keelson.identity}; the mapping, which says which property takes which converter, is {@code
 * dev.keelson.work.mapping}.
 *
 * <p>Source: Fowler, PoEAA, Embedded Value (268), Value Object (486).
 */
@NullMarked
package dev.keelson.value;

import org.jspecify.annotations.NullMarked;
