package dev.keelson.work.load;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;

/**
 * The UNION ALL over all tables of an aggregate: one branch a table, each restricted to the roots that are asked for, a
 * grandchild's through its parents; every reference to a table carries the policies' predicate. Immutable.
 */
final class Branches {

    /** The column of a root's place in the order asked for, the last of a union over selected roots. */
    static final String PLACE = "place";

    private final AggregateModel model;
    private final Slots slots;
    private final List<ScopedTable> tables = new ArrayList<>();

    Branches(AggregateModel model, Policies policies, Slots slots) {
        this.model = model;
        this.slots = slots;
        model.tables().forEach(table -> tables.add(new ScopedTable(table.rowType(), policies)));
    }

    /** A branch joined up to the table that holds the root's key: a direct child's, or the root's own. */
    private record Climb(SelectJoinStep<Record> from, Condition scoped, TableModel top) {}

    /**
     * The union for roots of known keys.
     *
     * @param keyIs what restricts the columns that hold the root's key
     * @param scope the value that a policy's column is compared with
     */
    Select<?> ofKeys(Function<List<Field<Object>>, Condition> keyIs, Function<PolicyColumn, Field<?>> scope) {
        return union(table -> {
            Climb climb = climb(table, fields(table, scoped(table)::field), scope);
            return climb.from().where(climb.scoped().and(keyIs.apply(rootKey(climb.top()))));
        });
    }

    /**
     * The union for roots that a table expression selects, which has their table's columns by {@link #column} and {@link #PLACE}.
     *
     * @param roots its name
     * @param scope the value that a policy's column is compared with
     */
    Select<?> ofSelected(Name roots, Function<PolicyColumn, Field<?>> scope) {
        IntFunction<Field<Object>> selected = column -> TemplateBuilder.field(roots, column(column));
        return union(table -> {
            if (table.parent() < 0) {
                List<Field<?>> fields = fields(table, selected);
                fields.add(TemplateBuilder.field(roots, PLACE));
                return DSL.select(fields).from(DSL.table(roots));
            }
            List<Field<?>> fields = fields(table, scoped(table)::field);
            fields.add(TemplateBuilder.nullOf("bigint"));
            Climb climb = climb(table, fields, scope);
            return climb.from()
                    .join(DSL.table(roots))
                    .on(refersTo(climb.top(), selected))
                    .where(climb.scoped());
        });
    }

    /** What a column of the roots' table is called in the table expression that selects roots. */
    static String column(int position) {
        return "c" + position;
    }

    private Select<?> union(Function<TableModel, Select<Record>> branch) {
        Select<Record> union = branch.apply(model.tables().get(0));
        for (TableModel table : model.tables().subList(1, model.tables().size())) {
            union = union.unionAll(branch.apply(table));
        }
        return union;
    }

    /** The branch's number, then all slots: the table's columns where they lie, typed nulls elsewhere. */
    private List<Field<?>> fields(TableModel table, IntFunction<Field<Object>> column) {
        List<Field<?>> fields = new ArrayList<>();
        fields.add(DSL.inline(table.index()).as(DSL.unquotedName("branch")));
        for (int slot = 0; slot < slots.count(); slot++) {
            int position = slots.column(table.index(), slot);
            Field<?> value = position < 0 ? TemplateBuilder.nullOf(slots.sqlType(slot)) : column.apply(position);
            fields.add(table.parent() < 0 ? value.as(DSL.unquotedName("s" + slot)) : value);
        }
        return fields;
    }

    private Climb climb(TableModel table, List<Field<?>> fields, Function<PolicyColumn, Field<?>> scope) {
        SelectJoinStep<Record> from = DSL.select(fields).from(scoped(table).table());
        Condition restricted = scoped(table).scope(scope);
        TableModel top = table;
        while (top.parent() > 0) {
            ScopedTable parent = tables.get(top.parent());
            from = from.join(parent.table()).on(refersTo(top, parent::field));
            restricted = restricted.and(parent.scope(scope));
            top = model.tables().get(top.parent());
        }
        return new Climb(from, restricted, top);
    }

    /** That a child's row refers to the parent's of this key. */
    private Condition refersTo(TableModel child, IntFunction<Field<Object>> parentColumn) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < child.parentColumns().size(); n++) {
            Field<Object> reference = scoped(child).field(child.parentColumns().get(n));
            condition = condition.and(
                    reference.eq(parentColumn.apply(child.parentKey().get(n))));
        }
        return condition;
    }

    /** The columns of a branch's topmost table that hold the root's key. */
    private List<Field<Object>> rootKey(TableModel top) {
        List<Field<Object>> key = new ArrayList<>();
        if (top.parent() < 0) {
            for (int n = 0; n < top.rowType().keyWidth(); n++) {
                key.add(scoped(top).field(top.rowType().keyColumn(n)));
            }
        } else {
            top.parentColumns().forEach(column -> key.add(scoped(top).field(column)));
        }
        return key;
    }

    private ScopedTable scoped(TableModel table) {
        return tables.get(table.index());
    }
}
