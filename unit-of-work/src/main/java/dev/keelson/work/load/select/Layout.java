package dev.keelson.work.load.select;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnValues;
import dev.keelson.work.database.Repeats;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which slot of the result holds which column of one branch's rows. Immutable. */
public final class Layout {

    private final int member;
    private final TableModel table;
    private final RowType rowType;
    private final int[] slots;
    private final ColumnType[] types;
    private final boolean[] repeat;
    private final List<Layout> joined;

    /**
     * @param member the aggregate that the rows belong to, as its place among those that are loaded together
     * @param slots for each column of the table's rows the index of its slot in the result, from 1
     * @param joined those of further tables whose rows, where there are any, come in the same row of the result
     */
    Layout(int member, TableModel table, int[] slots, List<Layout> joined) {
        this.joined = joined;
        this.member = member;
        this.table = table;
        this.rowType = table.rowType();
        this.slots = slots.clone();
        this.types = new ColumnType[slots.length];
        this.repeat = new boolean[slots.length];
        for (int i = 0; i < slots.length; i++) {
            types[i] = rowType.column(i).type();
            repeat[i] = Repeats.areOf(types[i]);
        }
    }

    /** The further tables whose rows, where there are any, come in the same row of the result. */
    public List<Layout> joined() {
        return joined;
    }

    /** Whether the row that the result stands at has one of this table. */
    public boolean isThere(ResultSet result) throws SQLException {
        int key = rowType.keyColumn(0);
        return !ColumnValues.isNull(result, slots[key], types[key]);
    }

    /** How many slots the branch fills. */
    int width() {
        int width = slots.length;
        for (Layout further : joined) {
            width += further.width();
        }
        return width;
    }

    /** The aggregate that the rows belong to, as its place among those that are loaded together. */
    public int member() {
        return member;
    }

    /** The table of the branch. */
    public TableModel table() {
        return table;
    }

    /** The type of the branch's rows. */
    public RowType rowType() {
        return rowType;
    }

    /** Whether the database tells the place of each row: of a sorted list, or in a tree that it walks. */
    public boolean hasPlaces() {
        return table.recursive() || !table.sorting().isEmpty();
    }

    /** Whether a row of a tree that has this place lies deeper than a load goes. */
    public static boolean isTooDeep(long place) {
        return place == Tree.TOO_DEEP;
    }

    /** How many levels of a tree a load reads. */
    public static int maxDepth() {
        return Tree.MAX_DEPTH;
    }

    /** The column that lies in this slot, or -1 where the branch pads it with a null. */
    int columnIn(int slot) {
        for (int column = 0; column < slots.length; column++) {
            if (slots[column] == slot) {
                return column;
            }
        }
        return -1;
    }

    /**
     * Reads the row that the result stands at.
     *
     * @param repeats knows the values of the row before, if there is one
     */
    public Row read(ResultSet result, @Nullable Repeats repeats) throws SQLException {
        return read(result, repeats, null, List.of(), List.of());
    }

    /**
     * Reads a row whose parent is known, so that the parent's key need not be decoded anew.
     *
     * @param repeats knows the values of the row before, if there is one
     * @param parent the parent's row, or null where it is not known
     * @param parentColumns the columns that hold the parent's key
     * @param parentKey the columns of that key in the parent's row
     */
    public Row read(
            ResultSet result,
            @Nullable Repeats repeats,
            @Nullable Row parent,
            List<Integer> parentColumns,
            List<Integer> parentKey)
            throws SQLException {
        @Nullable Object[] values = new Object[slots.length];
        if (parent != null) {
            for (int i = 0; i < parentColumns.size(); i++) {
                values[parentColumns.get(i)] = parent.get(parentKey.get(i));
            }
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                values[i] = repeats != null && repeat[i]
                        ? repeats.readable(result, slots[i], types[i])
                        : ColumnValues.readable(result, slots[i], types[i]);
            }
        }
        return new Row(rowType, values);
    }
}
