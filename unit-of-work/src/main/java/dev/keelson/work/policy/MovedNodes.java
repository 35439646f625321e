package dev.keelson.work.policy;

import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.HideRow;
import dev.keelson.work.change.InsertRow;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of trees that pass to another aggregate in a commit: a node below that is lost in the same commit goes along and is hidden there,
 * since its former owner, which may go as well and come back, has nothing that it hangs on. Used by one thread, once.
 */
final class MovedNodes {

    private final Policies policies;
    private final Map<RowKey, Row> moved = new HashMap<>();

    MovedNodes(Policies policies, ChangeSet changes) {
        this.policies = policies;
        for (AggregateChange change : changes.aggregates()) {
            for (Change row : change.rows()) {
                if (!(row instanceof DeleteRow) && !(row instanceof InsertRow) && node(row.row()) != null) {
                    moved.put(RowKey.of(row.row()), row.row());
                }
            }
        }
    }

    /** What hides a lost node where the node above it is now, or null where that has not passed to another owner. */
    @Nullable
    HideRow hidden(DeleteRow lost) {
        Row before = lost.row();
        ForeignKey node = node(before);
        Row above = node == null ? null : moved.get(new RowKey(node.target(), before.keyOf(node.columns())));
        if (above == null) {
            return null;
        }
        Row after = before;
        int[] changed = new int[before.type().width()];
        int count = 0;
        for (ForeignKey reference : before.type().foreignKeys()) {
            for (int column : reference.columns()) {
                if (reference.toParent() && !before.same(column, above)) {
                    after = after.with(column, above.get(column));
                    changed[count++] = column;
                }
            }
        }
        if (count == 0) {
            return null;
        }
        moved.put(RowKey.of(before), after);
        return new HideRow(lost.owner(), before, after, ColumnSet.of(changed, count), lost.ordinal());
    }

    /** The reference to the node above, of rows that hold the key of their owner as well. */
    private @Nullable ForeignKey node(Row row) {
        ForeignKey node = null;
        boolean holdsOwner = false;
        for (ForeignKey reference : row.type().foreignKeys()) {
            if (reference.toParent()) {
                holdsOwner |= row.get(reference.columns().get(0)) != null;
            } else if (policies.leadsUp(row.type(), reference)) {
                node = reference;
            }
        }
        return holdsOwner ? node : null;
    }
}
