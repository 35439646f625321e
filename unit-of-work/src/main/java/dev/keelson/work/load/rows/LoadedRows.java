package dev.keelson.work.load.rows;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.hydrate.ChildRows;
import dev.keelson.work.hydrate.RowsByParent;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one aggregate's tables that one statement gave back, told apart by table. Roots of a query and rows of a
 * sorted list are in the order that the database told, all others in none that anybody relies on. Used by one thread.
 */
public final class LoadedRows implements ChildRows {

    /**
     * A root of a query, with what hangs on it.
     *
     * @param rows holds the rows of its aggregate
     * @param root the root's row
     */
    public record PlacedRoot(LoadedRows rows, Row root) {}

    private final AggregateModel model;
    private final List<Row>[] byTable;
    private final @Nullable AggregateRows whole;
    private @Nullable IdentityHashMap<Row, Long> places;
    private @Nullable Set<Row> hidden;
    private @Nullable RowsByParent index;
    private boolean takesStrays;
    private boolean proved;
    private int size;

    /**
     * No rows yet of this aggregate.
     *
     * @param roots how many roots may come
     */
    LoadedRows(AggregateModel model, int roots) {
        this.model = model;
        @SuppressWarnings("unchecked") // there is no array of a generic type
        List<Row>[] lists = (List<Row>[]) new List<?>[model.tables().size()];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = new ArrayList<>(i == 0 ? roots : 10);
        }
        this.byTable = lists;
        this.whole = null;
    }

    /** The rows of one aggregate that are known already; none can be added. */
    public static LoadedRows of(AggregateModel model, AggregateRows rows) {
        return new LoadedRows(model, rows);
    }

    private LoadedRows(AggregateModel model, AggregateRows rows) {
        this.model = model;
        @SuppressWarnings("unchecked") // there is no array of a generic type
        List<Row>[] lists = (List<Row>[]) new List<?>[rows.tables()];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = rows.of(i);
        }
        this.byTable = lists;
        this.whole = rows;
        this.size = rows.size();
    }

    /** The roots of several aggregates that one query gave back, in the order asked for. */
    public static List<PlacedRoot> inOrder(List<LoadedRows> members) {
        List<PlacedRoot> roots = placed(members);
        if (members.size() > 1) {
            roots.sort(Comparator.comparingLong(placed -> placed.rows().place(placed.root())));
        }
        return roots;
    }

    /** The roots of several aggregates, one member's after the other's. */
    public static List<PlacedRoot> placed(List<LoadedRows> members) {
        List<PlacedRoot> roots = new ArrayList<>();
        for (LoadedRows member : members) {
            for (Row root : member.roots()) {
                roots.add(new PlacedRoot(member, root));
            }
        }
        return roots;
    }

    /** All rows of the one aggregate that these are, where they were known already. */
    public @Nullable AggregateRows whole() {
        return whole;
    }

    /** The aggregate whose rows they are. */
    public AggregateModel model() {
        return model;
    }

    /** The rows of the roots' own table. */
    public List<Row> roots() {
        return byTable[0];
    }

    /** All rows of one table. */
    List<Row> ofTable(int table) {
        return byTable[table];
    }

    /** Adds a row, which has no place. */
    void add(int table, Row row) {
        byTable[table].add(row);
        size++;
    }

    /** Adds a row that stands at this place among those of its table. */
    void add(int table, Row row, long place) {
        if (places == null) {
            places = new IdentityHashMap<>();
        }
        places.put(row, place);
        add(table, row);
    }

    /** From here on a node that hangs on none of these rows stands at the top of its tree: the node above it may have passed to another root. */
    public void takeStrays() {
        takesStrays = true;
    }

    /** Says that a root is hidden. */
    void isHidden(Row root) {
        if (hidden == null) {
            hidden = Collections.newSetFromMap(new IdentityHashMap<>());
        }
        hidden.add(root);
    }

    /** Whether a root of these is hidden. */
    public boolean hides(Row root) {
        return hidden != null && hidden.contains(root);
    }

    /**
     * Puts the rows of a table in their places, now that all are there.
     *
     * @return the first of these places, 0 where there is none
     */
    long sort(int table) {
        List<Row> rows = byTable[table];
        rows.sort(Comparator.comparingLong(this::place));
        return rows.isEmpty() ? 0 : place(rows.get(0));
    }

    /** Opens what is encrypted in the rows of a table, which keep their places. */
    void open(int table, String tenant) {
        byTable[table].replaceAll(row -> {
            Row opened = row.opened(tenant);
            if (places != null && places.containsKey(row)) {
                places.put(opened, places.get(row));
            }
            if (hides(row)) {
                isHidden(opened);
            }
            return opened;
        });
    }

    /** How many rows there are of all tables. */
    public int size() {
        return size;
    }

    /** Drops rows of a table, and gives them. */
    List<Row> drop(int table, Predicate<Row> which) {
        List<Row> dropped = new ArrayList<>();
        byTable[table].removeIf(row -> which.test(row) && dropped.add(row));
        size -= dropped.size();
        return dropped;
    }

    /** Drops the rows of a table. */
    void drop(int table) {
        size -= byTable[table].size();
        byTable[table].clear();
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
        return index().of(table, rows, parent);
    }

    @Override
    public List<Row> ofNode(TableModel table, Row node) {
        return index().ofNode(table, byTable[table.index()], node);
    }

    /**
     * Makes sure that all rows found their owners, once aggregates were made of them.
     *
     * @throws HydrationException if one hangs on no row that was read
     */
    public void requireNoneAstray() {
        boolean looks = index != null && !proved;
        for (int table = 1; looks && table < byTable.length; table++) {
            TableModel child = model.tables().get(table);
            Row astray = index().astray(child, byTable[table], byTable[child.parent()]);
            if (astray != null) {
                String path = child.rowType().path();
                throw new HydrationException(
                        model.name(),
                        path.substring(path.indexOf('.') + 1),
                        child.rowType().column(child.parentColumns().get(0)).name(),
                        astray.keyOf(child.parentColumns()),
                        "the row that it hangs on spells its key otherwise: the database takes different values of"
                                + " these columns for equal, by their collation or type",
                        null);
            }
        }
        proved = true;
    }

    private RowsByParent index() {
        if (index == null) {
            index = new RowsByParent(byTable.length, takesStrays);
        }
        return index;
    }
}
