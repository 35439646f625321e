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
    private final List<Row> remembered;
    private @Nullable Object[] values;
    private int place;

    /**
     * @param remembered the rows of the table as they were
     */
    RowDraft(RowType type, List<Row> remembered) {
        this.type = type;
        this.remembered = remembered;
        this.values = new Object[type.width()];
    }

    /** Whether the row that stood here before has this very value, so that it was judged before. */
    boolean isRemembered(int column, @Nullable Object value) {
        return place < remembered.size()
                && Objects.deepEquals(remembered.get(place).get(column), value);
    }

    /** The row that stood here before, or null where none did. */
    @Nullable
    Row before() {
        return place < remembered.size() ? remembered.get(place) : null;
    }

    void set(int column, @Nullable Object value) {
        values[column] = value;
    }

    @Nullable
    Object get(int column) {
        return values[column];
    }

    /** All values, as they are so far. */
    @Nullable
    Object[] values() {
        return values.clone();
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

    /** Ends this row; the next one starts empty. */
    Row finish() {
        Row before = before();
        place++;
        if (before != null && before.holds(values)) {
            Arrays.fill(values, null);
            return before;
        }
        Row row = new Row(type, values);
        values = new Object[type.width()];
        return row;
    }
}
