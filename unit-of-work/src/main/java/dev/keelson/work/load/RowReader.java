package dev.keelson.work.load;

import dev.keelson.kernel.Lock;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the rows of whole aggregates by key, each read one statement and one round trip. Thread-safe. */
final class RowReader {

    /** What one result may have; PostgreSQL allows 1,664 columns. */
    private static final int MAX_WIDTH = 1_600;

    private final StatementProfile profile;
    private final Policies policies;
    private final RowLimit limit;
    private final Map<RowType, String> unproved;
    private final int chunk;
    private final TemplateCache<RowType, LoadPlan> plans;
    private final TemplateCache<List<RowType>, LoadPlan> jointPlans;

    /**
     * @param limit of one aggregate
     * @param unproved the tables in which rows may be there twice, each with what would keep them from it
     * @param chunk how many keys one statement loads
     * @param caches where plans are kept
     */
    RowReader(
            StatementProfile profile,
            Policies policies,
            RowLimit limit,
            Map<RowType, String> unproved,
            int chunk,
            TemplateCaches caches) {
        this.chunk = chunk;
        this.plans = caches.make("loads", (root, plan) -> plan.statements());
        this.jointPlans = caches.make("loads of several types", (roots, plan) -> plan.statements());
        this.profile = profile;
        this.policies = policies;
        this.limit = limit;
        this.unproved = unproved;
    }

    /** How many columns the result of a load of these together has; PostgreSQL allows 1,664. */
    static int width(List<AggregateModel> members) {
        return new Slots(members).width();
    }

    /**
     * The rows of the aggregate with this key, which may be any of the members.
     *
     * @param key the values of the root's key columns
     * @return for each member its rows, which have no root where it does not hold the key
     */
    List<LoadedRows> one(List<AggregateModel> members, @Nullable Object[] key, WorkScope scope) {
        LoadPlan plan = plan(members);
        return read(
                () -> "load " + name(members) + "[" + Row.keyOf(key) + "]",
                plan,
                plan.one(key, scope.reading()),
                Reading.Kind.ONE,
                scope);
    }

    /**
     * The same rows, once the root is locked.
     *
     * @return none at all where no root was locked
     */
    List<LoadedRows> locked(List<AggregateModel> members, @Nullable Object[] key, Lock lock, WorkScope scope) {
        LoadPlan plan = plan(members);
        List<LoadedRows> rows = scope.connections()
                .locked(
                        () -> "lock " + name(members) + "[" + Row.keyOf(key) + "]",
                        plan.locks(key, lock, scope.reading()),
                        plan.one(key, scope.reading()),
                        result -> plan.read(result, Reading.Kind.ONE, limit, owner(scope)));
        return rows == null ? List.of() : rows;
    }

    /**
     * The rows of the aggregates with these keys, in no particular order. Above 1,000 keys of a member one statement for
     * each 1,000 (128 where keys are listed), which are different moments; likewise for members that are too wide for one result.
     *
     * @param keysByMember for each member the keys to look for in its tables; may be empty
     * @return for each statement and each of its members the rows, in no particular order
     */
    List<LoadedRows> many(List<AggregateModel> members, List<List<@Nullable Object[]>> keysByMember, WorkScope scope) {
        if (members.size() == 1) {
            return inChunks(members, keysByMember, scope);
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
        return atOnceOrHalved(sorted, keys, scope);
    }

    private List<LoadedRows> atOnceOrHalved(
            List<AggregateModel> members, List<List<@Nullable Object[]>> keysByMember, WorkScope scope) {
        if (members.size() == 1 || plan(members).slots().width() <= MAX_WIDTH) {
            return inChunks(members, keysByMember, scope);
        }
        int half = members.size() / 2;
        List<LoadedRows> rows = new ArrayList<>();
        rows.addAll(atOnceOrHalved(members.subList(0, half), keysByMember.subList(0, half), scope));
        rows.addAll(atOnceOrHalved(
                members.subList(half, members.size()), keysByMember.subList(half, members.size()), scope));
        return rows;
    }

    private List<LoadedRows> inChunks(
            List<AggregateModel> members, List<List<@Nullable Object[]>> keysByMember, WorkScope scope) {
        LoadPlan plan = plan(members);
        List<LoadedRows> rows = new ArrayList<>();
        int most = 0;
        for (List<@Nullable Object[]> keys : keysByMember) {
            most = Math.max(most, keys.size());
        }
        for (int from = 0; from < most; from += chunk) {
            List<List<@Nullable Object[]>> some = chunk(keysByMember, from, chunk);
            rows.addAll(read(
                    () -> attempted(members, some), plan, plan.many(some, scope.reading()), Reading.Kind.MANY, scope));
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

    private List<LoadedRows> read(
            Supplier<String> attempted, LoadPlan plan, BoundStatement statement, Reading.Kind kind, WorkScope scope) {
        return scope.connections().query(attempted, statement, result -> plan.read(result, kind, limit, owner(scope)));
    }

    /** Whose rows those of a table are, to which encrypted values are bound. */
    Function<RowType, String> owner(WorkScope scope) {
        return type -> policies.rule(type).owner(scope.reading());
    }

    /** The plan for aggregates that are loaded together. */
    LoadPlan plan(List<AggregateModel> members) {
        if (members.size() == 1) {
            return plans.get(members.get(0).root(), made -> make(members));
        }
        List<RowType> roots = new ArrayList<>(members.size());
        for (AggregateModel member : members) {
            roots.add(member.root());
        }
        LoadPlan plan = jointPlans.find(roots);
        return plan != null ? plan : jointPlans.keep(List.copyOf(roots), make(members));
    }

    private LoadPlan make(List<AggregateModel> members) {
        return new LoadPlan(members, policies, profile, unproved);
    }

    /** How many rows one aggregate may have. */
    RowLimit limit() {
        return limit;
    }

    StatementProfile profile() {
        return profile;
    }

    Policies policies() {
        return policies;
    }

    private static String attempted(List<AggregateModel> members, List<List<@Nullable Object[]>> keysByMember) {
        if (isFamily(members)) {
            return "load " + keysByMember.get(0).size() + " of " + name(members);
        }
        StringBuilder attempted = new StringBuilder();
        for (int member = 0; member < members.size(); member++) {
            if (!keysByMember.get(member).isEmpty()) {
                attempted
                        .append(attempted.isEmpty() ? "load " : ", ")
                        .append(keysByMember.get(member).size())
                        .append(" of ")
                        .append(members.get(member).name());
            }
        }
        return attempted.toString();
    }

    /** What members of which one holds the key are called together. */
    private static String name(List<AggregateModel> members) {
        return members.size() == 1
                ? members.get(0).name()
                : members.get(0).family().getSimpleName();
    }

    private static boolean isFamily(List<AggregateModel> members) {
        for (AggregateModel member : members) {
            if (member.family() != members.get(0).family()) {
                return false;
            }
        }
        return true;
    }
}
