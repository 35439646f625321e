package dev.keelson.work.plan;

import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.change.HideRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.change.RestoreRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.List;
import java.util.Objects;

/**
 * Whether a commit may be one statement, whose parts see one snapshot and have no order: the common small one. One root is
 * guarded and its own row written; no other row is written twice, none waits for another, and each table is only inserted
 * into, only updated or only deleted from, so that what one row gives up another takes in no table, whatever watches over it:
 * also what the catalogue did not tell, such as an exclusion constraint. A plan that is in doubt is not.
 */
final class Unordered {

    /** More rows than this are not worth a text of their own. */
    private static final int MOST = 8;

    /** With more rows it makes no difference any more. */
    private static final int MOST_INSERTED = 200;

    private Unordered() {}

    static boolean is(List<GuardRoot> guards, WriteOrder order) {
        List<Change> writes = order.writes();
        if (guards.size() != 1 || !order.free() || writes.size() > MOST) {
            return false;
        }
        return isGuardedByItsUpdate(guards.get(0), writes) && areFewOfAKind(writes) && areApart(writes);
    }

    /** Whether it only inserts rows, none of which waits for another but by a reference that is checked at the end of a statement. */
    static boolean isInserting(List<GuardRoot> guards, WriteOrder order) {
        List<Change> writes = order.writes();
        if (!guards.isEmpty() || !order.free() || writes.size() > MOST_INSERTED || writes.isEmpty()) {
            return false;
        }
        for (int i = 0; i < writes.size(); i++) {
            if (!(writes.get(i) instanceof InsertRow) || isReadBack(writes.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the root is neither removed nor moved, and the one write of its row can check what it was loaded as. */
    private static boolean isGuardedByItsUpdate(GuardRoot guard, List<Change> writes) {
        int version = guard.rowType().version();
        if (guard.exclusive() || (version >= 0 && guard.row().get(version) == null)) {
            return false;
        }
        int ofRoot = 0;
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i).rowType() == guard.rowType()) {
                boolean updated = writes.get(i) instanceof UpdateRow update && isSameRow(update.row(), guard.row());
                ofRoot += updated ? 1 : 2;
            }
        }
        return ofRoot == 1;
    }

    private static boolean isSameRow(Row one, Row other) {
        for (int n = 0; n < one.type().keyWidth(); n++) {
            int column = one.type().keyColumn(n);
            if (!Objects.equals(one.get(column), other.get(column))) {
                return false;
            }
        }
        return true;
    }

    /** Whether each statement would have few rows, none of which the database is to give anything back of. */
    private static boolean areFewOfAKind(List<Change> writes) {
        int alike = 0;
        for (int i = 0; i < writes.size(); i++) {
            Change write = writes.get(i);
            alike = i > 0 && shareStatement(writes.get(i - 1), write) ? alike + 1 : 1;
            if (alike > RowPlan.FEW || isReadBack(write)) {
                return false;
            }
        }
        return true;
    }

    private static boolean shareStatement(Change one, Change other) {
        ColumnSet written = one.written();
        return one.rowType() == other.rowType() && one.kind() == other.kind() && written.equals(other.written());
    }

    private static boolean isReadBack(Change write) {
        RowType type = write.rowType();
        return switch (write) {
            case InsertRow insert -> type.filled().length > 0;
            case UpdateRow update -> type.generated().length > 0;
            case DeleteRow delete -> false;
            case HideRow hide -> type.generated().length > 0;
            case RestoreRow restore -> type.generated().length > 0;
            case GuardRoot guard -> false;
        };
    }

    /** Whether no write could depend on another by the tables they are of. */
    private static boolean areApart(List<Change> writes) {
        for (int i = 0; i < writes.size(); i++) {
            for (int j = 0; j < writes.size(); j++) {
                if (!areApart(writes.get(i), writes.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean areApart(Change one, Change other) {
        if (one.rowType().table().equals(other.rowType().table())) {
            return one.kind() == other.kind();
        }
        return one instanceof UpdateRow || !refers(other.rowType(), one.rowType());
    }

    private static boolean refers(RowType from, RowType to) {
        List<ForeignKey> references = from.foreignKeys();
        for (int i = 0; i < references.size(); i++) {
            if (references.get(i).target().equals(to.table())) {
                return true;
            }
        }
        return false;
    }
}
