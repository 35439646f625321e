package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.WorkContext;
import dev.keelson.value.ColumnType;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.database.Marker;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.render.GuardTemplates.Group;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<Lock, StatementTemplate> locks = new ConcurrentHashMap<>();
    private final Map<List<Group>, StatementTemplate> guards = new ConcurrentHashMap<>();

    /** What locks must share to share a text. */
    private record Lock(RowType type, boolean exclusive, boolean all, boolean counted) {}

    GuardWriter(Policies policies, StatementProfile profile, Counting counting) {
        this.policies = policies;
        this.profile = profile;
        this.counting = counting;
        this.templates = new GuardTemplates(policies, profile);
    }

    void write(List<GuardRoot> roots, WorkContext context, Marker marker, List<BoundStatement> statements) {
        if (roots.isEmpty()) {
            return;
        }
        if (profile.delivery() == Delivery.BATCHES) {
            lockEach(
                    roots,
                    0,
                    roots.size(),
                    context,
                    null,
                    statements); // and whoever executes this compares the versions
            return;
        }
        List<Group> groups = new ArrayList<>();
        Values check = new Values();
        check.add(marker.stale());
        int from = 0;
        while (from < roots.size()) {
            int to = from + 1;
            while (to < roots.size()
                    && roots.get(to).rowType() == roots.get(from).rowType()) {
                to++;
            }
            lock(roots, from, to, context, marker, statements);
            groups.add(check(roots, from, to, context, check));
            from = to;
        }
        StatementTemplate guard = guards.get(groups);
        if (guard == null) {
            guard = guards.computeIfAbsent(groups, templates::guard);
        }
        statements.add(new BoundStatement(guard, check.array()));
    }

    private void lock(
            List<GuardRoot> roots,
            int from,
            int to,
            WorkContext context,
            Marker marker,
            List<BoundStatement> statements) {
        RowType type = roots.get(from).rowType();
        boolean counted = counting.mayBeRefused(type);
        if (to - from > Renderer.FEW) {
            boolean anyExclusive = roots.subList(from, to).stream().anyMatch(GuardRoot::exclusive);
            Values values = scoped(type, context);
            keyArrays(roots, from, to, values);
            values.addArray(ColumnType.integer(), to - from, n -> n);
            if (counted) {
                values.add(to - from);
                values.add(marker.locked(from, to));
            }
            statements.add(new BoundStatement(lock(new Lock(type, anyExclusive, true, counted)), values.array()));
            return;
        }
        lockEach(roots, from, to, context, counted ? marker : null, statements);
    }

    private void lockEach(
            List<GuardRoot> roots,
            int from,
            int to,
            WorkContext context,
            @Nullable Marker counted,
            List<BoundStatement> statements) {
        for (int i = from; i < to; i++) {
            RowType type = roots.get(i).rowType();
            Values values = scoped(type, context);
            key(roots.get(i), values);
            if (counted != null) {
                values.add(counted.locked(i, i + 1));
            }
            Lock lock = new Lock(type, roots.get(i).exclusive(), false, counted != null);
            statements.add(new BoundStatement(lock(lock), values.array()));
        }
    }

    private Group check(List<GuardRoot> roots, int from, int to, WorkContext context, Values values) {
        RowType type = roots.get(from).rowType();
        values.addAll(scoped(type, context));
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
            return new Group(type, to - from, unversioned);
        }
        values.addArray(ColumnType.text(), to - from, n -> Marker.place(from + n));
        keyArrays(roots, from, to, values);
        if (version >= 0) {
            values.addArray(
                    type.column(version).type(),
                    to - from,
                    n -> roots.get(from + n).row().get(version));
        }
        return new Group(type, 0, unversioned);
    }

    private StatementTemplate lock(Lock lock) {
        StatementTemplate known = locks.get(lock);
        return known != null ? known : locks.computeIfAbsent(lock, this::make);
    }

    private StatementTemplate make(Lock lock) {
        return lock.all()
                ? templates.lockAll(lock.type(), lock.exclusive(), lock.counted())
                : templates.lock(lock.type(), lock.exclusive(), lock.counted());
    }

    private Values scoped(RowType type, WorkContext context) {
        return Values.of(policies.rule(type), Kind.GUARD, context, 2 * type.keyWidth());
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
            int column = type.keyColumn(n);
            values.addArray(
                    type.column(column).type(),
                    to - from,
                    i -> roots.get(from + i).row().get(column));
        }
    }
}
