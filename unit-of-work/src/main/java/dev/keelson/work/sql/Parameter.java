package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;

/**
 * What is bound at one {@code ?}. Immutable.
 *
 * @param source the place of the value among those given to the statement; several parameters may share it
 * @param type the type of the value, or of each element
 * @param array whether an array of such values is bound
 */
public record Parameter(int source, ColumnType type, boolean array) {}
