package dev.keelson.work.change;

import dev.keelson.work.row.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that goes. Immutable.
 *
 * @param owner the aggregate it belongs to
 * @param row the row as remembered
 * @param ordinal its place among its siblings as remembered
 * @param hidden whether it goes though it may be hidden
 * @param unseen whether it is a root of which its key and version alone are known, and with which all goes that hangs on it
 */
public record DeleteRow(AggregateRef owner, Row row, int ordinal, boolean hidden, boolean unseen) implements Change {

    /** A row that was loaded. */
    public DeleteRow(AggregateRef owner, Row row, int ordinal, boolean hidden) {
        this(owner, row, ordinal, hidden, false);
    }

    /** A row that is not hidden. */
    public DeleteRow(AggregateRef owner, Row row, int ordinal) {
        this(owner, row, ordinal, false);
    }

    /** A root that nobody loaded. */
    public static DeleteRow unseen(AggregateRef owner, Row root) {
        return new DeleteRow(owner, root, 0, false, true);
    }

    @Override
    public Kind kind() {
        return Kind.DELETE;
    }

    @Override
    public Map<String, @Nullable Object> columns() {
        return Map.of();
    }

    @Override
    public List<String> reasons() {
        return List.of(Change.place(row, ordinal) + (unseen ? " removed unseen, with all its parts" : " removed"));
    }
}
