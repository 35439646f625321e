package dev.keelson.work.execute;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.RowCountException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.work.change.AggregateRef;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.database.Connections;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.render.CommitScript;
import dev.keelson.work.render.FoundRow;
import dev.keelson.work.render.Marker.Count;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a commit wrote other rows than it was given, which the failure itself does not tell: rows that are gone, or roots
 * of another version, are another unit of work's doing; rows that are there as they were, were refused in silence. Others may have
 * been there meanwhile, so the finding is told as what it is. Used by one thread, once.
 */
final class LateFinding {

    private final CommitScript script;
    private final Connections connections;

    LateFinding(CommitScript script, Connections connections) {
        this.script = script;
        this.connections = connections;
    }

    /** The failure of a commit one of whose writes did not write as many rows as it was to: the first in their order. */
    KeelsonException of(List<Count> counts) {
        for (Count count : counts) {
            if (count.rows() != count.expected()) {
                return of(count);
            }
        }
        throw new IllegalStateException("every write wrote what it was to: " + counts);
    }

    private KeelsonException of(Count count) {
        if (count.ofLog()) {
            return new RowCountException(
                    Kind.INSERT, CommitLogTable.ROWS.table().toString(), 1, count.rows(), owners(script.changes()));
        }
        List<? extends Change> changes = script.changes().subList(count.from(), count.to());
        Change first = changes.get(0);
        RowCountException refused =
                new RowCountException(first.kind(), first.table(), count.expected(), count.rows(), owners(changes));
        if (first.kind() == Kind.INSERT || count.rows() > count.expected()) {
            return refused;
        }
        try {
            List<Stale> stale = stale(changes);
            return stale.isEmpty() ? refused : StaleAggregateException.lookedUp(stale);
        } catch (DatabaseException unreachable) {
            String found = "of " + count.expected() + " rows of " + first.table() + " only " + count.rows()
                    + " were there to be written";
            return unexplained(found, unreachable);
        }
    }

    private static DatabaseException unexplained(String found, DatabaseException unreachable) {
        return new DatabaseException(
                "commit: " + found + ", so that nothing was committed; why cannot be looked up",
                null,
                unreachable.sqlState().orElse(null),
                unreachable);
    }

    /**
     * The failure of a commit that could not lock roots.
     *
     * @param unlocked those that it could not lock, and perhaps others
     * @param known others that are known to be stale
     */
    KeelsonException unlocked(List<GuardRoot> unlocked, List<Stale> known) {
        GuardRoot first = unlocked.get(0);
        try {
            List<Stale> stale = new ArrayList<>(known);
            stale.addAll(stale(unlocked));
            return stale.isEmpty()
                    ? new RowCountException(Kind.GUARD, first.table(), unlocked.size(), 0, owners(unlocked))
                    : StaleAggregateException.lookedUp(stale);
        } catch (DatabaseException unreachable) {
            return unexplained(unlocked.size() + " roots of " + first.table() + " could not be locked", unreachable);
        }
    }

    /** The same failure, which tells roots that are hidden from those that are gone. */
    StaleAggregateException withHidden(StaleAggregateException told) {
        boolean mayBeHidden = false;
        for (GuardRoot guard : script.guards()) {
            mayBeHidden |= script.lookups().mayBeHidden(guard.rowType());
        }
        boolean mayMean = told.stale().stream().anyMatch(one -> one.reason() == Reason.DELETED);
        if (!mayBeHidden || !mayMean) {
            return told;
        }
        try {
            List<Stale> stale = stale(script.guards());
            return stale.isEmpty() ? told : StaleAggregateException.lookedUp(stale);
        } catch (DatabaseException unreachable) {
            told.addSuppressed(unreachable);
            return told;
        }
    }

    /**
     * The failure of a commit that could not be brought into an order with others', where a root turns out to be stale; null where
     * none does, or nobody can tell.
     */
    @Nullable
    KeelsonException serialization(SQLException failure) {
        try {
            List<Stale> stale = stale(script.guards());
            return stale.isEmpty() ? null : StaleAggregateException.lookedUp(stale);
        } catch (DatabaseException unreachable) {
            failure.addSuppressed(unreachable);
            return null;
        }
    }

    /** What became of the aggregates of these changes, each of which is told once. */
    private List<Stale> stale(List<? extends Change> changes) {
        List<Stale> stale = new ArrayList<>();
        Set<AggregateRef> told = new HashSet<>();
        for (Change change : changes) {
            if (!told.contains(change.owner())) {
                Stale found = stale(change);
                if (found != null) {
                    told.add(change.owner());
                    stale.add(found);
                }
            }
        }
        return stale;
    }

    private @Nullable Stale stale(Change change) {
        FoundRow found = lookUp(change);
        GuardRoot guard = guard(change);
        if (guard == null) {
            boolean isAsExpected = found.there() && (!found.hidden() || isRestored(change.owner()));
            return isAsExpected ? null : incomplete(change.owner());
        }
        if (!found.there()) {
            return stale(guard, OptionalLong.empty(), Reason.DELETED);
        }
        if (found.hidden() && !script.lookups().seeksHidden(guard)) {
            return stale(guard, found.version(), Reason.HIDDEN);
        }
        boolean isAsExpected = (found.hidden() || !guard.hidden())
                && (guard.expected() < 0 || found.version().equals(OptionalLong.of(guard.expected())));
        return isAsExpected ? null : stale(guard, found.version(), Reason.CHANGED);
    }

    private FoundRow lookUp(Change change) {
        return connections.lookUp(
                () -> "look up what " + change.owner() + " became",
                script.lookups().of(change, script.moment()),
                rows -> script.lookups().read(change, rows));
    }

    private boolean isRestored(AggregateRef owner) {
        for (GuardRoot guard : script.guards()) {
            if (guard.hidden() && guard.owner().equals(owner)) {
                return true;
            }
        }
        return false;
    }

    /** The guard of the root whose own row a change writes; null for any other row. */
    private @Nullable GuardRoot guard(Change change) {
        for (GuardRoot guard : script.guards()) {
            if (guard.rowType().equals(change.rowType()) && guard.row().sameKey(change.row())) {
                return guard;
            }
        }
        return null;
    }

    private Stale incomplete(AggregateRef owner) {
        for (GuardRoot root : script.guards()) {
            if (root.owner().equals(owner)) {
                return stale(root, OptionalLong.empty(), Reason.INCOMPLETE);
            }
        }
        long unknown = StaleAggregateException.UNVERSIONED;
        return new Stale(owner.type(), owner.id(), unknown, OptionalLong.empty(), Reason.INCOMPLETE);
    }

    /** That a guarded root is not as expected. */
    static Stale stale(GuardRoot guard, OptionalLong found, Reason reason) {
        return new Stale(guard.owner().type(), guard.owner().id(), guard.expected(), found, reason);
    }

    private static List<String> owners(List<? extends Change> changes) {
        return changes.stream().map(Change::aggregate).distinct().toList();
    }
}
