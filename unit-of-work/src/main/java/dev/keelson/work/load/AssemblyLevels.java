package dev.keelson.work.load;

import dev.keelson.identity.IdentityKey;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.AssemblySource.Wanted;
import dev.keelson.work.load.ObjectReferences.Held;
import dev.keelson.work.load.rows.LoadedRows;
import dev.keelson.work.load.rows.RowReader;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the aggregates that others hold as objects, hidden ones too, until none is missing: level by level, each level one
 * statement for all of its aggregates, of whatever type they are. Thread-safe.
 */
final class AssemblyLevels {

    private final RowReader reader;
    private final int most;
    private final Predicate<Roots> loose;

    /**
     * @param most so many levels may lie below what was asked for
     * @param loose whether one of these may be found by a key that is not its own
     */
    AssemblyLevels(RowReader reader, int most, Predicate<Roots> loose) {
        this.reader = reader;
        this.most = most;
        this.loose = loose;
    }

    /** One aggregate that is referred to. */
    @SuppressWarnings("ArrayRecordComponent") // a key as everything here has it, compared with nothing
    private record Target(
            IdentityKey identity, Roots roots, @Nullable Object[] key) {}

    /** What one level lacks: the keys for each mapping, and why each is wanted. */
    private static final class Missing {
        private final Map<IdentityKey, Wanted> reasons;
        private final IdentityHashMap<AggregateModel, List<@Nullable Object[]>> keys = new IdentityHashMap<>();
        private final List<AggregateModel> members = new ArrayList<>();
        private final List<List<@Nullable Object[]>> keysByMember = new ArrayList<>();
        private final List<Target> targets = new ArrayList<>();
        private final List<AssemblySource> found = new ArrayList<>();
        private @Nullable Wanted first;

        /**
         * @param reasons why those of earlier levels were wanted, which are not asked for again
         */
        private Missing(Map<IdentityKey, Wanted> reasons) {
            this.reasons = reasons;
        }

        private List<LoadedRows> read(RowReader reader, WorkScope scope) {
            return members.isEmpty() ? List.of() : reader.many(members, keysByMember, Visibility.ALL, scope);
        }

        private void found(AssemblySource source, Wanted wanted) {
            first = first == null ? wanted : first;
            found.add(source);
        }

        private void add(IdentityKey target, Wanted wanted, Roots roots, @Nullable Object[] key) {
            if (reasons.putIfAbsent(target, wanted) != null) {
                return;
            }
            first = first == null ? wanted : first;
            targets.add(new Target(target, roots, key));
            for (AggregateModel member : roots.members()) {
                List<@Nullable Object[]> known = keys.get(member);
                if (known == null) {
                    known = new ArrayList<>();
                    keys.put(member, known);
                    members.add(member);
                    keysByMember.add(known);
                }
                known.add(key);
            }
        }
    }

    /**
     * Adds to an assembly what those that were asked for refer to.
     *
     * @throws HydrationException if there are more levels than are allowed
     */
    void read(Assembly assembly, List<AssemblySource> asked, Sharing sharing, WorkScope scope) {
        Map<IdentityKey, Wanted> reasons = new HashMap<>();
        List<AssemblySource> level = asked;
        for (int depth = 1; ; depth++) {
            Missing missing = new Missing(reasons);
            for (AssemblySource source : level) {
                want(assembly, source, missing, sharing);
            }
            if (missing.first == null) {
                return;
            }
            if (depth > most) {
                throw tooDeep(missing.first);
            }
            level = missing.found;
            for (LoadedRows rows : missing.read(reader, scope)) {
                for (Row root : rows.roots()) {
                    Wanted wanted = reasons.get(Keys.identity(rows.model(), Keys.own(root)));
                    level.add(assembly.add(rows, root, wanted == null ? missing.first : wanted));
                }
            }
            for (Target target : missing.targets) {
                if (loose.test(target.roots()) && !assembly.knows(target.identity(), target.roots(), target.key())) {
                    alone(assembly, target, reasons, level, scope);
                }
            }
        }
    }

    /** Reads one that was found, if at all, by a key that is not its own. */
    private void alone(
            Assembly assembly,
            Target target,
            Map<IdentityKey, Wanted> reasons,
            List<AssemblySource> level,
            WorkScope scope) {
        for (LoadedRows rows : reader.one(target.roots().members(), target.key(), Visibility.ALL, scope)) {
            for (Row root : rows.roots()) {
                AssemblySource source = assembly.add(rows, root, reasons.get(target.identity()));
                assembly.isAlso(source, target.identity(), target.key());
                level.add(source);
            }
        }
    }

    private static void want(Assembly assembly, AssemblySource source, Missing missing, Sharing sharing) {
        ObjectReferences references = source.references();
        if (source.aggregate() == null && references.needsTargets()) {
            references.descent().walk(source.rows(), source.root(), (table, row) -> {
                for (Held held : references.whole(table)) {
                    want(assembly, source, held, row, missing, sharing);
                }
            });
        }
    }

    private static void want(
            Assembly assembly, AssemblySource source, Held held, Row row, Missing missing, Sharing sharing) {
        Roots roots = held.reference().target().get();
        @Nullable Object[] key = keyOrNull(held, row, roots);
        if (key == null) {
            return;
        }
        IdentityKey target = Keys.identity(roots.first(), key);
        source.refersTo(target);
        if (!assembly.knows(target, roots, key)) {
            Wanted wanted = new Wanted(source, held);
            LoadedRows shared = sharing.find(roots, key);
            if (shared == null) {
                missing.add(target, wanted, roots, key);
            } else {
                missing.found(assembly.add(shared, shared.roots().get(0), wanted), wanted);
            }
        }
    }

    /** What the target's key cannot hold is no key of it; hydration tells where it stands. */
    private static @Nullable Object @Nullable [] keyOrNull(Held held, Row row, Roots roots) {
        try {
            return roots.first().keyHeld(row, held.reference().columns());
        } catch (IllegalArgumentException unfit) {
            return null;
        }
    }

    private HydrationException tooDeep(Wanted wanted) {
        AssemblySource asked = wanted.first();
        return new HydrationException(
                asked.model().name(),
                wanted.path(),
                null,
                asked.root().key(),
                "object references lead further than " + most + " levels, to "
                        + asked.model().name() + "."
                        + wanted.path() + ", and each level costs a statement. Make one of the properties on the way a"
                        + " Ref or an identifier, or allow more: Keelson.builder().maxReferenceLevels(...)",
                null);
    }
}
