package dev.keelson.work.row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of one aggregate as rows: for each of its tables, in the mapping's order (root first, a parent before
 * its children), the rows in the order of the object. This is what a unit of work remembers of a load and compares at
 * commit. Filled once by whoever reads or dehydrates, then only read.
 */
public final class AggregateRows {

    private final List<List<Row>> byTable;
    private @Nullable Map<Integer, List<Receiver>> receivers;

    public AggregateRows(int tables) {
        this.byTable = new ArrayList<>(tables);
        for (int table = 0; table < tables; table++) {
            byTable.add(new ArrayList<>(table == 0 ? 1 : 8));
        }
    }

    /** With room for as many rows as others are, which are of the same aggregate. */
    public AggregateRows(AggregateRows others) {
        this.byTable = new ArrayList<>(others.tables());
        for (int table = 0; table < others.tables(); table++) {
            byTable.add(new ArrayList<>(others.of(table).size()));
        }
    }

    public void add(int table, Row row) {
        byTable.get(table).add(row);
    }

    /** Whoever takes what the database fills in for the last row added to this table. */
    public void received(int table, Receiver by) {
        receivers = receivers == null ? new HashMap<>() : receivers;
        receivers.computeIfAbsent(table, unused -> new ArrayList<>()).add(by);
    }

    /** Whoever takes what the database fills in for a row, or null where nobody does. */
    public @Nullable Receiver receiver(int table, int place) {
        List<Receiver> known = receivers == null ? null : receivers.get(table);
        return known == null ? null : known.get(place);
    }

    /** Puts another row in the place of one, such as one with what the database filled in. */
    public void replace(int table, int place, Row row) {
        byTable.get(table).set(place, row);
    }

    public Row root() {
        return byTable.get(0).get(0);
    }

    /** Puts another row in the root's place, such as one with its next version. */
    public void replaceRoot(Row root) {
        byTable.get(0).set(0, root);
    }

    public int tables() {
        return byTable.size();
    }

    /** How many rows there are in all tables together. */
    public int size() {
        int size = 0;
        for (int table = 0; table < byTable.size(); table++) {
            size += byTable.get(table).size();
        }
        return size;
    }

    public List<Row> of(int table) {
        return byTable.get(table);
    }

    /** Whether others have the same rows, in whatever order the tables were read. */
    public boolean isSame(AggregateRows others) {
        for (int table = 0; table < byTable.size(); table++) {
            if (others.tables() != byTable.size()
                    || !Set.copyOf(byTable.get(table)).equals(Set.copyOf(others.of(table)))) {
                return false;
            }
        }
        return true;
    }
}
