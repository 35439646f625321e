package dev.keelson.work.change;

import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hidden row that loads find again: a policy's columns, which are no part of it, no longer tell that it is hidden. What else
 * changed of it is written along. Immutable.
 *
 * @param owner the aggregate it belongs to
 * @param before the row as remembered
 * @param row the row as it will be, under the same key: a root has its next version
 * @param changed the columns of its own that differ; none where there are none
 * @param ordinal its place among its siblings in the aggregate
 */
public record RestoreRow(AggregateRef owner, Row before, Row row, ColumnSet changed, int ordinal) implements Change {

    /** The same row, restored besides what an update changes of it. */
    public static RestoreRow of(UpdateRow update) {
        return new RestoreRow(update.owner(), update.before(), update.row(), update.changed(), update.ordinal());
    }

    /** A row of which nothing changes but that it is found again. */
    public static RestoreRow of(AggregateRef owner, Row row, int ordinal) {
        return new RestoreRow(owner, row, row, ColumnSet.NONE, ordinal);
    }

    /** What changes of the row besides. */
    public UpdateRow asUpdate() {
        return new UpdateRow(owner, before, row, changed, ordinal);
    }

    @Override
    public Kind kind() {
        return Kind.RESTORE;
    }

    @Override
    public ColumnSet written() {
        return changed;
    }

    @Override
    public Map<String, @Nullable Object> columns() {
        return Change.some(row, changed);
    }

    @Override
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        reasons.add(Change.place(row, ordinal) + " restored");
        reasons.addAll(asUpdate().reasons());
        return reasons;
    }
}
