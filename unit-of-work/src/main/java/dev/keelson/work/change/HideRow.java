package dev.keelson.work.change;

import dev.keelson.work.row.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that was to go, and stays where no load finds it; a policy's columns, which are no part of it, tell that it is hidden.
 * Immutable.
 *
 * @param owner the aggregate it belongs to
 * @param before the row as remembered
 * @param row the row as it will be: a root has its next version
 * @param changed the columns of its own that differ: its version, or none
 * @param ordinal its place among its siblings as remembered
 */
public record HideRow(AggregateRef owner, Row before, Row row, ColumnSet changed, int ordinal) implements Change {

    @Override
    public Kind kind() {
        return Kind.HIDE;
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
        return List.of(Change.place(before, ordinal) + " removed, and hidden by a policy");
    }
}
