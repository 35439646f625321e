package dev.keelson.work.load.rows;

import dev.keelson.kernel.Lock;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.database.Query;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.select.ApartSelects;
import dev.keelson.work.load.select.LoadPlan;
import dev.keelson.work.load.select.QueryStatements;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.load.select.SelectedColumns;
import dev.keelson.work.load.select.Slots;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the rows of whole aggregates, by key or by a query, each read one statement and one round trip. Thread-safe. */
public final class RowReader {

    /** What one result may have; PostgreSQL allows 1,664 columns. */
    public static final int MAX_WIDTH = 1_600;

    private final Policies policies;
    private final RowLimit limit;
    private final int chunk;
    private final PreparedLoads loads;
    private final QueryStatements queries;

    /**
     * @param limit of one aggregate
     * @param unproved the tables in which rows may be there twice, each with what would keep them from it
     * @param chunk how many keys one statement loads
     * @param caches where plans are kept
     */
    public RowReader(
            StatementProfile profile,
            Policies policies,
            RowLimit limit,
            Map<RowType, String> unproved,
            int chunk,
            TemplateCaches caches) {
        this.chunk = chunk;
        this.policies = policies;
        this.limit = limit;
        this.loads = new PreparedLoads(profile, policies, unproved, caches);
        this.queries = new QueryStatements(policies, profile, caches);
    }

    /** How many columns the result of a load of these together has; PostgreSQL allows 1,664. */
    public static int width(List<AggregateModel> members) {
        return new Slots(members).width();
    }

    /**
     * The rows of the aggregate with this key, which may be any of the members.
     *
     * @param key the values of the root's key columns
     * @return for each member its rows, which have no root where it does not hold the key
     */
    public List<LoadedRows> one(
            List<AggregateModel> members, @Nullable Object[] key, Visibility visibility, WorkScope scope) {
        PreparedLoad load = loads.of(members, visibility);
        return ask(
                () -> "load " + load.name() + "[" + Row.keyOf(key) + "]",
                Query.single(load.plan().one(key, scope.reading())),
                scope,
                load.reading(Reading.Kind.ONE, limit, owner(scope)));
    }

    /**
     * The same rows, once the root is locked.
     *
     * @return none at all where no root was locked
     */
    public List<LoadedRows> locked(
            List<AggregateModel> members, @Nullable Object[] key, Lock lock, Visibility visibility, WorkScope scope) {
        PreparedLoad load = loads.of(members, visibility);
        List<LoadedRows> rows = scope.connections()
                .locked(
                        () -> "lock " + load.name() + "[" + Row.keyOf(key) + "]",
                        load.plan().locks(key, lock, scope.reading()),
                        load.plan().one(key, scope.reading()),
                        load.reading(Reading.Kind.ONE, limit, owner(scope)));
        return rows == null ? List.of() : rows;
    }

    /**
     * The rows of the aggregates with these keys, in no particular order. Above 1,000 keys of a member one statement for
     * each 1,000 (128 where keys are listed), which are different moments; likewise for members that are too wide for one result.
     *
     * @param keysByMember for each member the keys to look for in its tables; may be empty
     * @return for each statement and each of its members the rows, in no particular order
     */
    public List<LoadedRows> many(
            List<AggregateModel> members,
            List<List<@Nullable Object[]>> keysByMember,
            Visibility visibility,
            WorkScope scope) {
        if (members.size() == 1) {
            return inChunks(members, keysByMember, visibility, scope);
        }
        List<Integer> order = new ArrayList<>();
        for (int member = 0; member < members.size(); member++) {
            order.add(member);
        }
        // whoever asks for the same types in another order gets the same statement
        order.sort(Comparator.comparing(
                member -> members.get(member).root().table().toString()));
        List<AggregateModel> sorted = new ArrayList<>(order.size());
        List<List<@Nullable Object[]>> keys = new ArrayList<>(order.size());
        for (int member : order) {
            sorted.add(members.get(member));
            keys.add(keysByMember.get(member));
        }
        return atOnceOrHalved(sorted, keys, visibility, scope);
    }

    private List<LoadedRows> atOnceOrHalved(
            List<AggregateModel> members,
            List<List<@Nullable Object[]>> keysByMember,
            Visibility visibility,
            WorkScope scope) {
        if (members.size() == 1 || loads.of(members, visibility).plan().slots().width() <= MAX_WIDTH) {
            return inChunks(members, keysByMember, visibility, scope);
        }
        int half = members.size() / 2;
        List<LoadedRows> rows = new ArrayList<>();
        rows.addAll(atOnceOrHalved(members.subList(0, half), keysByMember.subList(0, half), visibility, scope));
        rows.addAll(atOnceOrHalved(
                members.subList(half, members.size()), keysByMember.subList(half, members.size()), visibility, scope));
        return rows;
    }

    private List<LoadedRows> inChunks(
            List<AggregateModel> members,
            List<List<@Nullable Object[]>> keysByMember,
            Visibility visibility,
            WorkScope scope) {
        PreparedLoad load = loads.of(members, visibility);
        List<LoadedRows> rows = new ArrayList<>();
        int most = 0;
        for (List<@Nullable Object[]> keys : keysByMember) {
            most = Math.max(most, keys.size());
        }
        for (int from = 0; from < most; from += chunk) {
            List<List<@Nullable Object[]>> some = chunk(keysByMember, from, chunk);
            rows.addAll(many(load, some, most == 1, scope));
        }
        return rows;
    }

    private static List<List<@Nullable Object[]>> chunk(
            List<List<@Nullable Object[]>> keysByMember, int from, int size) {
        List<List<@Nullable Object[]>> chunk = new ArrayList<>(keysByMember.size());
        for (List<@Nullable Object[]> keys : keysByMember) {
            int start = Math.min(from, keys.size());
            chunk.add(keys.subList(start, Math.min(start + size, keys.size())));
        }
        return chunk;
    }

    private List<LoadedRows> many(
            PreparedLoad load, List<List<@Nullable Object[]>> keysByMember, boolean isOfOne, WorkScope scope) {
        LoadPlan plan = load.plan();
        ApartSelects apart = isOfOne || !scope.connections().mayReadBySeveral() ? null : plan.apart();
        Query query;
        if (apart != null) {
            query = plan.apart(apart, keysByMember, scope.reading());
        } else {
            BoundStatement bound = plan.many(keysByMember, scope.reading());
            query = isOfOne ? Query.single(bound) : Query.of(bound);
        }
        Slots slots = apart == null ? plan.slots() : apart.slots();
        return ask(
                () -> load.attempted(keysByMember),
                query,
                scope,
                load.reading(slots, Reading.Kind.MANY, keysByMember, limit, owner(scope)));
    }

    /** Whose rows those of a table are, to which encrypted values are bound. */
    private Function<RowType, String> owner(WorkScope scope) {
        return type -> policies.rule(type).owner(scope.reading());
    }

    /**
     * For each member its rows, then for each that comes along; {@link LoadedRows#inOrder} gives the roots of the former in the order asked
     * for.
     */
    public List<LoadedRows> query(RowQuery query, Visibility visibility, WorkScope scope) {
        PreparedLoad load = loads.of(query.members(), visibility);
        BoundStatement byKey = load.plan().asked(query, scope.reading());
        Reading.Kind kind = byKey != null
                ? Reading.Kind.ONE
                : QueryStatements.places(query, load.plan()) ? Reading.Kind.PLACED : Reading.Kind.MANY;
        return ask(
                () -> "query " + name(query.roots()),
                byKey == null ? queries.rows(query, load.plan(), scope.reading()) : Query.single(byKey),
                scope,
                load.reading(kind, limit, owner(scope)));
    }

    /**
     * The keys of the roots that a query finds, in the order that it asks for.
     *
     * @param lock by which these are locked, or null for none
     */
    public List<@Nullable Object[]> keys(RowQuery query, @Nullable Lock lock, Visibility visibility, WorkScope scope) {
        Query select = queries.keys(query, lock, visibility, scope.reading());
        RowType root = query.roots().first().root();
        return ask(
                () -> (lock == null ? "list the keys of " : "lock ") + name(query.roots()),
                select,
                scope,
                result -> Jdbc.keys(result, root));
    }

    /**
     * Columns of the roots that a query finds, in the order that it asks for.
     *
     * @param rows what is made of them
     */
    public <T> T columns(
            RowQuery query, SelectedColumns selected, Visibility visibility, WorkScope scope, Database.Reader<T> rows) {
        Query select = queries.columns(query, selected, visibility, scope.reading());
        return ask(() -> "project " + name(query.roots()), select, scope, rows);
    }

    /** How many aggregates a query finds, whatever its limit. */
    public long count(RowQuery query, Visibility visibility, WorkScope scope) {
        Query select = queries.count(query, visibility, scope.reading());
        return ask(() -> "count " + name(query.roots()), select, scope, result -> {
            result.next();
            return result.getLong(1);
        });
    }

    /** Whether a query finds an aggregate, whatever its limit. */
    public boolean exists(RowQuery query, Visibility visibility, WorkScope scope) {
        return isTrue(
                () -> "find any " + name(query.roots()), queries.exists(query, visibility, scope.reading()), scope);
    }

    /**
     * Whether there is the aggregate with this key among these, told by its root's row alone.
     *
     * @param key the values of the root's key columns
     */
    public boolean exists(Roots roots, @Nullable Object[] key, Visibility visibility, WorkScope scope) {
        return isTrue(
                () -> "look for " + name(roots) + "[" + Row.keyOf(key) + "]",
                queries.exists(roots, key, visibility, scope.reading()),
                scope);
    }

    private boolean isTrue(Supplier<String> attempted, Query select, WorkScope scope) {
        return ask(attempted, select, scope, result -> {
            result.next();
            return result.getBoolean(1);
        });
    }

    private <T> T ask(Supplier<String> attempted, Query select, WorkScope scope, Database.Reader<T> rows) {
        return scope.connections().query(attempted, select, rows);
    }

    private static String name(Roots roots) {
        return roots.type().getSimpleName();
    }
}
