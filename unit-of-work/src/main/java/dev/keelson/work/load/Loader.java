package dev.keelson.work.load;

import dev.keelson.kernel.WorkContext;
import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import dev.keelson.work.sql.BoundStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads whole aggregates, each load one statement and one round trip. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Data Mapper (165).
 */
public final class Loader {

    /** More rows than this are an error: an aggregate that large is two. */
    private static final int MAX_ROWS_OF_ONE = 100_000;

    private static final int MAX_ROWS_OF_MANY = 1_000_000;
    private static final int CHUNK = 1_000;

    private final Database database;
    private final Policies policies;
    private final Hydrator hydrator;
    private final Map<AggregateModel, LoadPlan> plans = new ConcurrentHashMap<>();

    public Loader(Database database, Policies policies, Hydrator hydrator) {
        this.database = database;
        this.policies = policies;
        this.hydrator = hydrator;
    }

    /** How many columns the result of a load of this aggregate has; PostgreSQL allows 1,664. */
    public static int width(AggregateModel model) {
        return new Slots(model).count() + 1;
    }

    /**
     * Loads the aggregate with this key.
     *
     * @param key the values of the root's key columns
     * @return null where there is none, or none that the policies let be seen
     */
    public @Nullable Loaded one(AggregateModel model, @Nullable Object[] key, WorkContext context) {
        LoadPlan plan = plan(model);
        @Nullable Object[] values = withScopes(model, key, context);
        BoundStatement statement = new BoundStatement(plan.one(), values);
        LoadedRows rows = read(() -> "load " + model.name() + "[" + Row.keyOf(key) + "]", model, plan, statement, true);
        return rows.roots().isEmpty() ? null : hydrate(model, rows.roots().get(0), rows);
    }

    /**
     * Loads the aggregates with these keys, in no particular order; absent ones are missing from the result. Above 1,000
     * keys one statement for each 1,000, which are different moments.
     */
    public List<Loaded> many(AggregateModel model, List<@Nullable Object[]> keys, WorkContext context) {
        LoadPlan plan = plan(model);
        List<Loaded> loaded = new ArrayList<>(keys.size());
        for (int from = 0; from < keys.size(); from += CHUNK) {
            List<@Nullable Object[]> chunk = keys.subList(from, Math.min(from + CHUNK, keys.size()));
            @Nullable Object[] values = withScopes(model, arrays(model, chunk), context);
            BoundStatement statement = new BoundStatement(plan.many(), values);
            loaded.addAll(hydrate(
                    model, read(() -> "load " + chunk.size() + " of " + model.name(), model, plan, statement, false)));
        }
        return loaded;
    }

    /** Makes every aggregate whose root is among these rows. */
    List<Loaded> hydrate(AggregateModel model, LoadedRows rows) {
        List<Loaded> loaded = new ArrayList<>(rows.roots().size());
        for (Row root : rows.roots()) {
            loaded.add(hydrate(model, root, rows));
        }
        return loaded;
    }

    private Loaded hydrate(AggregateModel model, Row root, LoadedRows rows) {
        AggregateRows snapshot = new AggregateRows(model.tables().size());
        return new Loaded(hydrator.hydrate(model, root, rows, snapshot), snapshot);
    }

    private LoadedRows read(
            Supplier<String> attempted, AggregateModel model, LoadPlan plan, BoundStatement statement, boolean single) {
        return database.query(attempted, statement, result -> {
            LoadedRows rows = new LoadedRows(model);
            rows.read(result, plan.slots(), single, single ? MAX_ROWS_OF_ONE : MAX_ROWS_OF_MANY);
            return rows;
        });
    }

    LoadPlan plan(AggregateModel model) {
        LoadPlan plan = plans.get(model);
        return plan != null ? plan : plans.computeIfAbsent(model, made -> new LoadPlan(made, policies));
    }

    Database database() {
        return database;
    }

    Policies policies() {
        return policies;
    }

    private @Nullable Object[] withScopes(AggregateModel model, @Nullable Object[] key, WorkContext context) {
        List<PolicyColumn> scopes = policies.rule(model.root()).scopes();
        @Nullable Object[] values = new Object[key.length + scopes.size()];
        System.arraycopy(key, 0, values, 0, key.length);
        for (int i = 0; i < scopes.size(); i++) {
            values[key.length + i] = scopes.get(i).value().apply(context);
        }
        return values;
    }

    private static @Nullable Object[] arrays(AggregateModel model, List<@Nullable Object[]> keys) {
        @Nullable Object[] arrays = new Object[model.root().keyWidth()];
        for (int n = 0; n < arrays.length; n++) {
            ColumnType type = model.root().column(model.root().keyColumn(n)).type();
            @Nullable Object[] part = Jdbc.newArray(type, keys.size());
            for (int i = 0; i < part.length; i++) {
                part[i] = keys.get(i)[n];
            }
            arrays[n] = part;
        }
        return arrays;
    }
}
