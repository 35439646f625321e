package dev.keelson.work.change;

import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of which some columns change. Immutable.
 *
 * @param owner the aggregate it belongs to
 * @param before the row as remembered
 * @param row the row as it will be, under the same key
 * @param changed the columns that differ, and no others
 * @param ordinal its place among its siblings in the aggregate
 * @param hidden whether it may be hidden, and goes by a later write
 */
public record UpdateRow(AggregateRef owner, Row before, Row row, ColumnSet changed, int ordinal, boolean hidden)
        implements Change {

    /** A row that is not hidden. */
    public UpdateRow(AggregateRef owner, Row before, Row row, ColumnSet changed, int ordinal) {
        this(owner, before, row, changed, ordinal, false);
    }

    /** A part of it: from one state of the row to another, by the columns in which these differ. */
    public UpdateRow part(Row from, Row to) {
        int[] columns = new int[from.type().width()];
        int count = 0;
        for (int column = 0; column < columns.length; column++) {
            if (!from.same(column, to)) {
                columns[count++] = column;
            }
        }
        return new UpdateRow(owner, from, to, ColumnSet.of(columns, count), ordinal, hidden);
    }

    @Override
    public Kind kind() {
        return Kind.UPDATE;
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
        for (int n = 0; n < changed.size(); n++) {
            int column = changed.get(n);
            String path = column == rowType().version() ? "root version" : Change.path(row, ordinal, column);
            reasons.add(path + " " + before.get(column) + " -> " + row.get(column));
        }
        return reasons;
    }

    /** Whether this column is all that changes. */
    public boolean changesJust(int column) {
        return changed.size() == 1 && changed.get(0) == column;
    }
}
