package dev.keelson.work.load;

import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.rows.LoadedRows;
import dev.keelson.work.load.rows.LoadedRows.PlacedRoot;
import dev.keelson.work.load.rows.RowReader;
import dev.keelson.work.load.select.Fetches;
import dev.keelson.work.load.select.Fetches.Step;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.load.select.SelectedColumns;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;
import dev.keelson.work.watch.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Loads the aggregates that queries find: one statement and one round trip for all of one, and for what comes along with them; one more for each
 * level of other aggregates that they hold as objects. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Query Object (316).
 */
public final class QueryLoader {

    private final RowReader reader;
    private final Assembler assembler;
    private final TemplateCache<Asked, Fetches> fetches;

    /** Which properties of which aggregates lead to others. */
    private record Asked(Class<?> type, List<String> paths) {}

    QueryLoader(RowReader reader, Assembler assembler, TemplateCaches caches) {
        this.reader = reader;
        this.assembler = assembler;
        this.fetches = caches.make("fetches");
    }

    /**
     * What these properties bring along.
     *
     * @param paths each leads to a reference to other aggregates: "customer", "lines.product", "customer.region"
     * @throws IllegalArgumentException if one does not, or all together are too wide for one statement
     */
    public Fetches fetches(Roots roots, List<String> paths) {
        Asked asked = new Asked(roots.type(), List.copyOf(paths));
        Fetches known = fetches.find(asked);
        return known != null
                ? known
                : fetches.keep(asked, new FetchPaths(assembler::references).follow(roots, asked.paths()));
    }

    /**
     * Loads the aggregates that a query finds, in the order it asks for.
     *
     * @param unreadable is told of those that are left out since their rows make no object, or null where these are failures
     */
    public List<Loaded> all(
            RowQuery query, @Nullable Consumer<? super HydrationException> unreadable, Known known, WorkScope scope) {
        return unreadable == null ? all(query, known, scope) : readable(query, unreadable, known, scope);
    }

    /** Loads the aggregates that a query finds, in the order it asks for. */
    public List<Loaded> all(RowQuery query, Known known, WorkScope scope) {
        try (Recorded asked = scope.watch().query(query.roots().type())) {
            return asked.all(all(query, rows(query, known, scope), known, scope));
        }
    }

    /**
     * Those of the aggregates that a query finds whose rows make objects.
     *
     * @param unreadable is told of each of the others
     */
    private List<Loaded> readable(
            RowQuery query, Consumer<? super HydrationException> unreadable, Known known, WorkScope scope) {
        try (Recorded asked = scope.watch().query(query.roots().type())) {
            List<LoadedRows> rows = rows(query, known, scope);
            try {
                return asked.all(all(query, rows, known, scope));
            } catch (HydrationException one) {
                List<Loaded> readable = new ArrayList<>();
                readable(inOrder(query, rows), readable, unreadable, known, scope);
                return asked.all(readable);
            }
        }
    }

    /** Made in halves of halves, so that it is told which cannot be made; what comes along waits until it is asked for. */
    private void readable(
            List<PlacedRoot> roots,
            List<Loaded> readable,
            Consumer<? super HydrationException> unreadable,
            Known known,
            WorkScope scope) {
        try {
            readable.addAll(assembler.withRows(roots, known, Sharing.of(known.shared()), scope));
        } catch (HydrationException failure) {
            int half = roots.size() / 2;
            if (half == 0) {
                unreadable.accept(failure);
            } else {
                readable(roots.subList(0, half), readable, unreadable, known, scope);
                readable(roots.subList(half, roots.size()), readable, unreadable, known, scope);
            }
        }
    }

    private static List<PlacedRoot> inOrder(RowQuery query, List<LoadedRows> rows) {
        return LoadedRows.inOrder(rows.subList(0, query.roots().members().size()));
    }

    private List<LoadedRows> rows(RowQuery query, Known known, WorkScope scope) {
        return reader.query(query, known.visibility(), scope);
    }

    private List<Loaded> all(RowQuery query, List<LoadedRows> rows, Known known, WorkScope scope) {
        int at = query.roots().members().size();
        List<PlacedRoot> roots = inOrder(query, rows);
        List<Step> steps = query.fetches().steps();
        if (steps.isEmpty()) {
            return assembler.withRows(roots, known, Sharing.of(known.shared()), scope);
        }
        List<List<PlacedRoot>> fetched = new ArrayList<>(steps.size());
        for (Step step : steps) {
            int end = at + step.targets().members().size();
            fetched.add(LoadedRows.inOrder(rows.subList(at, end)));
            at = end;
        }
        return assembler.all(roots, steps, fetched, known, Sharing.of(known.shared()), scope);
    }

    /**
     * The keys of the roots that a query finds, in the order that it asks for.
     *
     * @param lock by which these are locked, or null for none
     */
    public List<@Nullable Object[]> keys(RowQuery query, @Nullable Lock lock, Visibility visibility, WorkScope scope) {
        try (Recorded asked = scope.watch().query(query.roots().type())) {
            return asked.told(reader.keys(query, lock, visibility, scope));
        }
    }

    /**
     * Columns of the roots that a query finds, in the order that it asks for.
     *
     * @param rows what is made of them
     */
    public <T> T columns(
            RowQuery query, SelectedColumns selected, Visibility visibility, WorkScope scope, Database.Reader<T> rows) {
        try (Recorded asked = scope.watch().query(query.roots().type())) {
            return asked.told(reader.columns(query, selected, visibility, scope, rows));
        }
    }

    /** How many aggregates a query finds, whatever its limit. */
    public long count(RowQuery query, Visibility visibility, WorkScope scope) {
        try (Recorded asked = scope.watch().query(query.roots().type())) {
            return asked.told(reader.count(query, visibility, scope));
        }
    }

    /** Whether a query finds an aggregate. */
    public boolean exists(RowQuery query, Visibility visibility, WorkScope scope) {
        try (Recorded asked = scope.watch().query(query.roots().type())) {
            return asked.told(reader.exists(query, visibility, scope));
        }
    }
}
