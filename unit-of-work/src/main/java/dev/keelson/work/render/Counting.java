package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.change.Change;
import dev.keelson.work.plan.Constraints;
import dev.keelson.work.row.RowType;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which writes are counted, so that every row that a commit says it wrote was written. Roots are locked before they are
 * written, and an insert comes or fails: they are counted only where the table may refuse rows in silence. Rows below roots
 * may be gone by other means that no catalogue tells: their updates and deletes are always counted, but for deletes of rows that an
 * earlier delete of the same commit may have taken along. Thread-safe.
 */
final class Counting {

    private final Constraints constraints;

    Counting(Constraints constraints) {
        this.constraints = constraints;
    }

    /** Whether the row of the commit log is counted. */
    boolean countsLog() {
        return constraints.refusesSilently(CommitLogTable.ROWS);
    }

    /** Whether rows of a table may be refused in silence. */
    boolean mayBeRefused(RowType type) {
        return constraints.refusesSilently(type);
    }

    /** Whether the write at this place is counted, with all that share its statement. */
    boolean counts(List<Change> changes, int place) {
        Change change = changes.get(place);
        return switch (change.kind()) {
            case INSERT -> mayBeRefused(change.rowType());
            case UPDATE -> !isRoot(change) || mayBeRefused(change.rowType()) || mayBeTakenAlong(changes, place);
            case DELETE -> (!isRoot(change) || mayBeRefused(change.rowType())) && !mayBeTakenAlong(changes, place);
            case HIDE, RESTORE -> !isRoot(change) || mayBeRefused(change.rowType());
            case GUARD -> false;
        };
    }

    /** The places of deletes whose rows an earlier delete may have taken along. */
    @SuppressWarnings("ReferenceEquality") // a row type is equal only to itself
    Set<Integer> mayBeGone(List<Change> changes) {
        Set<Integer> places = Set.of();
        Set<RowType> deleted = Set.of();
        RowType last = null;
        boolean taken = false;
        for (int place = 0; place < changes.size(); place++) {
            Change change = changes.get(place);
            if (change.kind() != Kind.DELETE) {
                continue;
            }
            if (change.rowType() != last) {
                if (last != null) {
                    deleted = deleted.isEmpty() ? new HashSet<>() : deleted;
                    deleted.add(last);
                }
                last = change.rowType();
                taken = !Collections.disjoint(constraints.takenAlongBy(last), deleted);
            }
            if (taken) {
                places = places.isEmpty() ? new HashSet<>() : places;
                places.add(place);
            }
            taken = taken || constraints.takenAlongBy(last).contains(last); // by the one before it
        }
        return places;
    }

    private static boolean isRoot(Change change) {
        return change.rowType().equals(change.owner().rowType());
    }

    private boolean mayBeTakenAlong(List<Change> changes, int place) {
        Set<RowType> takers = constraints.takenAlongBy(changes.get(place).rowType());
        if (takers.isEmpty()) {
            return false;
        }
        for (int before = 0; before < place; before++) {
            Change earlier = changes.get(before);
            if (earlier.kind() == Kind.DELETE && takers.contains(earlier.rowType())) {
                return true;
            }
        }
        return false;
    }
}
