package dev.keelson.work.diff;

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
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.hydrate.Dehydrating;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.hydrate.Targets;
import dev.keelson.work.hydrate.Trial;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Dehydrated;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.row.RowType;
import dev.keelson.work.track.Tracked;
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
    private final RowLimit limit;
    private final Trial trial;

    public Differ(Dehydrator dehydrator, RowLimit limit, Trial trial) {
        this.dehydrator = dehydrator;
        this.limit = limit;
        this.trial = trial;
    }

    /**
     * Compares every aggregate with its snapshot, to look at what changed.
     *
     * @param targets judges what the aggregates refer to
     * @throws UnstorableValueException if a value does not fit its column, an object referred to is not what it should be, or an
     *     aggregate has more rows than it may
     * @throws StaleAggregateException if a changed aggregate is known to be stale
     */
    public ChangeSet compare(List<Tracked> tracked, Targets targets, Moment moment) {
        return diff(tracked, targets, moment, false);
    }

    /**
     * The same for what is about to be stored, which must be such that it can be loaded again.
     *
     * @throws UnstorableValueException also if rows would not make an object
     */
    public ChangeSet diff(List<Tracked> tracked, Targets targets, Moment moment) {
        return diff(tracked, targets, moment, true);
    }

    private ChangeSet diff(List<Tracked> tracked, Targets targets, Moment moment, boolean tried) {
        List<AggregateChange> changes = new ArrayList<>(Math.min(tracked.size(), 10));
        List<Stale> stale = new ArrayList<>(0);
        Dehydrating dehydrating = dehydrator.begin();
        for (Tracked one : tracked) {
            AggregateChange change = switch (one.state()) {
                case ADDED -> added(one, dehydrating, targets, moment);
                case LOADED ->
                    isMoved(one) ? moved(one, dehydrating, targets, moment) : loaded(one, dehydrating, targets, moment);
                case REMOVED -> removed(one);
            };
            if (change != null) {
                requireWithinLimit(change);
                if (tried) {
                    trial.of(one.model(), one.id(), change, targets);
                }
                changes.add(change);
                if (one.isStale() && change.guard() != null) {
                    stale.add(new Stale(
                            one.model().type(),
                            one.id(),
                            change.guard().expected(),
                            OptionalLong.empty(),
                            one.isHit() ? Reason.HIT : Reason.CHANGED));
                }
            }
        }
        if (!stale.isEmpty()) {
            throw stale.stream().anyMatch(one -> one.reason() == Reason.HIT)
                    ? StaleAggregateException.hit("Cannot commit", stale)
                    : new StaleAggregateException(stale);
        }
        return new ChangeSet(Moves.found(changes));
    }

    /** What could not be loaded again is not stored. */
    private void requireWithinLimit(AggregateChange change) {
        Dehydrated after = change.after();
        if (after != null && limit.isExceededBy(after.rows())) {
            throw new UnstorableValueException(
                    change.owner().type().getSimpleName(),
                    change.owner().id(),
                    "an aggregate",
                    limit.problem(after.rows()) + ". " + RowLimit.mend(),
                    null);
        }
    }

    private AggregateChange added(Tracked tracked, Dehydrating dehydrating, Targets targets, Moment moment) {
        Dehydrated now = dehydrating.added(tracked.model(), tracked.aggregate(), targets);
        Row root = now.rows().root();
        if (!tracked.isIdentityOf(root)) {
            throw otherIdentifier(tracked, root);
        }
        Dehydrated after = now.withRoot(RootVersions.first(tracked, root, moment));
        AggregateRef owner = owner(tracked, after.rows().root());
        List<Change> changes = new ArrayList<>(after.rows().size());
        insert(owner, after.rows(), changes);
        return new AggregateChange(owner, null, changes, after);
    }

    @SuppressWarnings("ReferenceEquality") // what did not change is what is remembered
    private @Nullable AggregateChange loaded(Tracked tracked, Dehydrating dehydrating, Targets targets, Moment moment) {
        AggregateRows before = tracked.snapshot();
        boolean isOnlyCompared = !tracked.isRestored() && !tracked.isGuarded();
        if (isOnlyCompared && dehydrating.isSurelyUnchanged(tracked.model(), tracked.aggregate(), before)) {
            return null;
        }
        Dehydrated now = dehydrating.loaded(tracked.model(), tracked.aggregate(), before, judging(tracked, targets));
        Row same = now.rows().root();
        requireSameIdentifier(tracked, before.root(), same);
        if (now.rows() == before && isOnlyCompared) {
            return null;
        }
        List<Change> changes = new ArrayList<>(2);
        AggregateRef owner = owner(tracked, before.root());
        for (int table = 1; table < before.tables(); table++) {
            KeyMatch.table(owner, before.of(table), now.rows().of(table), changes);
        }
        ColumnSet written = changedColumns(before.root(), same);
        if (changes.isEmpty() && written == null && !tracked.isRestored()) {
            return tracked.isGuarded()
                    ? new AggregateChange(owner, guard(tracked, owner), List.of(), Dehydrated.of(before))
                    : null;
        }
        Row root = RootVersions.next(tracked, before.root(), same, moment);
        Dehydrated after = now.withRoot(root);
        writeRoot(owner, before.root(), root, written, changes);
        if (tracked.isRestored()) {
            restoreRoot(owner, before.root(), root, changes);
        }
        return new AggregateChange(owner, guard(tracked, owner), changes, after);
    }

    /** What is written of the root is written as it is restored. */
    @SuppressWarnings("ReferenceEquality") // the very row
    private static void restoreRoot(AggregateRef owner, Row before, Row after, List<Change> changes) {
        int last = changes.size() - 1;
        if (last >= 0 && changes.get(last) instanceof UpdateRow update && update.before() == before) {
            changes.set(last, RestoreRow.of(update));
        } else {
            changes.add(RestoreRow.of(owner, after, 0));
        }
    }

    /** The root's own columns and its version are one write. */
    private static void writeRoot(
            AggregateRef owner, Row before, Row after, @Nullable ColumnSet changed, List<Change> changes) {
        int version = before.type().version();
        if (version >= 0) {
            ColumnSet written = changed == null ? ColumnSet.of(new int[] {version}, 1) : changed.with(version);
            changes.add(FilledColumns.checked(new UpdateRow(owner, before, after, written, 0)));
        } else if (changed != null) {
            changes.add(FilledColumns.checked(new UpdateRow(owner, before, after, changed, 0)));
        }
    }

    /** Whether the aggregate became one of a class that lies in tables of its own. */
    @SuppressWarnings("ReferenceEquality") // there is one mapping of each class
    static boolean isMoved(Tracked tracked) {
        return tracked.model() != tracked.storedModel();
    }

    /** Its rows go where they were and come where they belong now; its identity and the count of its versions go on. */
    private AggregateChange moved(Tracked tracked, Dehydrating dehydrating, Targets targets, Moment moment) {
        AggregateRows before = tracked.snapshot();
        Dehydrated now = dehydrating.added(tracked.model(), tracked.aggregate(), targets);
        requireSameIdentifier(tracked, before.root(), now.rows().root());
        Dehydrated after = now.withRoot(
                RootVersions.next(tracked, before.root(), now.rows().root(), moment));
        AggregateRef owner = owner(tracked, before.root());
        List<Change> changes = new ArrayList<>(before.size() + after.rows().size());
        delete(owner, before, changes);
        insert(owner, after.rows(), changes);
        return new AggregateChange(owner, guard(tracked, owner, true), changes, after);
    }

    private AggregateChange removed(Tracked tracked) {
        AggregateRef owner = owner(tracked, tracked.root());
        List<Change> changes;
        if (tracked.isUnseen()) {
            changes = List.of(DeleteRow.unseen(owner, owner.root()));
        } else {
            AggregateRows before = tracked.snapshot();
            changes = new ArrayList<>(before.size());
            delete(owner, before, changes);
        }
        return new AggregateChange(owner, guard(tracked, owner, true), changes, null);
    }

    private static void insert(AggregateRef owner, AggregateRows rows, List<Change> changes) {
        for (int table = 0; table < rows.tables(); table++) {
            List<Row> after = rows.of(table);
            KeyMatch.checkDistinct(owner, after);
            for (int i = 0; i < after.size(); i++) {
                changes.add(new InsertRow(owner, after.get(i), i));
            }
        }
    }

    private static void delete(AggregateRef owner, AggregateRows rows, List<Change> changes) {
        for (int table = 0; table < rows.tables(); table++) {
            List<Row> before = rows.of(table);
            for (int i = 0; i < before.size(); i++) {
                changes.add(new DeleteRow(owner, before.get(i), i));
            }
        }
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

    private static GuardRoot guard(Tracked tracked, AggregateRef owner) {
        return guard(tracked, owner, tracked.isRestored());
    }

    private static GuardRoot guard(Tracked tracked, AggregateRef owner, boolean exclusive) {
        boolean isHidden = (tracked.isHidden() || tracked.isRestored()) && isHiddenByPolicy(tracked);
        return new GuardRoot(owner, owner.root(), exclusive, isHidden);
    }

    /** What a policy hides stays as it is, whatever becomes of what it refers to. */
    static Targets judging(Tracked tracked, Targets targets) {
        return tracked.isHidden() && isHiddenByPolicy(tracked) ? Targets.ANY : targets;
    }

    /** Whether a policy hides such aggregates, if any does, and not the domain itself. */
    private static boolean isHiddenByPolicy(Tracked tracked) {
        return tracked.model().belonging().hiding() == null;
    }

    static AggregateRef owner(Tracked tracked, Row root) {
        return new AggregateRef(tracked.model().type(), tracked.model().family(), tracked.id(), root);
    }

    private static void requireSameIdentifier(Tracked tracked, Row before, Row now) {
        boolean same =
                before.type() == now.type() ? before.sameKey(now) : before.key().equals(now.key());
        if (!same) {
            throw otherIdentifier(tracked, now);
        }
    }

    private static UnstorableValueException otherIdentifier(Tracked tracked, Row now) {
        return new UnstorableValueException(
                tracked.model().identifier().path(),
                tracked.id(),
                "another identifier, " + now.key(),
                "the identifier of a tracked aggregate changed; an aggregate keeps its identity for life. Remove the"
                        + " one and add another",
                null);
    }
}
