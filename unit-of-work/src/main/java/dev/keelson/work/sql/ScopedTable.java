package dev.keelson.work.sql;

import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A table as statements refer to it, with the predicate that policies put on every reference: the one place where both are
 * made. Immutable, thread-safe.
 */
public final class ScopedTable {

    private final RowType type;
    private final TableRule rule;
    private final Name name;

    public ScopedTable(RowType type, Policies policies) {
        this.type = type;
        this.rule = policies.rule(type);
        this.name = Names.table(type.table());
    }

    public Table<Record> table() {
        return DSL.table(name);
    }

    /** One of its columns, or one that a policy added. */
    public Field<Object> field(String column) {
        return TemplateBuilder.field(name, column);
    }

    /** The column at this position of its rows. */
    public Field<Object> field(int position) {
        return field(type.column(position).name());
    }

    /** The n-th column of its key. */
    public Column key(int n) {
        return type.column(type.keyColumn(n));
    }

    /** What policies add to it. */
    public TableRule rule() {
        return rule;
    }

    /** A source for each value that the predicate compares with, in the order of the rule's walls. */
    public int[] scopeSources(TemplateBuilder builder) {
        int[] sources = new int[rule.walls().size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = builder.source();
        }
        return sources;
    }

    /** The predicate, with parameters that take these sources. */
    public Condition scope(TemplateBuilder builder, int[] sources) {
        List<PolicyColumn> walls = rule.walls();
        return scope(column -> builder.bind(sources[walls.indexOf(column)], column.type()));
    }

    /** The predicate, with the value that each column is compared with. */
    public Condition scope(Function<PolicyColumn, Field<?>> value) {
        Condition condition = walls(value);
        for (PolicyColumn column : rule.filters()) {
            condition = condition.and(field(column.name()).isNull());
        }
        return condition;
    }

    /** What of the predicate nothing lifts, with parameters that take these sources. */
    public Condition walls(TemplateBuilder builder, int[] sources) {
        List<PolicyColumn> walls = rule.walls();
        return walls(column -> builder.bind(sources[walls.indexOf(column)], column.type()));
    }

    private Condition walls(Function<PolicyColumn, Field<?>> value) {
        Condition condition = DSL.noCondition();
        for (PolicyColumn column : rule.walls()) {
            condition = condition.and(field(column.name()).eq(TemplateBuilder.untyped(value.apply(column))));
        }
        return condition;
    }

    /** Whether a filter leaves a row out, or null where there is none. */
    public @Nullable Condition filtered() {
        Condition filtered = null;
        for (PolicyColumn column : rule.filters()) {
            Condition hasValue = field(column.name()).isNotNull();
            filtered = filtered == null ? hasValue : filtered.or(hasValue);
        }
        return filtered;
    }

    /** That a row has this key: a parameter of its own for each column of it. */
    public Condition keyIs(TemplateBuilder builder) {
        return keyIs(column -> builder.bind(column.type()));
    }

    /** That a row has this key, with the value that each column of it is compared with. */
    public Condition keyIs(Function<Column, Field<?>> value) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < type.keyWidth(); n++) {
            Column column = key(n);
            Field<Object> given = TemplateBuilder.untyped(value.apply(column));
            condition = condition.and(
                    column.nullable()
                            ? field(column.name()).isNotDistinctFrom(given)
                            : field(column.name()).eq(given));
        }
        return condition;
    }
}
