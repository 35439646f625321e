package dev.keelson.work.load;

import dev.keelson.value.ColumnType;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How aggregates of one type are loaded: the statement for one identifier and the one for many, each rendered once.
 * One branch a table; a branch is restricted by the root's key, a grandchild's through its parents; every reference to a
 * table carries the policies' predicates. Immutable, thread-safe.
 */
final class LoadPlan {

    private final AggregateModel model;
    private final Policies policies;
    private final Slots slots;
    private final StatementTemplate one;
    private final StatementTemplate many;

    LoadPlan(AggregateModel model, Policies policies) {
        this.model = model;
        this.policies = policies;
        this.slots = new Slots(model);
        this.one = render(false);
        this.many = render(true);
    }

    Slots slots() {
        return slots;
    }

    /** Its sources: the parts of the key, then the policies' values. */
    StatementTemplate one() {
        return one;
    }

    /** Its sources: for each part of the key an array, then the policies' values. */
    StatementTemplate many() {
        return many;
    }

    private StatementTemplate render(boolean array) {
        TemplateBuilder builder = new TemplateBuilder();
        int[] keySources = new int[model.root().keyWidth()];
        for (int n = 0; n < keySources.length; n++) {
            keySources[n] = builder.source();
        }
        List<PolicyColumn> scopes = policies.rule(model.root()).scopes();
        int[] scopeSources = scopes.stream().mapToInt(scope -> builder.source()).toArray();
        Function<PolicyColumn, Field<?>> scope =
                column -> builder.bind(scopeSources[scopes.indexOf(column)], column.type());
        return builder.build(union(
                top -> {
                    List<Field<?>> columns = keyFields(top);
                    return array ? in(builder, keySources, columns) : equal(builder, keySources, columns);
                },
                null,
                scope));
    }

    /** The columns of the branch's topmost table that hold the root's key. */
    private List<Field<?>> keyFields(TableModel top) {
        List<Field<?>> fields = new ArrayList<>();
        RowType rowType = top.rowType();
        if (top.parent() < 0) {
            for (int n = 0; n < rowType.keyWidth(); n++) {
                fields.add(field(top, rowType.keyColumn(n)));
            }
        } else {
            top.parentColumns().forEach(column -> fields.add(field(top, column)));
        }
        return fields;
    }

    private Condition equal(TemplateBuilder builder, int[] sources, List<Field<?>> columns) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < sources.length; n++) {
            Field<?> key = builder.bind(sources[n], keyType(n));
            condition = condition.and(TemplateBuilder.untyped(columns.get(n)).eq(TemplateBuilder.untyped(key)));
        }
        return condition;
    }

    private Condition in(TemplateBuilder builder, int[] sources, List<Field<?>> columns) {
        if (sources.length == 1) {
            return TemplateBuilder.anyOf(columns.get(0), builder.bindArray(sources[0], keyType(0)));
        }
        List<Field<?>> arrays = new ArrayList<>();
        for (int n = 0; n < sources.length; n++) {
            arrays.add(builder.bindArray(sources[n], keyType(n)));
        }
        Name keys = DSL.unquotedName("k");
        Table<?> unnested = TemplateBuilder.unnest(keys, arrays);
        List<Field<?>> parts = new ArrayList<>();
        for (int n = 0; n < sources.length; n++) {
            parts.add(TemplateBuilder.field(keys, "c" + n));
        }
        return DSL.row(columns).in(DSL.select(parts).from(unnested));
    }

    private ColumnType keyType(int n) {
        return model.root().column(model.root().keyColumn(n)).type();
    }

    /** What restricts a branch to the aggregates asked for, by its topmost table: the root's own, or a child's. */
    @FunctionalInterface
    interface RootFilter {
        Condition of(TableModel top);
    }

    /**
     * The whole union.
     *
     * @param roots the name of a table expression that stands for the root's table and restricts all branches, or null
     *     where {@code filter} does
     * @param scope the value that a policy's column is compared with
     */
    Select<?> union(RootFilter filter, @Nullable Name roots, Function<PolicyColumn, Field<?>> scope) {
        Select<Record> union = null;
        for (TableModel table : model.tables()) {
            Select<Record> branch = branch(table, filter, roots, scope);
            union = union == null ? branch : union.unionAll(branch);
        }
        if (union == null) {
            throw new IllegalStateException(model.name() + " has no table");
        }
        return union;
    }

    private Select<Record> branch(
            TableModel table, RootFilter filter, @Nullable Name roots, Function<PolicyColumn, Field<?>> scope) {
        Name selected = roots != null && table.parent() < 0 ? roots : null;
        List<Field<?>> fields = new ArrayList<>();
        fields.add(DSL.inline(table.index()).as(DSL.unquotedName("branch")));
        for (int n = 0; n < slots.count(); n++) {
            int column = slots.column(table.index(), n);
            Field<?> value = column < 0
                    ? TemplateBuilder.nullOf(slots.sqlType(n))
                    : selected != null
                            ? TemplateBuilder.field(
                                    selected, table.rowType().column(column).name())
                            : field(table, column);
            fields.add(table.index() == 0 ? value.as(DSL.unquotedName("s" + n)) : value);
        }
        if (roots != null) {
            Field<?> place = selected != null
                    ? TemplateBuilder.field(selected, RowQuery.PLACE)
                    : TemplateBuilder.nullOf("bigint");
            fields.add(place);
        }
        if (selected != null) {
            return DSL.select(fields).from(DSL.table(selected));
        }
        SelectJoinStep<Record> from = DSL.select(fields).from(DSL.table(name(table)));
        Condition condition = scoped(table, scope);
        TableModel top = table;
        while (top.parent() > 0) {
            TableModel parent = model.tables().get(top.parent());
            from = from.join(DSL.table(name(parent))).on(onParent(top, parent));
            condition = condition.and(scoped(parent, scope));
            top = parent;
        }
        if (roots == null) {
            return from.where(condition.and(filter.of(top)));
        }
        return from.join(DSL.table(roots)).on(onRoots(top, roots)).where(condition);
    }

    private Condition onParent(TableModel child, TableModel parent) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < child.parentColumns().size(); n++) {
            condition = condition.and(TemplateBuilder.untyped(
                            field(child, child.parentColumns().get(n)))
                    .eq(TemplateBuilder.untyped(field(parent, child.parentKey().get(n)))));
        }
        return condition;
    }

    private Condition onRoots(TableModel top, Name roots) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < top.parentColumns().size(); n++) {
            String key = model.root().column(top.parentKey().get(n)).name();
            condition = condition.and(
                    TemplateBuilder.untyped(field(top, top.parentColumns().get(n)))
                            .eq(TemplateBuilder.field(roots, key)));
        }
        return condition;
    }

    private Condition scoped(TableModel table, Function<PolicyColumn, Field<?>> scope) {
        Condition condition = DSL.noCondition();
        for (PolicyColumn column : policies.rule(table.rowType()).scopes()) {
            condition = condition.and(
                    TemplateBuilder.field(name(table), column.name()).eq(TemplateBuilder.untyped(scope.apply(column))));
        }
        return condition;
    }

    private static Name name(TableModel table) {
        return Names.table(table.rowType().table());
    }

    private static Field<?> field(TableModel table, int column) {
        return TemplateBuilder.field(name(table), table.rowType().column(column).name());
    }
}
