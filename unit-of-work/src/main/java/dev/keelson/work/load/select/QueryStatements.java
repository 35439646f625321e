package dev.keelson.work.load.select;

import dev.keelson.kernel.Lock;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The statements of queries. Each is made anew, since the condition is the application's own, and jOOQ binds its values.
 * Immutable, thread-safe.
 */
public final class QueryStatements {

    private final Policies policies;
    private final StatementProfile profile;

    /** The statements that these policies restrict, in the form of this profile. */
    public QueryStatements(Policies policies, StatementProfile profile) {
        this.policies = policies;
        this.profile = profile;
    }

    /**
     * Selects all rows of the aggregates that a query finds, in one statement: the roots are a common table expression that
     * is evaluated once, and every branch joins it.
     *
     * @param plan of the members among which the query searches
     */
    public Select<?> rows(RowQuery query, LoadPlan plan, Moment moment) {
        SelectedRoots selected = search(query, plan.tables(), moment)
                .selected(plan.branches().beside("roots"), query, profile.dialect());
        return plan.branches().ofSelected(selected, values(moment));
    }

    /**
     * Selects the keys of the roots that a query finds, in the order that it asks for.
     *
     * @param lock by which these are locked, or null for none
     */
    public Select<?> keys(RowQuery query, @Nullable Lock lock, Visibility visibility, Moment moment) {
        SelectForUpdateStep<Record> keys =
                search(query, tables(visibility), moment).keys(query);
        if (lock == null) {
            return keys;
        }
        AggregateModel model = query.roots().first();
        Table<?> root = model.extensions().isEmpty()
                ? null
                : DSL.table(Names.table(model.root().table()));
        return RootLocks.locked(keys, root, lock, profile.dialect());
    }

    /** Counts the aggregates that a query finds, whatever its limit. */
    public Select<?> count(RowQuery query, Visibility visibility, Moment moment) {
        RootSearch search = search(query, tables(visibility), moment);
        return DSL.selectCount().from(search.table()).where(search.condition(query.condition()));
    }

    /** Selects whether a query finds an aggregate, whatever its limit. */
    public Select<?> exists(RowQuery query, Visibility visibility, Moment moment) {
        RootSearch search = search(query, tables(visibility), moment);
        return exists(search, search.condition(query.condition()));
    }

    /**
     * Selects whether one of these aggregates has a key, which its root's row alone tells.
     *
     * @param key the values of the root's key columns
     */
    public Select<?> exists(Roots roots, @Nullable Object[] key, Visibility visibility, Moment moment) {
        RootSearch search = RootSearch.of(roots, null, tables(visibility), profile, values(moment));
        return exists(search, search.condition(search.hasKey(roots.first().root(), key)));
    }

    private static Select<?> exists(RootSearch search, Condition condition) {
        Condition found = DSL.exists(DSL.selectOne().from(search.table()).where(condition));
        return DSL.select(DSL.field(found));
    }

    private ScopedTables tables(Visibility visibility) {
        return new ScopedTables(policies, visibility);
    }

    private RootSearch search(RowQuery query, ScopedTables tables, Moment moment) {
        return RootSearch.of(query.roots(), query.referral(), tables, profile, values(moment));
    }

    private static Function<PolicyColumn, Field<?>> values(Moment moment) {
        return column -> DSL.val(moment.value(column), ColumnBinding.of(column.type(), column.noun()));
    }
}
