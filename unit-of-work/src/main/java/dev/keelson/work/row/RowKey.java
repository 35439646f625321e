package dev.keelson.work.row;

/**
 * Which row of which table. Immutable.
 *
 * @param key as {@link Row#key()} or {@link Row#keyOf} gives it
 */
public record RowKey(TableName table, Object key) {

    /** That of this row. */
    public static RowKey of(Row row) {
        return new RowKey(row.type().table(), row.key());
    }
}
