package dev.keelson.work.policy;

import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Belonging.Carried;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns in which the domain itself carries whose a row is: those of roots, and those of references to roots whose identifiers
 * contain one. What they say must be what policies say. Thread-safe.
 */
final class CarriedColumns {

    private final Map<RowType, Carried> roots = new HashMap<>();
    private final Map<RowType, List<Integer>> columns = new HashMap<>();

    CarriedColumns(Collection<AggregateModel> aggregates) {
        Map<TableName, String> keys = new HashMap<>();
        for (AggregateModel aggregate : aggregates) {
            Carried carried = aggregate.belonging().carried();
            if (carried != null) {
                RowType root = aggregate.root();
                roots.put(root, carried);
                columns.computeIfAbsent(root, unused -> new ArrayList<>()).add(carried.column());
                keys.put(root.table(), root.column(carried.column()).name());
            }
        }
        for (AggregateModel aggregate : aggregates) {
            if (!keys.isEmpty() && !aggregate.belonging().shared()) {
                aggregate.tables().stream().map(TableModel::rowType).forEach(rows -> references(rows, keys));
            }
        }
    }

    private void references(RowType rows, Map<TableName, String> keys) {
        for (ForeignKey reference : rows.foreignKeys()) {
            int part = reference.targetColumns().indexOf(keys.getOrDefault(reference.target(), ""));
            if (part >= 0) {
                List<Integer> known = columns.computeIfAbsent(rows, unused -> new ArrayList<>());
                int column = reference.columns().get(part);
                if (!known.contains(column)) {
                    known.add(column);
                }
            }
        }
    }

    /** The column that rows of a table have themselves, though a policy has it, too. */
    Set<String> names(RowType rows) {
        Carried carried = roots.get(rows);
        return carried == null ? Set.of() : Set.of(rows.column(carried.column()).name());
    }

    /**
     * @throws PolicyViolationException if a row would be written that says to be another's
     */
    void check(ChangeSet changes, Moment moment, Policies policies) {
        if (columns.isEmpty()) {
            return;
        }
        for (AggregateChange change : changes.aggregates()) {
            PolicyColumn wall = wall(change.owner().root().type(), policies);
            List<Change> rows = change.rows();
            for (int i = 0; i < rows.size(); i++) {
                Change row = rows.get(i);
                if (row instanceof InsertRow || row instanceof UpdateRow || row instanceof RestoreRow) {
                    check(change.owner().toString(), row.row(), wall, moment, policies);
                }
            }
        }
    }

    /**
     * The same for references that rows of a table are all given at once.
     *
     * @param written what they are given, null in all other columns
     */
    void checkReferences(String name, Row written, Moment moment, Policies policies) {
        Carried own = roots.get(written.type());
        PolicyColumn wall = own == null ? null : wall(written.type(), policies);
        Row row = own == null || wall == null
                ? written
                : written.with(
                        own.column(), written.type().column(own.column()).type().fit(moment.value(wall)));
        check(name, row, wall, moment, policies);
    }

    private void check(String name, Row row, @Nullable PolicyColumn known, Moment moment, Policies policies) {
        List<Integer> carried = columns.get(row.type());
        if (carried == null) {
            return;
        }
        PolicyColumn wall = known == null ? first(row.type(), policies) : known;
        for (int i = 0; i < carried.size() && wall != null; i++) {
            int column = carried.get(i);
            Carried root = roots.get(row.type());
            Carried property = root != null && root.column() == column ? root : null;
            Object value = row.get(column);
            Column lies = row.type().column(column);
            if ((value != null || property != null) && !isSame(lies, value, wall, moment)) {
                String path = property != null ? property.path() : row.type().path() + "." + lies.label();
                throw another(name, path, value, wall, moment, policies.keeper(row.type(), wall));
            }
        }
    }

    /** As {@link Policies#requireOwn}. */
    void requireOwn(AggregateModel model, String name, @Nullable Object value, Moment moment, Policies policies) {
        Carried carried = roots.get(model.root());
        PolicyColumn wall = wall(model.root(), policies);
        if (carried != null && wall != null && !isSame(model.root().column(carried.column()), value, wall, moment)) {
            throw another(name, carried.path(), value, wall, moment, policies.keeper(model.root(), wall));
        }
    }

    private static boolean isSame(Column column, @Nullable Object value, PolicyColumn wall, Moment moment) {
        try {
            return column.type().fit(moment.value(wall)).equals(value);
        } catch (IllegalArgumentException unfit) {
            return false;
        }
    }

    private @Nullable PolicyColumn wall(RowType root, Policies policies) {
        Set<String> names = names(root);
        for (PolicyColumn wall : policies.rule(root).walls()) {
            if (names.contains(wall.name())) {
                return wall;
            }
        }
        return null;
    }

    private static @Nullable PolicyColumn first(RowType rows, Policies policies) {
        List<PolicyColumn> walls = policies.rule(rows).walls();
        return walls.isEmpty() ? null : walls.get(0);
    }

    private static PolicyViolationException another(
            String name, String path, @Nullable Object value, PolicyColumn wall, Moment moment, String policy) {
        return new PolicyViolationException(
                policy,
                name + " has " + (value == null ? "no " + wall.noun() : wall.noun() + " '" + value + "'") + " in "
                        + path + ", and the work is for " + wall.noun() + " '" + moment.value(wall) + "'",
                "Give it the " + wall.noun() + " of the unit of work, or begin one of its own " + wall.noun()
                        + "; a stored aggregate never changes it");
    }
}
