package dev.keelson.work.sql;

import dev.keelson.work.row.TableName;
import org.jspecify.annotations.Nullable;

/** How a dialect draws values of a sequence, many in one statement that gives a row for each. Immutable, thread-safe. */
public interface Sequences {

    /**
     * Draws values of a sequence.
     *
     * @param size how many
     */
    BoundStatement block(TableName sequence, int size);

    /**
     * Draws values of the sequence that a column owns; the values are null where it owns none.
     *
     * @param size how many
     * @return null where the database does not tell what a column draws from
     */
    @Nullable
    BoundStatement blockOfColumn(TableName table, String column, int size);
}
