package dev.keelson.work.load;

import dev.keelson.work.database.Database;
import dev.keelson.work.database.Query;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Row;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Finds the aggregates whose roots fulfil a condition, in one statement: the roots are a common table expression that is
 * evaluated once, and every branch joins it. Immutable; whoever queries makes one.
 *
 * @param roots the aggregates among which is searched
 * @param condition over their table
 * @param order how the roots are sorted, none for no order
 * @param limit how many at most, or null
 * @param referral which other aggregates the roots refer to, or null where that does not matter
 */
public record RowQuery(
        Roots roots,
        Condition condition,
        List<OrderField<?>> order,
        @Nullable Integer limit,
        @Nullable Referral referral) {

    /**
     * That a root refers to one of several other aggregates.
     *
     * @param table the place of the table that does: 0 for the root's own row, else that of a direct child
     * @param columns the columns that hold the other's key, in its order; where several members are searched, those of the
     *     first, and the others have columns of the same names
     * @param keys the keys
     */
    public record Referral(int table, List<Integer> columns, List<@Nullable Object[]> keys) {

        public Referral {
            columns = List.copyOf(columns);
            keys = List.copyOf(keys);
        }
    }

    public RowQuery {
        order = List.copyOf(order);
    }

    /** By a condition, whatever the roots refer to. */
    public RowQuery(Roots roots, Condition condition, List<OrderField<?>> order, @Nullable Integer limit) {
        this(roots, condition, order, limit, null);
    }

    /** The aggregates that refer to one of several others, as {@link Referral} says it. */
    static RowQuery referring(Roots targets, int table, List<Integer> columns, List<@Nullable Object[]> keys) {
        return new RowQuery(targets, DSL.noCondition(), List.of(), null, new Referral(table, columns, keys));
    }

    /** For each member its rows; {@link LoadedRows#inOrder} gives the roots of all in the order asked for. */
    List<LoadedRows> rows(RowReader reader, WorkScope scope) {
        LoadPlan plan = reader.plan(roots.members());
        SelectedRoots selected = search(reader, scope)
                .selected(
                        plan.branches().beside("roots"), this, reader.profile().dialect());
        Select<?> statement = plan.branches().ofSelected(selected, values(scope));
        return read(
                reader,
                scope,
                "query " + name(),
                statement,
                result -> plan.read(result, Reading.Kind.PLACED, reader.limit(), reader.owner(scope)));
    }

    /** How many aggregates there are, whatever the limit. */
    long count(RowReader reader, WorkScope scope) {
        RootSearch search = search(reader, scope);
        Select<?> count = DSL.selectCount().from(search.table()).where(search.condition(condition));
        return read(reader, scope, "count " + name(), count, result -> {
            result.next();
            return result.getLong(1);
        });
    }

    /** Whether there is one, whatever the limit. */
    boolean exists(RowReader reader, WorkScope scope) {
        RootSearch search = search(reader, scope);
        Condition found = DSL.exists(DSL.selectOne().from(search.table()).where(search.condition(condition)));
        return read(reader, scope, "find any " + name(), DSL.select(DSL.field(found)), result -> {
            result.next();
            return result.getBoolean(1);
        });
    }

    /**
     * Whether there is the aggregate with this key among these, told by its root's row alone.
     *
     * @param key the values of the root's key columns
     */
    static boolean holds(Roots roots, @Nullable Object[] key, RowReader reader, WorkScope scope) {
        RootSearch search = RootSearch.of(roots, null, reader, values(scope));
        Condition isThere = search.condition(search.hasKey(roots.first().root(), key));
        Condition found = DSL.exists(DSL.selectOne().from(search.table()).where(isThere));
        String attempted = "look for " + roots.type().getSimpleName() + "[" + Row.keyOf(key) + "]";
        return read(reader, scope, attempted, DSL.select(DSL.field(found)), result -> {
            result.next();
            return result.getBoolean(1);
        });
    }

    private String name() {
        return roots.type().getSimpleName();
    }

    private RootSearch search(RowReader reader, WorkScope scope) {
        return RootSearch.of(roots, referral, reader, values(scope));
    }

    private static Function<PolicyColumn, Field<?>> values(WorkScope scope) {
        return column -> DSL.val(scope.reading().value(column), TemplateBuilder.dataType(column.type()));
    }

    /** jOOQ binds the values of the application's own conditions. */
    private static <T> T read(
            RowReader reader, WorkScope scope, String attempted, Select<?> select, Database.Reader<T> rows) {
        return scope.connections()
                .query(
                        () -> attempted,
                        new Query.OfJooq(select, reader.profile().dialect()),
                        rows);
    }
}
