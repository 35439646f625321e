package dev.keelson.work.hydrate;

import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row while its columns are filled, used for one row of its table after another. A finished row that says what is
 * remembered of it is the remembered one, so that what did not change costs no memory. Used by one thread.
 */
final class RowDraft {

    private final RowType type;
    private @Nullable Object[] values;

    RowDraft(RowType type) {
        this.type = type;
        this.values = new Object[type.width()];
    }

    void set(int column, @Nullable Object value) {
        values[column] = value;
    }

    @Nullable
    Object get(int column) {
        return values[column];
    }

    /** The values of these columns, as {@link Row#keyOf} gives those of a row. */
    Object keyOf(List<Integer> columns) {
        @Nullable Object[] parts = new Object[columns.size()];
        for (int n = 0; n < parts.length; n++) {
            parts[n] = values[columns.get(n)];
        }
        return Row.keyOf(parts);
    }

    /** Whether a row has the same values in these columns. */
    boolean holds(Row row, List<Integer> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (!Objects.deepEquals(values[columns.get(i)], row.get(columns.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Ends this row; the next one starts empty.
     *
     * @param remembered the row that stood at its place before, or null
     */
    Row finish(@Nullable Row remembered) {
        if (remembered != null && remembered.holds(values)) {
            Arrays.fill(values, null);
            return remembered;
        }
        Row row = new Row(type, values);
        values = new Object[type.width()];
        return row;
    }
}
