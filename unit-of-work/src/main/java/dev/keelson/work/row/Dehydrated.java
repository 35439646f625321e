package dev.keelson.work.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an aggregate as its object is now, and who takes what the database fills in for them. Used by the thread of a unit
 * of work; the rows may be shared, what takes values may not.
 */
public final class Dehydrated {

    private final AggregateRows rows;
    private final @Nullable Map<Integer, List<Receiver>> receivers;

    private Dehydrated(AggregateRows rows, @Nullable Map<Integer, List<Receiver>> receivers) {
        this.rows = rows;
        this.receivers = receivers;
    }

    /** Rows that nobody takes values for. */
    public static Dehydrated of(AggregateRows rows) {
        return new Dehydrated(rows, null);
    }

    /** The rows. */
    public AggregateRows rows() {
        return rows;
    }

    /** Whoever takes what the database fills in for a row, or null where nobody does. */
    public @Nullable Receiver receiver(int table, int place) {
        List<Receiver> known = receivers == null ? null : receivers.get(table);
        return known == null ? null : known.get(place);
    }

    /** The same with another row in the root's place, such as one with its next version. */
    public Dehydrated withRoot(Row root) {
        return new Dehydrated(rows.withRoot(root), receivers);
    }

    /** Takes the rows while objects are taken apart, one after the other. Used by one thread. */
    public static final class Builder {

        private final int tables;
        private AggregateRows.Builder rows;
        private @Nullable Map<Integer, List<Receiver>> receivers;

        /**
         * Takes rows of so many tables.
         */
        public Builder(int tables) {
            this.tables = tables;
            this.rows = new AggregateRows.Builder(tables);
        }

        /**
         * Begins with the next object.
         *
         * @param remembered its rows as they were, of which there may be as many again; null where there are none
         */
        public void begin(@Nullable AggregateRows remembered) {
            receivers = null;
            if (remembered == null) {
                rows = new AggregateRows.Builder(tables);
            } else if (!rows.begin(remembered)) {
                rows = new AggregateRows.Builder(remembered);
            }
        }

        /** Takes one more row of this table. */
        public void add(int table, Row row) {
            rows.add(table, row);
        }

        /** Whoever takes what the database fills in for the last row added to this table, each of whose rows has one. */
        public void received(int table, Receiver by) {
            receivers = receivers == null ? new HashMap<>() : receivers;
            receivers.computeIfAbsent(table, unused -> new ArrayList<>()).add(by);
        }

        /** How many rows of this table there are so far. */
        public int size(int table) {
            return rows.size(table);
        }

        /** The root's row, which is added first. */
        public Row root() {
            return rows.root();
        }

        /** All of them; none can be added from here on. */
        public Dehydrated build() {
            return new Dehydrated(rows.build(), receivers);
        }
    }
}
