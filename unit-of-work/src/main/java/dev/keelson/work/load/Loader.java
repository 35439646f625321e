package dev.keelson.work.load;

import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.load.rows.LoadedRows;
import dev.keelson.work.load.rows.RowReader;
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
import org.jspecify.annotations.Nullable;

/**
 * Loads whole aggregates: one statement and one round trip for those that are asked for, and one more for each level of
 * other aggregates that they hold as objects. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Data Mapper (165).
 */
public final class Loader {

    private final RowReader reader;
    private final Set<RowType> loose;
    private final Assembler assembler;
    private final QueryLoader queries;

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
        this.reader = new RowReader(profile, policies, limit, unproved, keys, caches);
        this.loose = loose;
        this.assembler = new Assembler(hydrator, limit, new AssemblyLevels(reader, maxReferenceLevels, this::isLoose));
        this.queries = new QueryLoader(reader, assembler, caches);
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
        Sharing sharing = Sharing.of(visibility == Visibility.VISIBLE ? known.shared() : SharedRows.NONE);
        try (Recorded load = scope.watch().load(roots.type())) {
            Loaded shared = shared(roots, key, known, sharing, scope);
            return load.one(shared != null ? shared : read(roots, key, visibility, known, sharing, scope));
        }
    }

    /** The aggregate made of rows that are shared; null where there are none, or none that can be trusted. */
    private @Nullable Loaded shared(
            Roots roots, @Nullable Object[] key, Known known, Sharing sharing, WorkScope scope) {
        LoadedRows rows = sharing.find(roots, key);
        try {
            return rows == null ? null : assembler.made(rows, known, sharing, scope);
        } catch (HydrationException failure) {
            if (sharing.isToBlame()) {
                return null;
            }
            throw failure;
        }
    }

    private @Nullable Loaded read(
            Roots roots, @Nullable Object[] key, Visibility visibility, Known known, Sharing sharing, WorkScope scope) {
        Loaded read = assembler.only(reader.one(roots.members(), key, visibility, scope), known, sharing, scope);
        if (read == null) {
            sharing.absent(roots, key);
        } else {
            sharing.offer(read);
        }
        return read;
    }

    /**
     * Locks the aggregate with this key, and loads it as it is then.
     *
     * @return null where there is none, or somebody else has locked it and is not waited for
     * @throws HydrationException if rows do not make an aggregate, or are there twice
     */
    public @Nullable Loaded locked(Roots roots, @Nullable Object[] key, Lock lock, Known known, WorkScope scope) {
        try (Recorded load = scope.watch().load(roots.type())) {
            return load.one(assembler.only(
                    reader.locked(roots.members(), key, lock, known.visibility(), scope), known, Sharing.NONE, scope));
        }
    }

    /**
     * Loads the aggregates with these keys, in no particular order; absent ones are missing from the result. Above the
     * keys of one statement there are several, which are of different moments.
     */
    public List<Loaded> many(Roots roots, List<@Nullable Object[]> keys, Known known, WorkScope scope) {
        try (Recorded load = scope.watch().load(roots.type())) {
            Sharing sharing = Sharing.of(known.visibility() == Visibility.VISIBLE ? known.shared() : SharedRows.NONE);
            try {
                return load.all(many(roots, keys, known, sharing, scope));
            } catch (HydrationException failure) {
                if (sharing.isToBlame()) {
                    return load.all(many(roots, keys, known, Sharing.NONE, scope));
                }
                throw failure;
            }
        }
    }

    private List<Loaded> many(
            Roots roots, List<@Nullable Object[]> keys, Known known, Sharing sharing, WorkScope scope) {
        List<LoadedRows> found = new ArrayList<>(2);
        List<@Nullable Object[]> missing = new ArrayList<>(keys.size());
        for (@Nullable Object[] key : keys) {
            LoadedRows shared = sharing.find(roots, key);
            if (shared == null) {
                missing.add(key);
            } else {
                found.add(shared);
            }
        }
        if (!missing.isEmpty()) {
            List<List<@Nullable Object[]>> keysByMember =
                    Collections.nCopies(roots.members().size(), missing);
            found.addAll(reader.many(roots.members(), keysByMember, known.visibility(), scope));
        }
        List<Loaded> loaded = assembler.all(found, known, sharing, scope);
        sharing.offer(found, loaded);
        return loaded;
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

    /** Loads by queries. */
    public QueryLoader queries() {
        return queries;
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

    /**
     * Makes an aggregate anew of rows that a unit of work has. What it refers to is there, or resolved on demand.
     *
     * @param rows the whole aggregate
     */
    public Object again(AggregateModel model, AggregateRows rows, Known known) {
        return assembler.again(model, rows, known);
    }
}
