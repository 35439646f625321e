package dev.keelson.work.plan;

import dev.keelson.work.change.AggregateRef;
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

/**
 * A reference of a row left out for a moment.
 *
 * @param columns the columns of the reference that are null meanwhile; none where it cannot be left out
 */
record Absence(ColumnSet columns) {

    /** The columns of this reference that may be null and are not: one null is enough for the whole of it to be absent. */
    static Absence of(ForeignKey reference, Row row) {
        RowType type = row.type();
        int[] positions = new int[reference.columns().size()];
        int count = 0;
        for (int column : reference.columns().stream().sorted().toList()) {
            if (type.column(column).nullable() && row.get(column) != null && !type.isKey(column)) {
                positions[count++] = column;
            }
        }
        return new Absence(ColumnSet.of(positions, count));
    }

    boolean isPossible() {
        return columns.size() > 0;
    }

    /** The row without it. */
    Row from(Row row) {
        Row without = row;
        for (int n = 0; n < columns.size(); n++) {
            without = without.with(columns.get(n), null);
        }
        return without;
    }

    /** The write without it. */
    Change from(Change change) {
        return switch (change) {
            case InsertRow insert -> from(insert);
            case UpdateRow update -> from(update);
            case DeleteRow delete -> delete;
            case HideRow hide -> hide;
            case RestoreRow restore -> restore;
            case GuardRoot guard -> guard;
        };
    }

    private InsertRow from(InsertRow insert) {
        Row row = from(insert.row());
        AggregateRef owner = insert.owner();
        if (insert.row().equals(owner.root())) { // whose row it is, is told by the root's
            owner = new AggregateRef(owner.type(), owner.family(), owner.id(), row);
        }
        return new InsertRow(owner, row, insert.ordinal());
    }

    private UpdateRow from(UpdateRow update) {
        Row row = from(update.row());
        int[] changed = new int[update.changed().size()];
        int count = 0;
        for (int n = 0; n < update.changed().size(); n++) {
            int column = update.changed().get(n);
            if (!row.same(column, update.before())) {
                changed[count++] = column;
            }
        }
        ColumnSet left = count == 0 ? update.changed() : ColumnSet.of(changed, count);
        return new UpdateRow(update.owner(), update.before(), row, left, update.ordinal());
    }
}
