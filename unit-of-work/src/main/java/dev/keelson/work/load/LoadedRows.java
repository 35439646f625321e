package dev.keelson.work.load;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.hydrate.ChildRows;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one statement gave back, told apart by branch, in no order that anybody relies on. Used by one thread.
 */
final class LoadedRows implements ChildRows {

    private final AggregateModel model;
    private final List<List<Row>> byTable;
    private int count;
    private final List<@Nullable Map<Object, List<Row>>> byParent = new ArrayList<>();

    LoadedRows(AggregateModel model) {
        this.model = model;
        this.byTable = new ArrayList<>(model.tables().size());
        for (int i = 0; i < model.tables().size(); i++) {
            byTable.add(new ArrayList<>(i == 0 ? 1 : 10));
        }
    }

    /**
     * Reads a whole result.
     *
     * @param single whether there is at most one root, which the children need not tell again
     * @param limit more rows than this are an error
     */
    void read(ResultSet result, Slots slots, boolean single, int limit) throws SQLException {
        while (result.next()) {
            int table = result.getInt(1);
            add(
                    table,
                    single
                            ? ofOnlyRoot(result, slots, table)
                            : slots.layout(table).read(result),
                    limit);
        }
    }

    private Row ofOnlyRoot(ResultSet result, Slots slots, int table) throws SQLException {
        TableModel child = model.tables().get(table);
        Row root = child.parent() == 0 && !roots().isEmpty() ? roots().get(0) : null;
        return slots.layout(table).read(result, root, child.parentColumns(), child.parentKey());
    }

    /** The same for a result whose last column tells the place of each root. */
    void readOrdered(ResultSet result, Slots slots, int limit) throws SQLException {
        IdentityHashMap<Row, Long> places = new IdentityHashMap<>();
        while (result.next()) {
            int table = result.getInt(1);
            Row row = slots.layout(table).read(result);
            add(table, row, limit);
            if (table == 0) {
                places.put(row, result.getLong(slots.count() + 2));
            }
        }
        roots().sort(Comparator.comparingLong(row -> places.getOrDefault(row, 0L)));
    }

    private void add(int table, Row row, int limit) {
        byTable.get(table).add(row);
        if (++count > limit) {
            throw tooMany(limit);
        }
    }

    private HydrationException tooMany(int limit) {
        StringBuilder counts = new StringBuilder();
        for (TableModel table : model.tables()) {
            counts.append(counts.isEmpty() ? "" : ", ")
                    .append(table.rowType())
                    .append(" ")
                    .append(byTable.get(table.index()).size());
        }
        return new HydrationException(
                model.name(),
                model.name(),
                null,
                byTable.get(0).size() == 1 ? byTable.get(0).get(0).key() : null,
                "the load has more than " + limit + " rows (" + counts
                        + "). Load fewer aggregates at once, or split the aggregate",
                null);
    }

    List<Row> roots() {
        return byTable.get(0);
    }

    @Override
    public List<Row> of(TableModel table, Row parent) {
        List<Row> rows = byTable.get(table.index());
        boolean allBelongToTheOnlyRoot = table.parent() == 0 && roots().size() == 1;
        if (allBelongToTheOnlyRoot || rows.isEmpty()) {
            return rows;
        }
        List<Row> found = index(table, rows).get(parent.keyOf(table.parentKey()));
        return found == null ? List.of() : found;
    }

    private Map<Object, List<Row>> index(TableModel table, List<Row> rows) {
        if (byParent.isEmpty()) {
            for (int i = 0; i < byTable.size(); i++) {
                byParent.add(null);
            }
        }
        Map<Object, List<Row>> index = byParent.get(table.index());
        if (index == null) {
            index = new HashMap<>();
            for (Row row : rows) {
                index.computeIfAbsent(row.keyOf(table.parentColumns()), unused -> new ArrayList<>())
                        .add(row);
            }
            byParent.set(table.index(), index);
        }
        return index;
    }
}
