package dev.keelson.work.load.select;

import dev.keelson.kernel.Lock;
import dev.keelson.work.coverage.Coverage;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.database.Query;
import dev.keelson.work.load.select.ShapedQueries.Kind;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The statements of queries: rendered once a shape where the condition's is known, else each time. Thread-safe. */
public final class QueryStatements {

    private final Policies policies;
    private final StatementProfile profile;
    private final ShapedQueries shaped;

    /**
     * The statements that these policies restrict, in the form of this profile.
     *
     * @param caches where their texts are kept
     */
    public QueryStatements(Policies policies, StatementProfile profile, TemplateCaches caches) {
        this.policies = policies;
        this.profile = profile;
        this.shaped = new ShapedQueries(profile, Coverage.of(policies, profile.dialect()), caches);
    }

    /**
     * Selects all rows of the aggregates that a query finds, in one statement: the roots are a common table expression that
     * is evaluated once, and every branch joins it; or they are all that there is.
     *
     * @param plan of the members among which the query searches
     */
    public Query rows(RowQuery query, LoadPlan plan, Moment moment) {
        boolean single = !query.inParts()
                && (query.referral() == null || query.referral().keys().size() == 1);
        return shaped.of(Kind.ROWS, null, query, plan.tables().visibility(), null, single, moment, scope -> {
            if (isAlone(plan)) {
                return search(query, plan.tables(), scope)
                        .some(query, plan.branches().member(0).alone());
            }
            SelectedRoots selected = search(query, plan.tables(), scope)
                    .selected(plan.branches().beside("roots"), query, profile.dialect());
            return plan.branches().ofSelected(selected, query.fetches(), scope);
        });
    }

    /** Whether the rows of the roots tell the place of each; otherwise they come in the order asked for, or there is none. */
    public static boolean places(RowQuery query, LoadPlan plan) {
        return !query.order().isEmpty() && !isAlone(plan);
    }

    /** Whether each root's row, with those joined to it, is the whole aggregate. */
    private static boolean isAlone(LoadPlan plan) {
        return plan.slots().areOfOneBranch() && plan.tables().visibility() == Visibility.VISIBLE;
    }

    /**
     * Selects the keys of the roots that a query finds, in the order that it asks for.
     *
     * @param lock by which these are locked, or null for none
     */
    public Query keys(RowQuery query, @Nullable Lock lock, Visibility visibility, Moment moment) {
        return shaped.of(Kind.KEYS, null, query, visibility, lock, true, moment, scope -> {
            SelectForUpdateStep<Record> keys =
                    search(query, tables(visibility), scope).keys(query);
            if (lock == null) {
                return keys;
            }
            AggregateModel model = query.roots().first();
            Table<?> root = model.extensions().isEmpty()
                    ? null
                    : DSL.table(Names.table(model.root().table()));
            return RootLocks.locked(keys, root, lock, profile.dialect());
        });
    }

    /** Selects columns of the roots that a query finds, in the order that it asks for. */
    public Query columns(RowQuery query, SelectedColumns selected, Visibility visibility, Moment moment) {
        return shaped.of(
                Kind.COLUMNS,
                selected.shape(),
                query,
                visibility,
                null,
                !query.inParts(),
                moment,
                scope -> search(query, tables(visibility), scope).columns(query, selected));
    }

    /** Counts the aggregates that a query finds, whatever its limit. */
    public Query count(RowQuery query, Visibility visibility, Moment moment) {
        return shaped.of(Kind.COUNT, null, query, visibility, null, true, moment, scope -> {
            RootSearch search = search(query, tables(visibility), scope);
            return DSL.selectCount().from(search.table()).where(search.condition(query.condition()));
        });
    }

    /** Selects whether a query finds an aggregate, whatever its limit. */
    public Query exists(RowQuery query, Visibility visibility, Moment moment) {
        return shaped.of(Kind.EXISTS, null, query, visibility, null, true, moment, scope -> {
            RootSearch search = search(query, tables(visibility), scope);
            return exists(search, search.condition(query.condition()));
        });
    }

    /**
     * Selects whether one of these aggregates has a key, which its root's row alone tells.
     *
     * @param key the values of the root's key columns
     */
    public Query exists(Roots roots, @Nullable Object[] key, Visibility visibility, Moment moment) {
        RootSearch search = RootSearch.of(roots, null, tables(visibility), profile, ColumnBinding.values(moment));
        Condition has = search.hasKey(roots.first().root(), key);
        return new Query.OfJooq(exists(search, search.condition(has)), profile.dialect());
    }

    private static Select<?> exists(RootSearch search, Condition condition) {
        Condition found = DSL.exists(DSL.selectOne().from(search.table()).where(condition));
        return DSL.select(DSL.field(found));
    }

    private ScopedTables tables(Visibility visibility) {
        return new ScopedTables(policies, visibility);
    }

    private RootSearch search(RowQuery query, ScopedTables tables, Function<PolicyColumn, Field<?>> scope) {
        return RootSearch.of(query.roots(), query.referral(), tables, profile, scope);
    }
}
