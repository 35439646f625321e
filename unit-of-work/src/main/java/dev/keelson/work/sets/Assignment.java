package dev.keelson.work.sets;

import dev.keelson.kernel.Internal;
import dev.keelson.work.model.TableModel;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a column of the rows that are hit is to hold. Immutable.
 *
 * @param table of the column
 * @param column its position
 * @param value as the column holds it; null also where an expression tells
 * @param expression what the database computes for each row, or null
 */
@Internal
public record Assignment(
        TableModel table,
        int column,
        @Nullable Object value,
        @Nullable Field<?> expression) {}
