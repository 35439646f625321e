package dev.keelson.work.sets;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.change.VersionCount;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The rows that a set-based write writes, table by table: what goes, or is hidden, or set, and the roots, whose versions are raised. Used by one thread, once. */
final class RowWrites {

    private final SetStatement statement;
    private final Moment moment;
    private final boolean again;
    private final Map<String, QueryPart> writes = new LinkedHashMap<>();
    private @Nullable String ofRoots;

    /**
     * @param again whether an earlier write of the same commit may have raised the versions of some of the roots
     */
    RowWrites(SetStatement statement, Moment moment, boolean again) {
        this.statement = statement;
        this.moment = moment;
        this.again = again;
    }

    /** The writes, each under a name of its own, those of the deepest tables first and the root's last. */
    Map<String, QueryPart> of(SetTarget target) {
        AggregateModel model = target.model();
        boolean deletes = statement.write().deletes();
        boolean hides = deletes && hide(target.table()) != null;
        for (int table = model.tables().size() - 1; deletes && table >= 0; table--) {
            TableModel below = model.tables().get(table);
            if (SetDelete.isBelow(below, target)) {
                below(below, target, hides);
            }
        }
        for (TableModel table : model.tables()) {
            Map<Field<?>, Field<?>> values = assigned(table);
            if (table.parent() >= 0 && !values.isEmpty()) {
                boolean isExtension = target.isOfRoots();
                List<Table<?>> from = from();
                Condition row = isExtension ? statement.hangsOnHit(table, from) : statement.isHit(table);
                update(table, Kind.UPDATE, values, from, row);
            }
        }
        if (deletes && !target.isOfRoots()) {
            part(target.table(), hides);
        }
        root(target, deletes, hides);
        return writes;
    }

    /** The write of the roots themselves, or null where there is none. */
    @Nullable
    String ofRoots() {
        return ofRoots;
    }

    private List<Table<?>> from() {
        List<Table<?>> from = new ArrayList<>();
        from.add(statement.hit());
        return from;
    }

    private @Nullable Hide hide(TableModel table) {
        return statement.policies().rule(table.rowType()).hide();
    }

    private Map<Field<?>, Field<?>> assigned(TableModel table) {
        Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
        ScopedTable rows = statement.table(table);
        for (Assignment one : statement.write().assignments()) {
            if (one.table().index() == table.index()) {
                values.put(rows.field(one.column()), statement.value(one));
            }
        }
        return values;
    }

    /** What hangs on a root that stays hidden, and is stamped by the same removal, is hidden with it; all other rows of it stay. */
    private void below(TableModel table, SetTarget target, boolean hides) {
        Hide hide = hide(table);
        List<Table<?>> from = from();
        Condition row = statement.hangsOnHit(table, from);
        if (!hides && hide != null) {
            throw new PolicyViolationException(
                    statement.policies().hider(table.rowType()),
                    statement.write().name() + " would delete what rows of "
                            + table.rowType().table() + " hang on, and these are hidden instead",
                    "Load the aggregates and remove them");
        }
        if (!hides) {
            delete(table, from, row);
        } else if (hide != null && (!target.isOfRoots() || hide.tellsRemovals())) {
            update(table, Kind.HIDE, Map.of(), from, row);
        }
    }

    private void part(TableModel table, boolean hides) {
        Condition row = statement.isHit(table);
        if (hides) {
            update(table, Kind.HIDE, Map.of(), from(), row);
        } else {
            delete(table, from(), row);
        }
        if (table.position() >= 0) {
            Map<String, QueryPart> gaps = new ListGaps(statement, table).closed(stamps(table, Kind.UPDATE));
            writes.putAll(gaps);
        }
    }

    private void root(SetTarget target, boolean deletes, boolean hides) {
        TableModel root = statement.root();
        Condition row = statement.isHit(root);
        if (deletes && target.isOfRoots() && !hides) {
            ofRoots = delete(root, from(), row);
            return;
        }
        Map<Field<?>, Field<?>> values = assigned(root);
        if (root.rowType().version() >= 0) {
            values.put(statement.table(root).field(root.rowType().version()), nextVersion(root, target.model()));
        }
        boolean isHidden = deletes && target.isOfRoots();
        if (isHidden || !values.isEmpty()) {
            ofRoots = update(root, isHidden ? Kind.HIDE : Kind.UPDATE, values, from(), row);
        }
    }

    /** One more, once a commit; a root that somebody stored without a version begins with the first. */
    private Field<Object> nextVersion(TableModel root, AggregateModel model) {
        RowType rows = root.rowType();
        Field<Object> before = statement.table(root).field(rows.version());
        long first = model.versioning().fromClock()
                ? ChronoUnit.MICROS.between(Instant.EPOCH, moment.instant())
                : VersionCount.FIRST;
        Field<Object> next = DSL.field(
                "coalesce({0} + 1, {1})",
                Object.class,
                before,
                statement
                        .values()
                        .bind(
                                rows.column(rows.version()).type(),
                                rows.column(rows.version()).type().fit(first)));
        @Nullable
        Condition raised = again ? statement.profile().dialect().isWrittenHere(Names.table(rows.table())) : null;
        return raised == null ? next : DSL.when(raised, before).otherwise(next);
    }

    private Map<Field<?>, Field<?>> stamps(TableModel table, Kind kind) {
        TableRule rule = statement.policies().rule(table.rowType());
        ScopedTable rows = statement.table(table);
        Map<Field<?>, Field<?>> stamps = new LinkedHashMap<>();
        for (PolicyColumn column : kind == Kind.HIDE ? rule.hidden() : rule.updated()) {
            stamps.put(
                    rows.field(column.name()),
                    statement.values().bind(column.type(), rule.written(column, kind, moment)));
        }
        return stamps;
    }

    private String update(
            TableModel table, Kind kind, Map<Field<?>, Field<?>> values, List<Table<?>> from, Condition row) {
        ScopedTable rows = statement.table(table);
        Map<Field<?>, Field<?>> all = new LinkedHashMap<>(values);
        all.putAll(stamps(table, kind));
        return add(DSL.update(rows.table()).set(all).from(from).where(row.and(statement.scope(rows))));
    }

    private String delete(TableModel table, List<Table<?>> using, Condition row) {
        ScopedTable rows = statement.table(table);
        return add(DSL.deleteFrom(rows.table()).using(using).where(row.and(statement.scope(rows))));
    }

    private String add(QueryPart write) {
        String name = "w" + writes.size();
        writes.put(name, write);
        return name;
    }
}
