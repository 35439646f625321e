package dev.keelson.work.hydrate;

import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of one aggregate's tables by the rows that they hang on, each table looked through when it is first asked about. Used by one thread. */
public final class RowsByParent {

    private final @Nullable Map<Object, List<Row>>[] byParent;
    private final @Nullable Map<Object, List<Row>>[] byNode;
    private final boolean takesStrays;
    private int sorted;
    private int given;

    /**
     * @param tables how many the aggregate has
     * @param takesStrays whether a node that hangs on none of the rows counts as one at the top
     */
    public RowsByParent(int tables, boolean takesStrays) {
        this.takesStrays = takesStrays;
        this.byParent = none(tables);
        this.byNode = none(tables);
    }

    @SuppressWarnings("unchecked") // there is no array of a generic type
    private static @Nullable Map<Object, List<Row>>[] none(int tables) {
        return (Map<Object, List<Row>>[]) new Map<?, ?>[tables];
    }

    /**
     * The rows that hang on a row of another table; of a tree only those at the top.
     *
     * @param rows all rows of the table, the same each time
     */
    public List<Row> of(TableModel table, List<Row> rows, Row parent) {
        Map<Object, List<Row>> index = byParent[table.index()];
        if (index == null) {
            index = new HashMap<>();
            Set<Object> nodes = takesStrays && table.isTree() ? keys(rows) : Set.of();
            Object last = null;
            int first = 0;
            for (int i = 0; i < rows.size(); i++) { // most often the rows of one parent come together
                Row row = rows.get(i);
                boolean isTop = isTop(table, row) || (takesStrays && !nodes.contains(row.keyOf(table.nodeColumns())));
                Object key = isTop ? row.keyOf(table.parentColumns()) : null;
                if (key == null || !key.equals(last)) {
                    add(index, last, rows, first, i);
                    last = key;
                    first = i;
                }
            }
            add(index, last, rows, first, rows.size());
            byParent[table.index()] = index;
        }
        return found(index, parent.keyOf(table.parentKey()));
    }

    /**
     * The rows of a tree that hang on a node of it.
     *
     * @param rows all rows of the table, the same each time
     */
    public List<Row> ofNode(TableModel table, List<Row> rows, Row node) {
        Map<Object, List<Row>> index = byNode[table.index()];
        if (index == null) {
            index = new HashMap<>();
            for (Row row : rows) {
                if (!isTop(table, row)) {
                    add(index, row, table.nodeColumns());
                }
            }
            byNode[table.index()] = index;
        }
        return found(index, node.key());
    }

    /**
     * A row of a table that hangs on none of those that were read, though the database joined it to one of them; null where
     * there is none. So it is where the database takes different values for equal, by a collation or a type such as citext.
     *
     * @param rows all rows of the table
     * @param parents all rows of the table that they hang on
     */
    public @Nullable Row astray(TableModel table, List<Row> rows, List<Row> parents) {
        if (given >= sorted) { // most often all that were sorted were asked for
            return null;
        }
        Row astray = astray(byParent[table.index()], parents, parent -> parent.keyOf(table.parentKey()));
        return astray == null ? astray(byNode[table.index()], rows, Row::key) : astray;
    }

    private static @Nullable Row astray(
            @Nullable Map<Object, List<Row>> index, List<Row> owners, Function<Row, Object> key) {
        if (index == null) {
            return null;
        }
        Set<Object> keys = new HashSet<>();
        owners.forEach(owner -> keys.add(key.apply(owner)));
        for (Map.Entry<Object, List<Row>> rows : index.entrySet()) {
            if (!keys.contains(rows.getKey())) {
                return rows.getValue().get(0);
            }
        }
        return null;
    }

    private static Set<Object> keys(List<Row> rows) {
        Set<Object> keys = new HashSet<>();
        rows.forEach(row -> keys.add(row.key()));
        return keys;
    }

    /** Whether a row hangs on no other of its table. */
    static boolean isTop(TableModel table, Row row) {
        if (!table.isTree()) {
            return true;
        }
        for (int column : table.nodeColumns()) {
            if (row.get(column) == null) {
                return true;
            }
        }
        return false;
    }

    /** Rows of one parent, which come one after the other; they are copied only where others of it came before. */
    private void add(Map<Object, List<Row>> index, @Nullable Object parent, List<Row> rows, int from, int to) {
        if (parent == null) {
            return;
        }
        List<Row> some = to - from == 1 ? List.of(rows.get(from)) : rows.subList(from, to);
        List<Row> before = index.putIfAbsent(parent, some);
        if (before instanceof ArrayList<Row> copied) {
            copied.addAll(some);
        } else if (before != null) {
            List<Row> all = new ArrayList<>(before);
            all.addAll(some);
            index.put(parent, all);
        }
        sorted += some.size();
    }

    private void add(Map<Object, List<Row>> index, Row row, List<Integer> columns) {
        sorted++;
        index.computeIfAbsent(row.keyOf(columns), unused -> new ArrayList<>()).add(row);
    }

    private List<Row> found(Map<Object, List<Row>> index, Object key) {
        List<Row> found = index.get(key);
        if (found == null) {
            return List.of();
        }
        given += found.size();
        return found;
    }
}
