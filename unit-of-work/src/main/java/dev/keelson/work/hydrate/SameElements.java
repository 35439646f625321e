package dev.keelson.work.hydrate;

import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a collection, in the order of their rows.
 *
 * @param table the place of their table
 * @param position the column of the place in a list, or -1
 * @param columns the columns that hold the owner's key
 * @param key the columns of that key in the owner's row
 * @param element what tells of each of them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SameElements(int table, int position, int[] columns, int[] key, Same element) implements Same {

    private static final int CHANGED = Integer.MIN_VALUE;

    static SameElements of(TableModel table, Same element) {
        int[] columns = new int[table.parentColumns().size()];
        int[] key = new int[columns.length];
        for (int n = 0; n < key.length; n++) {
            columns[n] = table.parentColumns().get(n);
            key[n] = table.parentKey().get(n);
        }
        return new SameElements(table.index(), table.position(), columns, key, element);
    }

    @Override
    public int size() {
        return 1 + element.size();
    }

    @Override
    public Same inlined() {
        return new SameElements(table, position, columns, key, element.inlined());
    }

    @Override
    public boolean isSame(Unchanged rows, @Nullable Object value, Row owner) {
        if (value instanceof List<?> list && value instanceof RandomAccess) {
            return listed(rows, list, owner);
        }
        return value instanceof Collection<?> elements && iterated(rows, elements, owner);
    }

    private boolean listed(Unchanged rows, List<?> elements, Row owner) {
        int last = -1;
        for (int i = 0; i < elements.size() && last != CHANGED; i++) {
            last = element(rows, elements.get(i), owner, last);
        }
        return last != CHANGED;
    }

    private boolean iterated(Unchanged rows, Collection<?> elements, Row owner) {
        int last = -1;
        for (Object one : elements) {
            last = element(rows, one, owner, last);
            if (last == CHANGED) {
                return false;
            }
        }
        return true;
    }

    /** The position of an element that is as its row says, or {@link #CHANGED}. */
    private int element(Unchanged rows, @Nullable Object value, Row owner, int last) {
        Row row = value == null ? null : rows.next(table);
        if (row == null) {
            return CHANGED;
        }
        int place = last;
        if (position >= 0) {
            if (!(row.get(position) instanceof Integer told) || told <= last) {
                return CHANGED; // positions that do not ascend are written anew
            }
            place = told;
        }
        return hangsOn(row, owner) && element.isSame(rows, value, row) ? place : CHANGED;
    }

    @SuppressWarnings("ReferenceEquality") // most often the very key that was read
    private boolean hangsOn(Row row, Row owner) {
        for (int n = 0; n < columns.length; n++) {
            Object own = row.get(columns[n]);
            Object owners = owner.get(key[n]);
            if (own == null || (own != owners && !own.equals(owners))) {
                return false;
            }
        }
        return true;
    }
}
