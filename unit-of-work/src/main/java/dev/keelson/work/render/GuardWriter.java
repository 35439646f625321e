package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.value.ColumnType;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.render.GuardTemplates.Group;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the root pass: first every guarded root is locked, in one order for all commits; then, in a statement and so a
 * snapshot of its own, their versions are checked. In batches the locks give the versions back, one root a
 * statement, and whoever executes them compares. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416), Coarse-Grained Lock (438).
 */
final class GuardWriter {

    private final Policies policies;
    private final StatementProfile profile;
    private final Counting counting;
    private final GuardTemplates templates;
    private final TemplateCache<Lock, StatementTemplate> locks;
    private final TemplateCache<List<Group>, StatementTemplate> guards;

    /** What locks must share to share a text. */
    private record Lock(RowType type, Visibility seen, boolean exclusive, boolean all, boolean counted) {}

    GuardWriter(Policies policies, StatementProfile profile, Counting counting, TemplateCaches caches) {
        this.locks = caches.make("locks of roots");
        this.guards = caches.make("checks of versions");
        this.policies = policies;
        this.profile = profile;
        this.counting = counting;
        this.templates = new GuardTemplates(policies, profile);
    }

    void write(List<GuardRoot> roots, Moment moment, Marker marker, List<ScriptStep> steps) {
        if (roots.isEmpty()) {
            return;
        }
        if (profile.delivery() == Delivery.BATCHES) {
            for (int i = 0; i < roots.size(); i++) { // whoever executes this compares the versions
                steps.add(new ScriptStep.ReadRoot(roots.get(i), lockOne(roots, i, moment, null)));
            }
            return;
        }
        List<Group> groups = new ArrayList<>();
        Values check = new Values();
        check.add(marker.stale());
        int from = 0;
        while (from < roots.size()) {
            int to = from + 1;
            while (to < roots.size() && sharesStatement(roots.get(from), roots.get(to))) {
                to++;
            }
            lock(roots, from, to, moment, marker, steps);
            groups.add(check(roots, from, to, moment, check));
            from = to;
        }
        StatementTemplate guard = guards.get(groups, templates::guard);
        steps.add(new ScriptStep.CheckRoots(new BoundStatement(guard, check.array())));
    }

    private boolean sharesStatement(GuardRoot one, GuardRoot other) {
        return one.rowType() == other.rowType() && seen(one) == seen(other);
    }

    private Visibility seen(GuardRoot root) {
        return Sought.by(root, policies.rule(root.rowType()));
    }

    private void lock(List<GuardRoot> roots, int from, int to, Moment moment, Marker marker, List<ScriptStep> steps) {
        RowType type = roots.get(from).rowType();
        boolean counted = counting.mayBeRefused(type);
        if (to - from > Renderer.FEW) {
            boolean anyExclusive = roots.subList(from, to).stream().anyMatch(GuardRoot::exclusive);
            Values values = scoped(type, moment);
            keyArrays(roots, from, to, values);
            values.addArray(ColumnType.integer(), to - from, n -> n);
            if (counted) {
                values.add(to - from);
                values.add(marker.locked(from, to));
            }
            steps.add(new ScriptStep.LockRoots(new BoundStatement(
                    lock(new Lock(type, seen(roots.get(from)), anyExclusive, true, counted)), values.array())));
            return;
        }
        for (int i = from; i < to; i++) {
            steps.add(new ScriptStep.LockRoots(lockOne(roots, i, moment, counted ? marker : null)));
        }
    }

    private BoundStatement lockOne(List<GuardRoot> roots, int place, Moment moment, @Nullable Marker counted) {
        GuardRoot root = roots.get(place);
        RowType type = root.rowType();
        Values values = scoped(type, moment);
        key(root, values);
        if (counted != null) {
            values.add(counted.locked(place, place + 1));
        }
        Lock lock = new Lock(type, seen(root), root.exclusive(), false, counted != null);
        return new BoundStatement(lock(lock), values.array());
    }

    private Group check(List<GuardRoot> roots, int from, int to, Moment moment, Values values) {
        RowType type = roots.get(from).rowType();
        values.addAll(scoped(type, moment));
        int version = type.version();
        boolean unversioned = false;
        for (int i = from; i < to && version >= 0; i++) {
            unversioned |= roots.get(i).row().get(version) == null;
        }
        if (to - from <= Renderer.FEW) {
            for (int i = from; i < to; i++) {
                values.add(Marker.place(i));
                key(roots.get(i), values);
                if (version >= 0) {
                    values.add(roots.get(i).row().get(version));
                }
            }
            return new Group(type, seen(roots.get(from)), to - from, unversioned);
        }
        values.addArray(ColumnType.text(), to - from, n -> Marker.place(from + n));
        keyArrays(roots, from, to, values);
        if (version >= 0) {
            values.addColumn(roots, from, to, version);
        }
        return new Group(type, seen(roots.get(from)), 0, unversioned);
    }

    private StatementTemplate lock(Lock lock) {
        return locks.get(lock, this::make);
    }

    private StatementTemplate make(Lock lock) {
        return lock.all()
                ? templates.lockAll(lock.type(), lock.seen(), lock.exclusive(), lock.counted())
                : templates.lock(lock.type(), lock.seen(), lock.exclusive(), lock.counted());
    }

    private Values scoped(RowType type, Moment moment) {
        return Values.of(policies.rule(type), Kind.GUARD, moment, 2 * type.keyWidth());
    }

    private static void key(GuardRoot root, Values values) {
        RowType type = root.rowType();
        for (int n = 0; n < type.keyWidth(); n++) {
            @Nullable Object part = root.row().get(type.keyColumn(n));
            values.add(part);
        }
    }

    private static void keyArrays(List<GuardRoot> roots, int from, int to, Values values) {
        RowType type = roots.get(from).rowType();
        for (int n = 0; n < type.keyWidth(); n++) {
            values.addColumn(roots, from, to, type.keyColumn(n));
        }
    }
}
