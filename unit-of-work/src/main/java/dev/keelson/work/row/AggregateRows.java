package dev.keelson.work.row;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of one aggregate as rows: for each of its tables, in the mapping's order (root first, a parent before
 * its children), the rows in the order of the object. This is what a unit of work remembers of a load and compares at
 * commit, and what units of work share. Knows no object of the domain. Immutable, thread-safe.
 */
public final class AggregateRows {

    private static final Table NONE = new Table(0);

    private final Table[] byTable;

    private AggregateRows(Table[] byTable) {
        this.byTable = byTable;
    }

    /** One row of the root's table. */
    public Row root() {
        return byTable[0].get(0);
    }

    /** The same with another row in the root's place, such as one with its next version. */
    public AggregateRows withRoot(Row root) {
        Table[] others = byTable.clone();
        others[0] = new Table(1);
        others[0].append(root);
        return new AggregateRows(others);
    }

    /** How many tables the aggregate has. */
    public int tables() {
        return byTable.length;
    }

    /** How many rows there are in all tables together. */
    public int size() {
        int size = 0;
        for (Table table : byTable) {
            size += table.size();
        }
        return size;
    }

    /** The rows of a table; not to be changed. */
    public List<Row> of(int table) {
        return byTable[table];
    }

    /** The same as they were read, with what is encrypted in them closed; null where a ciphertext is not known. */
    public @Nullable AggregateRows closed() {
        if (!hasEncrypted()) {
            return this;
        }
        Builder closed = new Builder(this);
        for (int table = 0; table < byTable.length; table++) {
            for (Row row : byTable[table]) {
                Row one = row.closed();
                if (one == null) {
                    return null;
                }
                closed.add(table, one);
            }
        }
        return closed.build();
    }

    /**
     * The same with what is encrypted in them opened.
     *
     * @param owner whose rows those of a table are, to which encrypted values are bound
     */
    public AggregateRows opened(Function<RowType, String> owner) {
        if (!hasEncrypted()) {
            return this;
        }
        Builder opened = new Builder(this);
        for (int table = 0; table < byTable.length; table++) {
            for (Row row : byTable[table]) {
                opened.add(table, row.type().hasEncrypted() ? row.opened(owner.apply(row.type())) : row);
            }
        }
        return opened.build();
    }

    /** Whether values of some rows are encrypted. */
    public boolean hasEncrypted() {
        for (Table table : byTable) {
            if (table.size() > 0 && table.get(0).type().hasEncrypted()) {
                return true;
            }
        }
        return false;
    }

    /** What they weigh in memory, in bytes, as estimated. */
    public long weight() {
        long weight = 32 + 8L * byTable.length;
        for (Table table : byTable) {
            weight += 40 + 4L * table.rows.length;
            for (int i = 0; i < table.size; i++) {
                weight += table.rows[i].weight();
            }
        }
        return weight;
    }

    /** Whether others have the same rows, in whatever order the tables were read. */
    public boolean isSame(AggregateRows others) {
        for (int table = 0; table < byTable.length; table++) {
            if (others.tables() != byTable.length || !Set.copyOf(byTable[table]).equals(Set.copyOf(others.of(table)))) {
                return false;
            }
        }
        return true;
    }

    /** The rows of one table, which nobody changes once the builder has let go of them. */
    private static final class Table extends AbstractList<Row> implements RandomAccess {

        private static final Row[] EMPTY = {};

        private Row[] rows;
        private int size;

        private Table(int capacity) {
            this.rows = capacity == 0 ? EMPTY : new Row[capacity];
        }

        private void append(Row row) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, Math.max(8, size + (size >> 1)));
            }
            rows[size++] = row;
        }

        @Override
        public Row get(int index) {
            if (index >= size) {
                throw new IndexOutOfBoundsException("row " + index + " of " + size);
            }
            return rows[index];
        }

        @Override
        public int size() {
            return size;
        }
    }

    private static final int[] NO_TABLES = {};

    /** Takes the rows of one aggregate, one by one. Used by one thread, and by nobody once they are built. */
    public static final class Builder {

        private final Table[] byTable;
        private @Nullable AggregateRows others;

        /** Of each table how many rows are those of the others so far, as long as no row was another. */
        private final int[] shared;

        private @Nullable AggregateRows built;

        /** Takes rows of as many tables as the aggregate has. */
        public Builder(int tables) {
            this.byTable = new Table[tables];
            this.others = null;
            this.shared = NO_TABLES;
        }

        /** With room for as many rows as others are, which are of the same aggregate. Tables that are the same cost nothing. */
        public Builder(AggregateRows others) {
            this.byTable = new Table[others.tables()];
            this.others = others;
            this.shared = new int[others.tables()];
        }

        /**
         * Begins anew where all rows were those of the others, so that nobody has anything of this builder.
         *
         * @param next the others from here on
         * @return whether it could
         */
        @SuppressWarnings("ReferenceEquality") // the very rows
        public boolean begin(AggregateRows next) {
            if (others == null || built != others || next.tables() != byTable.length) {
                return false;
            }
            others = next;
            built = null;
            Arrays.fill(shared, 0);
            return true;
        }

        /** Has these rows already, each of which may give its place to another. */
        public static Builder with(AggregateRows rows) {
            Builder copy = new Builder(rows);
            for (int table = 0; table < rows.tables(); table++) {
                for (Row row : rows.of(table)) {
                    copy.add(table, row);
                }
            }
            return copy;
        }

        /** Takes one more row of this table. */
        public void add(int table, Row row) {
            if (isShared(table, row)) {
                shared[table]++;
            } else {
                open(table).append(row);
            }
        }

        @SuppressWarnings("ReferenceEquality") // the very row
        private boolean isShared(int table, Row row) {
            if (others == null || byTable[table] != null || built != null) {
                return false;
            }
            List<Row> known = others.of(table);
            return shared[table] < known.size() && known.get(shared[table]) == row;
        }

        /** Puts another row in the place of one, such as one with what the database filled in. */
        public void replace(int table, int place, Row row) {
            open(table).rows[place] = row;
        }

        /** One row of the root's table. */
        public Row root() {
            return byTable[0] == null && others != null ? others.root() : byTable[0].get(0);
        }

        /** How many rows of this table there are so far. */
        public int size(int table) {
            return byTable[table] != null ? byTable[table].size() : others == null ? 0 : shared[table];
        }

        /** The rows of this table, also those that are still to come; not to be changed. */
        public List<Row> of(int table) {
            return built == null ? open(table) : built.of(table);
        }

        /** All rows; none can be added from here on. Asked again it gives the same. */
        public AggregateRows build() {
            AggregateRows rows = built;
            if (rows == null) {
                rows = others != null && areShared(others) ? others : new AggregateRows(closed());
                built = rows;
            }
            return rows;
        }

        private boolean areShared(AggregateRows known) {
            for (int table = 0; table < byTable.length; table++) {
                if (byTable[table] != null || shared[table] != known.of(table).size()) {
                    return false;
                }
            }
            return true;
        }

        private Table[] closed() {
            for (int table = 0; table < byTable.length; table++) {
                if (byTable[table] == null) {
                    byTable[table] = others == null || shared[table] == 0
                            ? NONE
                            : shared[table] == others.byTable[table].size() ? others.byTable[table] : open(table);
                }
            }
            return byTable;
        }

        private Table open(int table) {
            if (built != null) {
                throw new IllegalStateException("the rows are built already, and nobody adds to them");
            }
            Table known = byTable[table];
            if (known == null) {
                int usual = table == 0 ? 1 : 8;
                known = new Table(others == null ? usual : others.of(table).size());
                byTable[table] = known;
                for (int place = 0; others != null && place < shared[table]; place++) {
                    known.append(others.of(table).get(place));
                }
            }
            return known;
        }
    }
}
