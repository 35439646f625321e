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
 */
public record DeleteRow(AggregateRef owner, Row row, int ordinal) implements Change {

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
        return List.of(Change.place(row, ordinal) + " removed");
    }
}
