package dev.keelson.testing.laws;

import dev.keelson.testing.laws.values.Plausible;
import dev.keelson.work.hydrate.ChildRows;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.hydrate.Relations;
import dev.keelson.work.hydrate.RowsByParent;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A state of an aggregate as rows, of which any number of equal objects can be made. Immutable. */
final class State {

    private final AggregateModel model;
    private final List<List<Row>> tables;

    State(AggregateModel model, List<List<Row>> tables) {
        this.model = model;
        this.tables = tables.stream().map(List::copyOf).toList();
    }

    static State of(AggregateModel model, AggregateRows rows) {
        List<List<Row>> tables = new ArrayList<>();
        for (int table = 0; table < rows.tables(); table++) {
            tables.add(rows.of(table));
        }
        int version = model.root().version();
        if (version >= 0 && rows.root().get(version) == null) { // as for the domain's own property, if it has one
            tables.set(0, List.of(rows.root().with(version, first(model))));
        }
        return new State(model, tables);
    }

    /** A version that an object may show before it is stored. */
    static Object first(AggregateModel model) {
        return model.root().column(model.root().version()).type().fit(1L);
    }

    AggregateModel model() {
        return model;
    }

    Row root() {
        return tables.get(0).get(0);
    }

    List<Row> rows(int table) {
        return tables.get(table);
    }

    int size() {
        return tables.stream().mapToInt(List::size).sum();
    }

    /** Another object of it. */
    Object hydrate(Relations relations) {
        return new Hydrator().hydrate(model, root(), children(), relations, null);
    }

    ChildRows children() {
        RowsByParent index = new RowsByParent(tables.size(), false);
        return new ChildRows() {
            @Override
            public List<Row> of(TableModel table, Row parent) {
                return index.of(table, tables.get(table.index()), parent);
            }

            @Override
            public List<Row> ofNode(TableModel table, Row node) {
                return index.ofNode(table, tables.get(table.index()), node);
            }
        };
    }

    /**
     * The same with a value in each column that is null until a commit fills it.
     *
     * @param into takes those columns, as "orders.created_at"
     */
    State stamped(Policies policies, Moment moment, Plausible plausible, Set<String> into) {
        List<List<Row>> filled = copy();
        for (List<Row> rows : filled) {
            rows.replaceAll(row -> {
                RowType type = row.type();
                Row stamped = row;
                for (int column = 0; column < type.width(); column++) {
                    Object stamp = row.get(column) == null ? stamp(policies, moment, plausible, type, column) : null;
                    if (stamp != null) {
                        stamped =
                                stamped.with(column, type.column(column).type().fit(stamp));
                        into.add(type.table() + "." + type.column(column).name());
                    }
                }
                return stamped;
            });
        }
        return new State(model, filled);
    }

    private static @Nullable Object stamp(
            Policies policies, Moment moment, Plausible plausible, RowType type, int column) {
        for (PolicyColumn policy : policies.rule(type).inserted()) {
            if (policy.name().equals(type.column(column).name())) {
                return moment.value(policy);
            }
        }
        return type.column(column).writer() == Column.Writer.DATABASE
                ? plausible.column(type.column(column).type(), false)
                : null;
    }

    /** The same with another row in the place of one. */
    State with(int table, int place, Row row) {
        List<List<Row>> changed = copy();
        changed.get(table).set(place, row);
        return new State(model, changed);
    }

    /** The same without a row and what hangs on it. */
    State without(int table, int place) {
        List<List<Row>> changed = copy();
        Row row = changed.get(table).remove(place);
        prune(changed, model.tables().get(table), row);
        return new State(model, changed);
    }

    private void prune(List<List<Row>> rows, TableModel table, Row gone) {
        for (TableModel below : model.tables()) {
            List<Row> hanging = new ArrayList<>();
            for (Row row : rows.get(below.index())) {
                boolean isChild = below.parent() == table.index()
                        && below.index() != 0
                        && row.keyOf(below.parentColumns()).equals(gone.keyOf(below.parentKey()));
                boolean isNode = below.index() == table.index()
                        && below.isTree()
                        && row.keyOf(below.nodeColumns()).equals(gone.key());
                if (isChild || isNode) {
                    hanging.add(row);
                }
            }
            rows.get(below.index()).removeAll(hanging);
            hanging.forEach(row -> prune(rows, below, row));
        }
    }

    private List<List<Row>> copy() {
        List<List<Row>> copy = new ArrayList<>();
        tables.forEach(rows -> copy.add(new ArrayList<>(rows)));
        return copy;
    }
}
