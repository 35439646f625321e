package dev.keelson.work.hydrate;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of which a trial makes objects: below the one that is tried, those that its constructors take, with all that hangs
 * on them. Of the objects around it, where it needs them, only the way down to it is made. Used by one thread.
 */
final class TrialRows implements ChildRows {

    private final List<TableModel> tables;
    private final Intake intake;
    private final AggregateRows all;
    private @Nullable Set<Row> way;
    private @Nullable RowsByParent below;
    private @Nullable Map<Integer, Map<Object, Row>> owners;
    private @Nullable Map<Integer, Map<Object, Row>> nodes;
    private @Nullable Row tried;

    TrialRows(AggregateModel model, Intake intake, AggregateRows all) {
        this.tables = model.tables();
        this.intake = intake;
        this.all = all;
    }

    /** This row is made next. */
    void make(Row row) {
        tried = row;
    }

    /** These rows are on the way from the root down to one that is tried. */
    void addWay(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        way = way == null ? Collections.newSetFromMap(new IdentityHashMap<>()) : way;
        way.addAll(rows);
    }

    private boolean isOnWay(Row row) {
        return way != null && way.contains(row);
    }

    /** The row that one hangs on: its parent node's in a tree, else its owner's; null where that is gone, and above the root. */
    @Nullable
    Row above(TableModel table, Row row) {
        if (!RowsByParent.isTop(table, row)) {
            nodes = nodes == null ? new HashMap<>() : nodes;
            return nodes.computeIfAbsent(table.index(), unused -> keyed(table.index(), null))
                    .get(row.keyOf(table.nodeColumns()));
        }
        if (table.parent() <= 0) {
            return table.parent() < 0 ? null : all.root();
        }
        owners = owners == null ? new HashMap<>() : owners;
        return owners.computeIfAbsent(table.index(), unused -> keyed(table.parent(), table.parentKey()))
                .get(row.keyOf(table.parentColumns()));
    }

    /** How many rows of a table before this one hang on the same row. */
    @SuppressWarnings("ReferenceEquality") // the very row
    int ordinal(TableModel table, Row row) {
        Row outer = above(table, row);
        int ordinal = 0;
        for (Row sibling : all.of(table.index())) {
            if (sibling == row) {
                break;
            }
            ordinal += above(table, sibling) == outer ? 1 : 0;
        }
        return ordinal;
    }

    private Map<Object, Row> keyed(int table, @Nullable List<Integer> columns) {
        Map<Object, Row> keyed = new HashMap<>();
        for (Row row : all.of(table)) {
            keyed.put(columns == null ? row.key() : row.keyOf(columns), row);
        }
        return keyed;
    }

    @Override
    public List<Row> of(TableModel table, Row parent) {
        if (all.of(table.index()).isEmpty()) {
            return List.of();
        }
        boolean whole = intake.isFed(table.index()) || !isOpen(parent);
        return whole || way != null ? wanted(hangingOn(table, parent), whole) : List.of();
    }

    private List<Row> hangingOn(TableModel table, Row parent) {
        List<Row> rows = all.of(table.index());
        return table.parent() == 0 && !table.isTree() ? rows : below().of(table, rows, parent); // there is one root
    }

    @Override
    public List<Row> ofNode(TableModel table, Row node) {
        boolean whole = intake.isGrown(table.index()) || !isOpen(node);
        return whole || way != null ? wanted(below().ofNode(table, all.of(table.index()), node), whole) : List.of();
    }

    @Override
    public boolean leavesOut(PartContent part, Row owner) {
        return !intake.isFed(part.table().index())
                && isOpen(owner)
                && of(part.table(), owner).isEmpty();
    }

    private List<Row> wanted(List<Row> rows, boolean whole) {
        if (whole) {
            return rows;
        }
        List<Row> wanted = new ArrayList<>(1);
        for (Row row : rows) {
            if (isOnWay(row)) {
                wanted.add(row);
            }
        }
        return wanted;
    }

    /** Whether only a part of what hangs on the row is made. */
    @SuppressWarnings("ReferenceEquality") // the very row
    private boolean isOpen(Row row) {
        return row == tried || isOnWay(row);
    }

    private RowsByParent below() {
        below = below == null ? new RowsByParent(tables.size(), false) : below;
        return below;
    }
}
