package dev.keelson.work.diff;

import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.AggregateRef;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.track.Tracked;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changed in each aggregate, in column space. Any change in an aggregate raises its root's version, once.
 * Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184), Coarse-Grained Lock (438).
 */
public final class Differ {

    private final Dehydrator dehydrator;

    public Differ(Dehydrator dehydrator) {
        this.dehydrator = dehydrator;
    }

    /**
     * Compares every aggregate with its snapshot.
     *
     * @throws UnstorableValueException if a value does not fit its column
     * @throws StaleAggregateException if a changed aggregate is known to be stale
     */
    public ChangeSet diff(List<Tracked> tracked, WorkContext context) {
        List<AggregateChange> changes = new ArrayList<>();
        List<Stale> stale = new ArrayList<>();
        for (Tracked one : tracked) {
            AggregateChange change = switch (one.state()) {
                case ADDED -> added(one, context);
                case LOADED -> loaded(one);
                case REMOVED -> removed(one);
            };
            if (change != null) {
                changes.add(change);
                if (one.isStale() && change.guard() != null) {
                    stale.add(new Stale(
                            one.model().type(),
                            one.id(),
                            change.guard().expected(),
                            OptionalLong.empty(),
                            Reason.CHANGED));
                }
            }
        }
        if (!stale.isEmpty()) {
            throw new StaleAggregateException(stale);
        }
        return new ChangeSet(changes);
    }

    private AggregateChange added(Tracked tracked, WorkContext context) {
        AggregateRows rows = dehydrator.dehydrate(tracked.model(), tracked.aggregate());
        int version = tracked.model().root().version();
        if (version >= 0) {
            long first = tracked.model().versionFromClock()
                    ? ChronoUnit.MICROS.between(Instant.EPOCH, context.clock().instant())
                    : 1L;
            rows.replaceRoot(rows.root().with(version, first));
        }
        AggregateRef owner = owner(tracked, rows.root());
        List<Change> changes = new ArrayList<>();
        for (int table = 0; table < rows.tables(); table++) {
            List<Row> after = rows.of(table);
            KeyMatch.checkDistinct(owner, after);
            for (int i = 0; i < after.size(); i++) {
                changes.add(new InsertRow(owner, after.get(i), i));
            }
        }
        return new AggregateChange(owner, null, changes, rows);
    }

    private @Nullable AggregateChange loaded(Tracked tracked) {
        AggregateRows before = tracked.snapshot();
        AggregateRows after = dehydrator.dehydrate(tracked.model(), tracked.aggregate(), before);
        if (!before.root().sameKey(after.root())) {
            throw changedIdentifier(tracked, after.root());
        }
        List<Change> changes = new ArrayList<>(2);
        AggregateRef owner = owner(tracked, before.root());
        for (int table = 1; table < before.tables(); table++) {
            KeyMatch.table(owner, before.of(table), after.of(table), changes);
        }
        ColumnSet root = changedColumns(before.root(), after.root());
        if (changes.isEmpty() && root == null) {
            return tracked.isGuarded() ? new AggregateChange(owner, guard(owner, false), List.of(), before) : null;
        }
        raiseVersion(owner, before.root(), after, root, changes);
        return new AggregateChange(owner, guard(owner, false), changes, after);
    }

    private AggregateChange removed(Tracked tracked) {
        AggregateRows before = tracked.snapshot();
        AggregateRef owner = owner(tracked, before.root());
        List<Change> changes = new ArrayList<>();
        for (int table = 0; table < before.tables(); table++) {
            List<Row> rows = before.of(table);
            for (int i = 0; i < rows.size(); i++) {
                changes.add(new DeleteRow(owner, rows.get(i), i));
            }
        }
        return new AggregateChange(owner, guard(owner, true), changes, null);
    }

    /** The root's own columns and its version are one write. */
    private static void raiseVersion(
            AggregateRef owner, Row before, AggregateRows after, @Nullable ColumnSet root, List<Change> changes) {
        int version = before.type().version();
        if (version < 0) {
            if (root != null) {
                changes.add(new UpdateRow(owner, before, after.root(), root, 0));
            }
            return;
        }
        Row raised = after.root().with(version, GuardRoot.version(before) + 1);
        after.replaceRoot(raised);
        ColumnSet written = root == null ? ColumnSet.of(new int[] {version}, 1) : root.with(version);
        changes.add(new UpdateRow(owner, before, raised, written, 0));
    }

    /** The columns that differ, but for key and version; null where none does. */
    @SuppressWarnings("ReferenceEquality") // an unchanged row is the remembered object itself
    static @Nullable ColumnSet changedColumns(Row before, Row after) {
        if (before == after) {
            return null;
        }
        RowType type = before.type();
        int[] changed = null;
        int count = 0;
        for (int column = 0; column < type.width(); column++) {
            if (column != type.version() && !before.same(column, after)) {
                changed = changed == null ? new int[type.width()] : changed;
                changed[count++] = column;
            }
        }
        return changed == null ? null : ColumnSet.of(changed, count);
    }

    private static GuardRoot guard(AggregateRef owner, boolean removed) {
        return new GuardRoot(owner, owner.root(), removed);
    }

    private static AggregateRef owner(Tracked tracked, Row root) {
        return new AggregateRef(tracked.model().type(), tracked.id(), root);
    }

    private static UnstorableValueException changedIdentifier(Tracked tracked, Row now) {
        return new UnstorableValueException(
                tracked.model().identifierPath(),
                tracked.id(),
                "another identifier, " + now.key(),
                "the identifier of a tracked aggregate changed; an aggregate keeps its identity for life. Remove the"
                        + " one and add another",
                null);
    }
}
