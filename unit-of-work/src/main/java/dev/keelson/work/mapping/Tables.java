package dev.keelson.work.mapping;

import dev.keelson.work.model.TableModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/** The tables of one aggregate while they are found, parents before their children. Used by one thread. */
final class Tables {

    /**
     * A table that others hang on.
     *
     * @param index its place among the aggregate's tables
     * @param key the positions of its key columns
     */
    record Parent(int index, List<Integer> key) {}

    private final List<TableModel> complete = new ArrayList<>();
    private final IdentityHashMap<TableDraft, Parent> announced = new IdentityHashMap<>();
    private int reserved;

    /** The next place in the order of tables. */
    int reserve() {
        return reserved++;
    }

    /** Makes the key of a table known, before its other columns are. */
    void announce(TableDraft table, int index, List<Integer> key) {
        announced.put(table, new Parent(index, key));
    }

    Parent parent(TableDraft table) {
        Parent parent = announced.get(table);
        if (parent == null) {
            throw new IllegalStateException("the key of " + table.name() + " is not known yet");
        }
        return parent;
    }

    void complete(TableModel table) {
        complete.add(table);
    }

    List<TableModel> list() {
        complete.sort(Comparator.comparingInt(TableModel::index));
        return List.copyOf(complete);
    }
}
