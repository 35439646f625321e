package dev.keelson.work.load;

import dev.keelson.kernel.Refs;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.RefsContent.Inverse;
import dev.keelson.work.model.RefsContent.Route;
import dev.keelson.work.model.RefsContent.Through;
import dev.keelson.work.model.Roots;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The collections of other aggregates that one property has in the aggregates of one load. Whoever asks for one gets all of
 * them into the unit of work, in one statement. Used by the thread of its unit of work.
 *
 * <p>Source: Fowler, PoEAA, Foreign Key Mapping (236), Association Table Mapping (248), Lazy Load (200).
 */
final class RefsGroup {

    private final Route route;
    private final Known known;
    private final List<LoadedRefs> siblings = new ArrayList<>();

    RefsGroup(Route route, Known known) {
        this.route = route;
        this.known = known;
    }

    /**
     * Adds the collection of one more aggregate.
     *
     * @param owner the aggregate that has it
     * @param root its root's row
     * @param rows all its rows, known at the latest when somebody asks for the collection
     */
    Refs<Object> add(AggregateModel owner, Row root, AggregateRows.Builder rows) {
        LoadedRefs refs = new LoadedRefs(
                this, owner, Keys.own(root), route instanceof Through through ? rows.of(through.table()) : List.of());
        siblings.add(refs);
        return refs;
    }

    /** Whether the unit of work tracks this target, be it to be deleted. */
    boolean isTracked(@Nullable Object[] key) {
        return known.find(targets().first(), key) != null;
    }

    /** The target as the unit of work has it; null where it is to be deleted or of another class. */
    @Nullable
    Object find(@Nullable Object[] key) {
        Object target = known.present(targets().first(), key);
        return targets().type().isInstance(target) ? target : null;
    }

    private Roots targets() {
        return route.targets();
    }

    /** Finds the targets of all that do not have them. */
    void load() {
        List<LoadedRefs> waiting = new ArrayList<>();
        for (LoadedRefs sibling : siblings) {
            if (!sibling.isLoaded()) {
                waiting.add(sibling);
            }
        }
        switch (route) {
            case Inverse inverse -> {
                List<@Nullable Object[]> keys = new ArrayList<>();
                for (LoadedRefs sibling : waiting) {
                    keys.add(inTheirTypes(inverse, sibling.key()));
                }
                byTheirRows(
                        inverse,
                        waiting,
                        known.query(RowQuery.referring(inverse.targets(), inverse.table(), inverse.columns(), keys)));
            }
            case Through through -> {
                fetch(through, waiting);
                byOurRows(through, waiting);
            }
        }
    }

    /**
     * The targets came along with those that own the collections.
     *
     * @param owners their keys
     */
    void found(Set<Object> owners, List<Loaded> targets) {
        List<LoadedRefs> waiting = new ArrayList<>();
        for (LoadedRefs sibling : siblings) {
            if (owners.contains(Row.keyOf(sibling.key()))) {
                waiting.add(sibling);
            }
        }
        switch (route) {
            case Inverse inverse -> byTheirRows(inverse, waiting, targets);
            case Through through -> byOurRows(through, waiting);
        }
    }

    private static void byTheirRows(Inverse inverse, List<LoadedRefs> waiting, List<Loaded> targets) {
        if (waiting.isEmpty()) {
            return;
        }
        AggregateModel owner = waiting.get(0).owner();
        Map<Object, List<@Nullable Object[]>> found = new HashMap<>();
        for (Loaded target : targets) {
            @Nullable Object[] targetKey = Keys.own(target.root());
            Set<Object> owners = new HashSet<>();
            for (Row row : target.rows().of(inverse.table())) {
                @Nullable Object[] ours = owner.keyHeld(row, inverse.columns());
                if (ours != null && owners.add(Row.keyOf(ours))) {
                    found.computeIfAbsent(Row.keyOf(ours), first -> new ArrayList<>())
                            .add(targetKey);
                }
            }
        }
        for (LoadedRefs sibling : waiting) {
            sibling.found(found.getOrDefault(Row.keyOf(sibling.key()), List.of()));
        }
    }

    /** Our key as their columns hold it. */
    private static @Nullable Object[] inTheirTypes(Inverse inverse, @Nullable Object[] key) {
        RowType theirs = inverse.targets().first().tables().get(inverse.table()).rowType();
        @Nullable Object[] fitted = new Object[key.length];
        for (int n = 0; n < key.length; n++) {
            Object part = key[n];
            fitted[n] = part == null
                    ? null
                    : theirs.column(inverse.columns().get(n)).type().fit(part);
        }
        return fitted;
    }

    private void fetch(Through through, List<LoadedRefs> waiting) {
        List<@Nullable Object[]> missing = new ArrayList<>();
        Set<Object> asked = new HashSet<>();
        for (LoadedRefs sibling : waiting) {
            for (@Nullable Object[] key : held(through, sibling)) {
                if (asked.add(Row.keyOf(key)) && !isTracked(key)) {
                    missing.add(key);
                }
            }
        }
        known.fetch(targets(), missing);
    }

    private void byOurRows(Through through, List<LoadedRefs> waiting) {
        for (LoadedRefs sibling : waiting) {
            List<@Nullable Object[]> visible = new ArrayList<>();
            for (@Nullable Object[] key : held(through, sibling)) {
                if (isTracked(key)) {
                    visible.add(key);
                }
            }
            sibling.found(visible);
        }
    }

    /** The keys that the rows of one collection hold, each once. */
    private List<@Nullable Object[]> held(Through through, LoadedRefs sibling) {
        List<@Nullable Object[]> keys = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Row row : sibling.holding()) {
            @Nullable Object[] key = targets().first().keyHeld(row, through.columns());
            if (key != null && seen.add(Row.keyOf(key))) {
                keys.add(key);
            }
        }
        return keys;
    }
}
