package dev.keelson.work.load.select;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Column;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.TemplateBuilder;
import dev.keelson.work.sql.ValueForms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * The branches of one aggregate in a load: one a table, each restricted to the roots that are asked for, a grandchild's
 * through its parents; every reference to a table carries the policies' predicate. Immutable.
 */
final class MemberBranches {

    private final AggregateModel model;
    private final int member;
    private final int first;
    private final Slots slots;
    private final String nodes;
    private final ValueForms values;
    private final List<ScopedTable> tables = new ArrayList<>();

    /**
     * The branches of one of several aggregates that are loaded together.
     *
     * @param member its place among them
     * @param first the number of its root's branch
     * @param nodes what the names of table expressions for trees start with
     */
    MemberBranches(
            AggregateModel model,
            int member,
            int first,
            ScopedTables scopedTables,
            Slots slots,
            String nodes,
            Dialect dialect) {
        this.values = dialect.values();
        this.model = model;
        this.member = member;
        this.first = first;
        this.slots = slots;
        this.nodes = nodes;
        model.tables().forEach(table -> tables.add(scopedTables.of(table.rowType())));
    }

    /** One of the aggregate's tables. */
    TableModel table(int place) {
        return model.tables().get(place);
    }

    /** The table expressions that walk the trees whose nodes do not hold the root's key, parents before their children. */
    List<CommonTableExpression<?>> trees(Asked asked) {
        List<CommonTableExpression<?>> trees = new ArrayList<>();
        for (TableModel table : model.tables()) {
            if (table.recursive()) {
                trees.add(tree(table)
                        .expression(scoped(table), asked.scope(), (fields, top) -> climb(table, fields, top, asked)));
            }
        }
        return trees;
    }

    /** One branch a table, in their order. */
    List<Select<Record>> branches(Asked asked) {
        List<Select<Record>> branches = new ArrayList<>();
        for (TableModel table : model.tables()) {
            if (!slots.isJoined(first + table.index())) {
                branches.add(branch(table, asked));
            }
        }
        return branches;
    }

    private Select<Record> branch(TableModel table, Asked asked) {
        if (table.recursive()) {
            Tree tree = tree(table);
            return DSL.select(fields(table, tree::column, tree.place())).from(tree.table());
        }
        SelectedRoots selected = asked.selected();
        if (table.parent() < 0 && selected != null && selected.whole()) {
            return joined(
                    DSL.select(fields(table, selected::column, place(table, asked)))
                            .from(DSL.table(selected.name())),
                    selected::column,
                    asked);
        }
        return climb(table, fields(table, scoped(table)::field, place(table, asked)), DSL.noCondition(), asked);
    }

    /** What a query that reads nothing but the root's row, and those joined to it, selects. */
    List<Field<?>> alone() {
        List<Field<?>> fields = new ArrayList<>();
        fields(model.tables().get(0), scoped(model.tables().get(0))::field, null)
                .forEach(field -> fields.add(field instanceof QOM.FieldAlias<?> alias ? alias.$aliased() : field));
        return fields;
    }

    private @Nullable Field<?> place(TableModel table, Asked asked) {
        if (!asked.places()) {
            return null;
        }
        SelectedRoots selected = asked.selected();
        if (table.parent() < 0 && selected != null && selected.placed()) {
            return selected.place();
        }
        return table.sorting().isEmpty() ? values.nullOf("bigint") : Sorted.place(table, scoped(table)::field);
    }

    /** The branch's number, where it is told, then all slots: the table's columns where they lie, typed nulls elsewhere; the place, if any. */
    private List<Field<?>> fields(TableModel table, IntFunction<Field<Object>> column, @Nullable Field<?> place) {
        int branch = first + table.index();
        List<Field<?>> fields = new ArrayList<>();
        if (!slots.areApart()) {
            fields.add(branch(table, branch).as(DSL.unquotedName("branch")));
        }
        for (int slot = 0; slot < slots.count(branch); slot++) {
            Field<?> value = inSlot(table, slot, column);
            fields.add(branch == 0 && !slots.areApart() ? value.as(DSL.unquotedName("s" + slot)) : value);
        }
        if (place != null) {
            fields.add(place);
        }
        return fields;
    }

    private Field<?> inSlot(TableModel table, int slot, IntFunction<Field<Object>> column) {
        int branch = first + table.index();
        int position = slots.column(branch, slot);
        if (position >= 0) {
            return selected(table, position, column.apply(position));
        }
        for (Layout further : slots.layout(branch).joined()) {
            int other = slots.column(first + further.table().index(), slot);
            if (other >= 0) {
                return selected(further.table(), other, scoped(further.table()).field(other));
            }
        }
        return values.nullOf(slots.sqlType(slot));
    }

    /** The root's rows with those of the further tables that are joined to them. */
    private SelectJoinStep<Record> joined(
            SelectJoinStep<Record> from, IntFunction<Field<Object>> rootColumn, Asked asked) {
        SelectJoinStep<Record> joined = from;
        for (Layout further : slots.layout(first).joined()) {
            ScopedTable rows = scoped(further.table());
            Condition own = refersTo(further.table(), rootColumn).and(rows.scope(asked.scope()));
            ScopedTable root = tables.get(0);
            joined = joined.leftJoin(rows.table())
                    .on(own.and(isOneWith(further.table(), () -> root.field(root.hidingColumn()))));
        }
        return joined;
    }

    /** The branch's number, which of a hidden root is its complement, so that the result tells it. */
    private Field<Integer> branch(TableModel table, int branch) {
        ScopedTable rows = scoped(table);
        return table.parent() < 0 && rows.showsHidden()
                ? DSL.when(rows.isHidden(), DSL.inline(~branch)).otherwise(DSL.inline(branch))
                : DSL.inline(branch);
    }

    private static Field<?> selected(TableModel table, int position, Field<Object> column) {
        Column selected = table.rowType().column(position);
        return selected.selectedType().equals(selected.sqlType())
                ? column
                : DSL.cast(column, TemplateBuilder.named(selected.selectedType()));
    }

    /** A select from a table, joined up to one that holds the root's key: a direct child's, or the root's own. */
    Select<Record> climb(TableModel table, List<Field<?>> fields, Condition condition, Asked asked) {
        SelectJoinStep<Record> from = DSL.select(fields).from(scoped(table).table());
        if (table.parent() < 0) {
            from = joined(from, tables.get(0)::field, asked);
        }
        Condition scoped = scoped(table).scope(asked.scope()).and(condition);
        TableModel top = table;
        while (top.parent() > 0) {
            TableModel parent = model.tables().get(top.parent());
            if (parent.recursive()) {
                Tree tree = tree(parent);
                scoped = scoped.and(isOneWith(top, () -> tree.hiding()));
                return from.join(tree.table()).on(refersTo(top, tree::column)).where(scoped);
            }
            ScopedTable above = scoped(parent);
            from = from.join(above.table()).on(refersTo(top, above::field));
            scoped =
                    scoped.and(above.scope(asked.scope())).and(isOneWith(top, () -> above.field(above.hidingColumn())));
            top = parent;
        }
        ScopedTable root = tables.get(0);
        if (top.parent() == 0 && needsRoot(top, asked)) {
            from = from.join(root.table()).on(refersTo(top, root::field));
            scoped = scoped.and(root.scope(asked.scope())).and(isOneWith(top, () -> root.field(root.hidingColumn())));
        }
        return asked.roots().restrict(from, scoped, member, rootKey(top));
    }

    /** What hangs on a root that is left out is left out, too; and whether rows went with a hidden root, its row tells. */
    private boolean needsRoot(TableModel top, Asked asked) {
        boolean mayBeLeftOut = switch (asked.keys()) {
            case ONE -> false;
            case SEVERAL -> top.isTree(); // below the top of a tree nothing tells the root
            case FOUND -> asked.selected() == null;
        };
        return mayBeLeftOut || scoped(top).showsHidden();
    }

    /** Of rows that may be hidden, that these are not, or not by themselves. */
    private Condition isOneWith(TableModel table, Supplier<Field<Object>> above) {
        ScopedTable rows = scoped(table);
        return rows.showsHidden() ? rows.isOneWith(above.get()) : DSL.noCondition();
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
    List<Field<Object>> rootKey(TableModel top) {
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

    Tree tree(TableModel table) {
        return new Tree(table, nodes + (first + table.index()));
    }

    ScopedTable scoped(TableModel table) {
        return tables.get(table.index());
    }
}
