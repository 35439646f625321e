package dev.keelson.work.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One table as the rows of an aggregate use it: its columns in a fixed order, which of them tell rows apart, and which
 * refer to other rows. Columns that a policy adds are not part of it; they are the same for every row of a commit.
 * Immutable; two row types are equal only when they are the same object.
 *
 * <p>Source: Fowler, PoEAA, Metadata Mapping (306).
 */
public final class RowType {

    private final TableName table;
    private final String path;
    private final List<Column> columns;
    private final int[] key;
    private final int version;
    private final List<ForeignKey> foreignKeys;
    private final List<List<Integer>> uniques;
    private final boolean identity;
    private final int[] encrypted;
    private final int[] filled;
    private final int[] generated;

    /**
     * @param table the table that holds the rows
     * @param path where such rows stand in their aggregate, as "Order" or "Order.lines"
     * @param columns the columns in the order of every row's values
     * @param key positions of the columns that tell one row of the table from another
     * @param version the position of the root version, or -1
     * @param foreignKeys references to other rows
     */
    public RowType(
            TableName table, String path, List<Column> columns, int[] key, int version, List<ForeignKey> foreignKeys) {
        this(table, path, columns, key, version, foreignKeys, List.of(), false);
    }

    /**
     * A table that has more to it.
     *
     * @param uniques sets of columns, besides the key, that no two rows of the table share
     * @param identity whether the database makes values for the key's only column, which we draw before we insert
     */
    public RowType(
            TableName table,
            String path,
            List<Column> columns,
            int[] key,
            int version,
            List<ForeignKey> foreignKeys,
            List<List<Integer>> uniques,
            boolean identity) {
        this.table = table;
        this.path = path;
        this.columns = List.copyOf(columns);
        this.key = key.clone();
        this.version = version;
        this.foreignKeys = List.copyOf(foreignKeys);
        this.uniques = uniques.stream().map(List::copyOf).toList();
        this.identity = identity;
        int[] found = new int[columns.size()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (columns.get(i).encryption() != null) {
                found[count++] = i;
            }
        }
        this.encrypted = Arrays.copyOf(found, count);
        count = 0;
        int database = 0;
        int[] generating = new int[found.length];
        for (int i = 0; i < found.length; i++) {
            Column.Writer writer = columns.get(i).writer();
            if (writer != Column.Writer.APPLICATION) {
                found[count++] = i;
            }
            if (writer == Column.Writer.DATABASE) {
                generating[database++] = i;
            }
        }
        this.filled = Arrays.copyOf(found, count);
        this.generated = Arrays.copyOf(generating, database);
    }

    public TableName table() {
        return table;
    }

    public String path() {
        return path;
    }

    public List<Column> columns() {
        return columns;
    }

    public Column column(int position) {
        return columns.get(position);
    }

    /** The position of the column of this name, or -1 where it has none. */
    public int position(String name) {
        for (int position = 0; position < columns.size(); position++) {
            if (columns.get(position).name().equals(name)) {
                return position;
            }
        }
        return -1;
    }

    public int width() {
        return columns.size();
    }

    public int keyWidth() {
        return key.length;
    }

    /** The position of the n-th key column. */
    public int keyColumn(int n) {
        return key[n];
    }

    /** The positions of the key columns, in the key's order. */
    public List<Integer> keyColumns() {
        List<Integer> positions = new ArrayList<>(key.length);
        for (int position : key) {
            positions.add(position);
        }
        return List.copyOf(positions);
    }

    /** Whether the column at this position is one of the key's. */
    public boolean isKey(int position) {
        for (int column : key) {
            if (column == position) {
                return true;
            }
        }
        return false;
    }

    /** The position of the root version, or -1 where this is no root or an unversioned one. */
    public int version() {
        return version;
    }

    public List<ForeignKey> foreignKeys() {
        return foreignKeys;
    }

    /** Sets of columns, besides the key, that no two rows of the table share. */
    public List<List<Integer>> uniques() {
        return uniques;
    }

    /** Whether the database makes values for the key's only column. */
    public boolean identity() {
        return identity;
    }

    /** Positions of the columns whose values are encrypted. Not to be changed. */
    int[] encrypted() {
        return encrypted;
    }

    /** Whether values of some columns are encrypted. */
    public boolean hasEncrypted() {
        return encrypted.length > 0;
    }

    /** Positions of the columns that the database may fill at an insert, and which are read back. Not to be changed. */
    public int[] filled() {
        return filled;
    }

    /** Positions of those that it fills at every write. Not to be changed. */
    public int[] generated() {
        return generated;
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
