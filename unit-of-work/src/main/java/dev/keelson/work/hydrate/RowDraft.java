package dev.keelson.work.hydrate;

import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row while its columns are filled, used for one row of its table after another. A finished row that says what is
 * remembered of it is the remembered one, so that what did not change costs no memory. Used by one thread.
 */
final class RowDraft {

    /** Up to so many rows of a table without an order are looked through for one that is the same. */
    private static final int FEW = 16;

    private final TableModel table;
    private List<Row> remembered = List.of();
    private @Nullable Object @Nullable [] values;
    private boolean isOpen;
    private int place;

    RowDraft(TableModel table) {
        this.table = table;
    }

    TableModel table() {
        return table;
    }

    /**
     * Begins with the rows of the next aggregate.
     *
     * @param known the rows of the table as they were
     */
    void begin(List<Row> known) {
        remembered = known;
        place = 0;
        if (isOpen) { // by a row that was refused
            values = null;
            isOpen = false;
        }
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
        open()[column] = value;
    }

    @Nullable
    Object get(int column) {
        return open()[column];
    }

    /** All values, as they are so far. */
    @Nullable
    Object[] values() {
        return open().clone();
    }

    private @Nullable Object[] open() {
        @Nullable Object[] open = values;
        if (open == null) {
            open = new Object[table.rowType().width()];
            values = open;
        }
        isOpen = true;
        return open;
    }

    /** The values of these columns, as {@link Row#keyOf} gives those of a row. */
    Object keyOf(List<Integer> columns) {
        @Nullable Object[] parts = new Object[columns.size()];
        for (int n = 0; n < parts.length; n++) {
            parts[n] = get(columns.get(n));
        }
        return Row.keyOf(parts);
    }

    /** Whether a row has the same values in these columns. */
    boolean holds(Row row, List<Integer> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (!Objects.deepEquals(get(columns.get(i)), row.get(columns.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Ends this row; the next one starts empty. */
    Row finish() {
        @Nullable Object[] filled = open();
        Row same = same(filled);
        place++;
        isOpen = false;
        if (same != null) {
            Arrays.fill(filled, null);
            return same;
        }
        values = null; // they are the row's
        return new Row(table.rowType(), filled);
    }

    /** The remembered row that has these values: most often the one that stood here, in a set one that stood elsewhere. */
    private @Nullable Row same(@Nullable Object[] filled) {
        Row before = before();
        if (before != null && before.holds(filled)) {
            return before;
        }
        if (table.position() < 0 && remembered.size() > 1 && remembered.size() <= FEW) {
            for (int i = 0; i < remembered.size(); i++) {
                if (remembered.get(i).holds(filled)) {
                    return remembered.get(i);
                }
            }
        }
        return null;
    }
}
