package dev.keelson.work.mapping;

import dev.keelson.kernel.Internal;
import dev.keelson.value.ColumnType;
import dev.keelson.work.row.TableName;
import org.jspecify.annotations.Nullable;

/**
 * What the live catalogue says of columns, where there is one to ask. It decides the exact type, the limits and, where
 * the code says nothing, whether a value may be absent.
 */
@FunctionalInterface
@Internal
public interface LiveColumns {

    /** Before a database exists, as when DDL is printed. */
    LiveColumns NONE = (table, column) -> null;

    /** The column as the database has it, or null where it has none of this name. */
    @Nullable
    LiveColumn find(TableName table, String column);

    /** Whether the database makes all values of this column, an identity's, and takes none of its own accord. */
    default boolean isGeneratedAlways(TableName table, String column) {
        return false;
    }

    /**
     * One column of the live catalogue.
     *
     * @param sqlType its exact type as the catalogue spells it
     * @param type the same as a column type
     * @param nullable whether it takes nulls
     */
    record LiveColumn(String sqlType, ColumnType type, boolean nullable) {}
}
