package dev.keelson.work.load;

import dev.keelson.work.hydrate.ChildRows;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one aggregate's tables that one statement gave back, told apart by table. Roots of a query and rows of a
 * sorted list are in the order that the database told, all others in none that anybody relies on. Used by one thread.
 */
final class LoadedRows implements ChildRows {

    /**
     * A root of a query, with what hangs on it.
     *
     * @param rows holds the rows of its aggregate
     * @param root the root's row
     */
    record PlacedRoot(LoadedRows rows, Row root) {}

    private final AggregateModel model;
    private final List<Row>[] byTable;
    private @Nullable IdentityHashMap<Row, Long> places;
    private @Nullable List<@Nullable Map<Object, List<Row>>> byParent;
    private @Nullable List<@Nullable Map<Object, List<Row>>> byNode;

    LoadedRows(AggregateModel model) {
        this.model = model;
        @SuppressWarnings("unchecked") // there is no array of a generic type
        List<Row>[] lists = (List<Row>[]) new List<?>[model.tables().size()];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = new ArrayList<>(i == 0 ? 1 : 10);
        }
        this.byTable = lists;
    }

    /** The roots of several aggregates that one query gave back, in the order asked for. */
    static List<PlacedRoot> inOrder(List<LoadedRows> members) {
        List<PlacedRoot> roots = new ArrayList<>();
        for (LoadedRows member : members) {
            for (Row root : member.roots()) {
                roots.add(new PlacedRoot(member, root));
            }
        }
        if (members.size() > 1) {
            roots.sort(Comparator.comparingLong(placed -> placed.rows().place(placed.root())));
        }
        return roots;
    }

    /** The aggregate whose rows they are. */
    AggregateModel model() {
        return model;
    }

    List<Row> roots() {
        return byTable[0];
    }

    /** All rows of one table. */
    List<Row> ofTable(int table) {
        return byTable[table];
    }

    /** Adds a row, which has no place. */
    void add(int table, Row row) {
        byTable[table].add(row);
    }

    /** Adds a row that stands at this place among those of its table. */
    void add(int table, Row row, long place) {
        if (places == null) {
            places = new IdentityHashMap<>();
        }
        places.put(row, place);
        add(table, row);
    }

    /** Puts the rows of a table in their places, now that all are there. */
    void sort(int table) {
        byTable[table].sort(Comparator.comparingLong(this::place));
    }

    private long place(Row row) {
        Long place = places == null ? null : places.get(row);
        return place == null ? 0 : place;
    }

    @Override
    public List<Row> of(TableModel table, Row parent) {
        List<Row> rows = byTable[table.index()];
        boolean allBelongToTheOnlyRoot = table.parent() == 0 && !table.isTree() && roots().size() == 1;
        if (allBelongToTheOnlyRoot || rows.isEmpty()) {
            return rows;
        }
        if (byParent == null) {
            byParent = noIndexes();
        }
        Map<Object, List<Row>> index = byParent.get(table.index());
        if (index == null) {
            index = new HashMap<>();
            for (Row row : rows) {
                if (isTop(table, row)) {
                    add(index, row, table.parentColumns());
                }
            }
            byParent.set(table.index(), index);
        }
        return found(index, parent.keyOf(table.parentKey()));
    }

    @Override
    public List<Row> ofNode(TableModel table, Row node) {
        if (byNode == null) {
            byNode = noIndexes();
        }
        Map<Object, List<Row>> index = byNode.get(table.index());
        if (index == null) {
            index = new HashMap<>();
            for (Row row : byTable[table.index()]) {
                if (!isTop(table, row)) {
                    add(index, row, table.nodeColumns());
                }
            }
            byNode.set(table.index(), index);
        }
        return found(index, node.key());
    }

    /** Whether a row hangs on no other of its table. */
    private static boolean isTop(TableModel table, Row row) {
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

    private List<@Nullable Map<Object, List<Row>>> noIndexes() {
        List<@Nullable Map<Object, List<Row>>> none = new ArrayList<>();
        for (int i = 0; i < byTable.length; i++) {
            none.add(null);
        }
        return none;
    }

    private static void add(Map<Object, List<Row>> index, Row row, List<Integer> columns) {
        index.computeIfAbsent(row.keyOf(columns), unused -> new ArrayList<>()).add(row);
    }

    private static List<Row> found(Map<Object, List<Row>> index, Object key) {
        List<Row> found = index.get(key);
        return found == null ? List.of() : found;
    }
}
