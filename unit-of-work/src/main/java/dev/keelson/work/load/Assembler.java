package dev.keelson.work.load;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.hydrate.Hydrations;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.hydrate.Relations;
import dev.keelson.work.load.rows.LoadedRows;
import dev.keelson.work.load.rows.LoadedRows.PlacedRoot;
import dev.keelson.work.load.select.Fetches.Step;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes aggregates of the rows that were read: alone where no reference leads out of them, else together with what they hold as objects, which is
 * read as well. Thread-safe.
 */
final class Assembler {

    private final Hydrator hydrator;
    private final RowLimit limit;
    private final AssemblyLevels levels;
    private final Map<AggregateModel, ObjectReferences> references = new ConcurrentHashMap<>();

    Assembler(Hydrator hydrator, RowLimit limit, AssemblyLevels levels) {
        this.hydrator = hydrator;
        this.limit = limit;
        this.levels = levels;
    }

    /** How aggregates of a mapping refer to others. */
    ObjectReferences references(AggregateModel model) {
        ObjectReferences known = references.get(model);
        return known != null ? known : references.computeIfAbsent(model, ObjectReferences::of);
    }

    /**
     * The only aggregate of those that may have a key.
     *
     * @param members for each its rows, which have one root at most
     * @return null where none has a root
     */
    @Nullable
    Loaded only(List<LoadedRows> members, Known known, Sharing sharing, WorkScope scope) {
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
        return found == null ? null : made(found, known, sharing, scope);
    }

    /** The aggregate of the only root among these rows. */
    Loaded made(LoadedRows rows, Known known, Sharing sharing, WorkScope scope) {
        Row root = rows.roots().get(0);
        if (!references(rows.model()).isEmpty()) {
            return assembled(List.of(new PlacedRoot(rows, root)), List.of(), List.of(), known, sharing, scope)
                    .get(0);
        }
        Loaded loaded = alone(hydrator.of(rows.model(), rows), rows, root, keepsRows(known, sharing));
        rows.requireNoneAstray();
        return loaded;
    }

    /** Whether anybody looks at more than the objects: to find changes, or to share rows. */
    private static boolean keepsRows(Known known, Sharing sharing) {
        return known.keepsRows() || sharing.takes();
    }

    /** The aggregates of all roots among these rows, in their order. */
    List<Loaded> all(List<LoadedRows> found, Known known, Sharing sharing, WorkScope scope) {
        boolean keepsRows = keepsRows(known, sharing);
        if (found.size() != 1 || !references(found.get(0).model()).isEmpty()) {
            return all(LoadedRows.placed(found), keepsRows, known, sharing, scope);
        }
        LoadedRows rows = found.get(0);
        List<Loaded> loaded = new ArrayList<>(rows.roots().size());
        Hydrations hydrations = hydrator.of(rows.model(), rows);
        for (Row root : rows.roots()) {
            loaded.add(alone(hydrations, rows, root, keepsRows));
        }
        rows.requireNoneAstray();
        return loaded;
    }

    /** The aggregates of these roots, in their order, with their rows. */
    List<Loaded> withRows(List<PlacedRoot> roots, Known known, Sharing sharing, WorkScope scope) {
        return all(roots, true, known, sharing, scope);
    }

    private List<Loaded> all(List<PlacedRoot> roots, boolean keepsRows, Known known, Sharing sharing, WorkScope scope) {
        Families.requireOneTable(roots);
        boolean allAlone = true;
        for (int i = 0; i < roots.size() && allAlone; i++) {
            allAlone = references(roots.get(i).rows().model()).isEmpty();
        }
        if (!allAlone) {
            return assembled(roots, List.of(), List.of(), known, sharing, scope);
        }
        List<Loaded> loaded = new ArrayList<>(roots.size());
        Hydrations hydrations = null;
        for (PlacedRoot root : roots) {
            LoadedRows rows = root.rows();
            hydrations = hydrations != null && hydrations.areOf(rows) ? hydrations : hydrator.of(rows.model(), rows);
            loaded.add(alone(hydrations, rows, root.root(), keepsRows));
        }
        roots.forEach(root -> root.rows().requireNoneAstray());
        return loaded;
    }

    /** An aggregate that no reference leads out of. */
    private Loaded alone(Hydrations hydrations, LoadedRows rows, Row root, boolean keepsRows) {
        AggregateModel model = rows.model();
        AggregateRows whole = rows.whole();
        if (whole != null) {
            return new Loaded(model, hydrations.aggregate(root, Relations.NONE, null), whole, false);
        }
        if (!keepsRows && !limit.isExceededBy(rows.size())) { // one of too many is told with its rows
            return new Loaded(model, hydrations.aggregate(root, Relations.NONE, null), root, null, rows.hides(root));
        }
        AggregateRows.Builder snapshot =
                new AggregateRows.Builder(model.tables().size());
        Object aggregate = hydrations.aggregate(root, Relations.NONE, snapshot);
        return new Loaded(model, aggregate, snapshot.build(), rows.hides(root));
    }

    /**
     * The aggregates of these roots, in their order. What came along with them is handed to the unit of work, and the collections that
     * hold it have it.
     *
     * @param fetched for each step what it brought along
     */
    List<Loaded> all(
            List<PlacedRoot> roots,
            List<Step> steps,
            List<List<PlacedRoot>> fetched,
            Known known,
            Sharing sharing,
            WorkScope scope) {
        Families.requireOneTable(roots);
        fetched.forEach(Families::requireOneTable);
        return assembled(roots, steps, fetched, known, sharing, scope);
    }

    private List<Loaded> assembled(
            List<PlacedRoot> roots,
            List<Step> steps,
            List<List<PlacedRoot>> fetched,
            Known known,
            Sharing sharing,
            WorkScope scope) {
        try {
            return atOnce(roots, steps, fetched, known, sharing, scope);
        } catch (HydrationException failure) {
            if (sharing.isToBlame()) { // it may refer to what is no longer there
                return atOnce(roots, steps, fetched, known, Sharing.NONE, scope);
            }
            throw failure;
        }
    }

    private List<Loaded> atOnce(
            List<PlacedRoot> roots,
            List<Step> steps,
            List<List<PlacedRoot>> fetched,
            Known known,
            Sharing sharing,
            WorkScope scope) {
        Assembly assembly = assembly(known);
        List<AssemblySource> asked = added(assembly, roots);
        List<AssemblySource> all = new ArrayList<>(asked);
        List<List<AssemblySource>> sources = new ArrayList<>(fetched.size());
        for (List<PlacedRoot> step : fetched) {
            sources.add(added(assembly, step));
            all.addAll(sources.get(sources.size() - 1));
        }
        levels.read(assembly, all, sharing, scope);
        List<Loaded> loaded = made(assembly, asked);
        List<List<Loaded>> along = new ArrayList<>(fetched.size());
        sources.forEach(step -> along.add(made(assembly, step)));
        roots.forEach(root -> root.rows().requireNoneAstray());
        fetched.forEach(step -> step.forEach(root -> root.rows().requireNoneAstray()));
        assembly.handOver(sharing);
        along.forEach(step -> step.forEach(one -> known.referred(one, null)));
        for (int step = 0; step < steps.size(); step++) {
            Step made = steps.get(step);
            List<AssemblySource> owners = made.startsAtRoots() ? asked : sources.get(made.from());
            assembly.fetched(made.collections(), owners, along.get(step));
        }
        return loaded;
    }

    /**
     * Makes an aggregate anew of rows that a unit of work has. What it refers to is there, or resolved on demand.
     *
     * @param rows the whole aggregate
     */
    Object again(AggregateModel model, AggregateRows rows, Known known) {
        return assembly(known)
                .make(new AssemblySource(LoadedRows.of(model, rows), rows.root(), references(model), null))
                .aggregate();
    }

    private Assembly assembly(Known known) {
        return new Assembly(hydrator, this::references, known);
    }

    private static List<AssemblySource> added(Assembly assembly, List<PlacedRoot> roots) {
        List<AssemblySource> sources = new ArrayList<>(roots.size());
        for (PlacedRoot root : roots) {
            sources.add(assembly.add(root.rows(), root.root(), null));
        }
        return sources;
    }

    private static List<Loaded> made(Assembly assembly, List<AssemblySource> sources) {
        List<Loaded> loaded = new ArrayList<>(sources.size());
        for (AssemblySource source : sources) {
            loaded.add(assembly.make(source));
        }
        return loaded;
    }
}
