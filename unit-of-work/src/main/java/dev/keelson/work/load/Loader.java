package dev.keelson.work.load;

import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.hydrate.Relations;
import dev.keelson.work.load.rows.LoadedRows;
import dev.keelson.work.load.rows.LoadedRows.PlacedRoot;
import dev.keelson.work.load.rows.RowReader;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import dev.keelson.work.watch.Recorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Loads whole aggregates: one statement and one round trip for those that are asked for, and one more for each level of
 * other aggregates that they hold as objects. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Data Mapper (165).
 */
public final class Loader {

    private final Hydrator hydrator;
    private final RowReader reader;
    private final Set<RowType> loose;
    private final AssemblyLevels levels;
    private final Map<RowType, ObjectReferences> references = new ConcurrentHashMap<>();

    /**
     * @param maxReferenceLevels so many levels of references are followed; more are an error
     * @param limit of the rows of one aggregate
     * @param unproved the tables in which rows may be there twice, each with what would keep them from it, as a clause or
     *     empty; a load looks for such rows there, and refuses them
     * @param loose the tables of roots whose keys the database may take for equal though they differ
     * @param keys how many one statement loads
     * @param caches where statements are kept
     */
    public Loader(
            StatementProfile profile,
            Policies policies,
            Hydrator hydrator,
            int maxReferenceLevels,
            RowLimit limit,
            Map<RowType, String> unproved,
            Set<RowType> loose,
            int keys,
            TemplateCaches caches) {
        this.hydrator = hydrator;
        this.reader = new RowReader(profile, policies, limit, unproved, keys, caches);
        this.loose = loose;
        this.levels = new AssemblyLevels(reader, maxReferenceLevels, this::isLoose);
    }

    /** How many columns the result of a load of these aggregates together has; PostgreSQL allows 1,664. */
    public static int width(List<AggregateModel> members) {
        return RowReader.width(members);
    }

    /**
     * Loads the aggregate with this key.
     *
     * @param key the values of the root's key columns
     * @param visibility whether it may be hidden
     * @param known what the unit of work has already
     * @return null where there is none, or none that the policies let be seen
     * @throws HydrationException if rows do not make an aggregate, or are there twice
     */
    public @Nullable Loaded one(
            Roots roots, @Nullable Object[] key, Visibility visibility, Known known, WorkScope scope) {
        try (Recorded load = scope.watch().load(roots.type())) {
            return load.one(only(reader.one(roots.members(), key, visibility, scope), known, scope));
        }
    }

    /**
     * Locks the aggregate with this key, and loads it as it is then.
     *
     * @return null where there is none, or somebody else has locked it and is not waited for
     * @throws HydrationException if rows do not make an aggregate, or are there twice
     */
    public @Nullable Loaded locked(Roots roots, @Nullable Object[] key, Lock lock, Known known, WorkScope scope) {
        try (Recorded load = scope.watch().load(roots.type())) {
            return load.one(only(reader.locked(roots.members(), key, lock, known.visibility(), scope), known, scope));
        }
    }

    private @Nullable Loaded only(List<LoadedRows> members, Known known, WorkScope scope) {
        LoadedRows found = null;
        for (int i = 0; i < members.size(); i++) {
            LoadedRows rows = members.get(i);
            if (!rows.roots().isEmpty()) {
                if (found != null) {
                    throw Families.inTwoTables(
                            rows.model(), rows.roots().get(0), found.model().root());
                }
                found = rows;
            }
        }
        return found == null ? null : made(found, known, scope);
    }

    private Loaded made(LoadedRows rows, Known known, WorkScope scope) {
        Row root = rows.roots().get(0);
        if (!references(rows.model()).isEmpty()) {
            return assembled(List.of(new PlacedRoot(rows, root)), known, scope).get(0);
        }
        Loaded loaded = alone(rows, root);
        rows.requireNoneAstray();
        return loaded;
    }

    /**
     * Loads the aggregates with these keys, in no particular order; absent ones are missing from the result. Above the
     * keys of one statement there are several, which are of different moments.
     */
    public List<Loaded> many(Roots roots, List<@Nullable Object[]> keys, Known known, WorkScope scope) {
        List<List<@Nullable Object[]>> keysByMember =
                Collections.nCopies(roots.members().size(), keys);
        List<PlacedRoot> placed = new ArrayList<>(keys.size());
        try (Recorded load = scope.watch().load(roots.type())) {
            for (LoadedRows rows : reader.many(roots.members(), keysByMember, known.visibility(), scope)) {
                for (Row root : rows.roots()) {
                    placed.add(new PlacedRoot(rows, root));
                }
            }
            return load.all(all(placed, known, scope));
        }
    }

    /**
     * Reads every row of the roots of one mapping with these keys, hidden ones too; nothing is made of them.
     *
     * @param keys the values of the root's key columns
     */
    public List<StoredRows> stored(AggregateModel model, List<@Nullable Object[]> keys, WorkScope scope) {
        List<StoredRows> stored = new ArrayList<>(keys.size());
        for (LoadedRows rows : reader.many(List.of(model), List.of(keys), Visibility.EACH, scope)) {
            rows.takeStrays();
            for (Row root : rows.roots()) {
                List<Row> all = new ArrayList<>();
                Descent.all(model).walk(rows, root, (table, row) -> all.add(row));
                stored.add(new StoredRows(model, root, all, rows.hides(root)));
            }
        }
        return stored;
    }

    /**
     * Whether one of these may be found by a key that is not its own, as "BOB" finds "Bob" where the database ignores case.
     * Which key found which is told for one at a time only.
     */
    public boolean isLoose(Roots roots) {
        for (int i = 0; i < roots.members().size(); i++) {
            if (loose.contains(roots.members().get(i).root())) {
                return true;
            }
        }
        return false;
    }

    /** Loads the aggregates that a query finds, in the order it asks for. */
    public List<Loaded> query(RowQuery query, Known known, WorkScope scope) {
        try (Recorded asked = scope.watch().query(query.roots().type())) {
            return asked.all(all(LoadedRows.inOrder(reader.query(query, known.visibility(), scope)), known, scope));
        }
    }

    /**
     * Those of the aggregates that a query finds whose rows make objects.
     *
     * @param unreadable is told of each of the others
     */
    public List<Loaded> readable(
            RowQuery query, Consumer<? super HydrationException> unreadable, Known known, WorkScope scope) {
        List<Loaded> readable = new ArrayList<>();
        for (PlacedRoot root : LoadedRows.inOrder(reader.query(query, known.visibility(), scope))) {
            try {
                readable.addAll(all(List.of(root), known, scope));
            } catch (HydrationException failure) {
                unreadable.accept(failure);
            }
        }
        return readable;
    }

    /**
     * The keys of the roots that a query finds, in the order that it asks for.
     *
     * @param lock by which these are locked, or null for none
     */
    public List<@Nullable Object[]> keys(RowQuery query, @Nullable Lock lock, Visibility visibility, WorkScope scope) {
        return reader.keys(query, lock, visibility, scope);
    }

    /** How many aggregates a query finds, whatever its limit. */
    public long count(RowQuery query, Visibility visibility, WorkScope scope) {
        try (Recorded asked = scope.watch().query(query.roots().type())) {
            return asked.told(reader.count(query, visibility, scope));
        }
    }

    /**
     * Whether there is the aggregate with this key, and the policies let it be seen.
     *
     * @param key the values of the root's key columns
     */
    public boolean exists(Roots roots, @Nullable Object[] key, Visibility visibility, WorkScope scope) {
        try (Recorded asked = scope.watch().query(roots.type())) {
            return asked.told(reader.exists(roots, key, visibility, scope));
        }
    }

    /** Whether a query finds an aggregate. */
    public boolean exists(RowQuery query, Visibility visibility, WorkScope scope) {
        try (Recorded asked = scope.watch().query(query.roots().type())) {
            return asked.told(reader.exists(query, visibility, scope));
        }
    }

    /**
     * Makes an aggregate anew of rows that a unit of work has. What it refers to is there, or resolved on demand.
     *
     * @param rows the whole aggregate
     */
    public Object again(AggregateModel model, AggregateRows rows, Known known) {
        LoadedRows all = new LoadedRows(model);
        for (int table = 0; table < rows.tables(); table++) {
            for (Row row : rows.of(table)) {
                all.add(table, row);
            }
        }
        return new Assembly(hydrator, this::references, known)
                .make(new AssemblySource(all, rows.root(), references(model), null))
                .aggregate();
    }

    private List<Loaded> all(List<PlacedRoot> roots, Known known, WorkScope scope) {
        Families.requireOneTable(roots);
        boolean allAlone = true;
        for (int i = 0; i < roots.size() && allAlone; i++) {
            allAlone = references(roots.get(i).rows().model()).isEmpty();
        }
        if (!allAlone) {
            return assembled(roots, known, scope);
        }
        List<Loaded> loaded = new ArrayList<>(roots.size());
        for (PlacedRoot root : roots) {
            loaded.add(alone(root.rows(), root.root()));
        }
        roots.forEach(root -> root.rows().requireNoneAstray());
        return loaded;
    }

    /** An aggregate that no reference leads out of. */
    private Loaded alone(LoadedRows rows, Row root) {
        AggregateModel model = rows.model();
        AggregateRows snapshot = new AggregateRows(model.tables().size());
        Object aggregate = hydrator.hydrate(model, root, rows, Relations.NONE, snapshot);
        return new Loaded(model, aggregate, snapshot, rows.hides(root));
    }

    private List<Loaded> assembled(List<PlacedRoot> roots, Known known, WorkScope scope) {
        Assembly assembly = new Assembly(hydrator, this::references, known);
        List<AssemblySource> asked = new ArrayList<>(roots.size());
        for (PlacedRoot root : roots) {
            asked.add(assembly.add(root.rows(), root.root(), null));
        }
        levels.read(assembly, asked, scope);
        List<Loaded> loaded = new ArrayList<>(asked.size());
        for (AssemblySource source : asked) {
            loaded.add(assembly.make(source));
        }
        roots.forEach(root -> root.rows().requireNoneAstray());
        assembly.handOver();
        return loaded;
    }

    private ObjectReferences references(AggregateModel model) {
        ObjectReferences known = references.get(model.root());
        return known != null ? known : references.computeIfAbsent(model.root(), unused -> ObjectReferences.of(model));
    }
}
