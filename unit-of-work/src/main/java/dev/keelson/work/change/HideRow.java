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
 * @param again whether it may be hidden already, with a root that is restored and has it no longer
 */
public record HideRow(AggregateRef owner, Row before, Row row, ColumnSet changed, int ordinal, boolean again)
        implements Change {

    /** A row that is not hidden yet. */
    public HideRow(AggregateRef owner, Row before, Row row, ColumnSet changed, int ordinal) {
        this(owner, before, row, changed, ordinal, false);
    }

    /** The same of a row that may be hidden already. */
    public HideRow asAgain() {
        return new HideRow(owner, before, row, changed, ordinal, true);
    }

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
