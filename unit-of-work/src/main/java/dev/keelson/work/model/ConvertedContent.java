package dev.keelson.work.model;

import dev.keelson.value.ValueConverter;

/**
 * A value in several adjacent columns, by a converter of the application. Immutable.
 *
 * @param first the position of its first column
 * @param count how many columns it takes
 * @param presence the position of a column that is null just when the value is, or -1 where the value is never null
 * @param converter the value's way to the columns and back
 * @param exactness how far what is stored is held to be what was given
 */
public record ConvertedContent(
        int first, int count, int presence, ValueConverter<Object> converter, Exactness exactness)
        implements ColumnContent {}
