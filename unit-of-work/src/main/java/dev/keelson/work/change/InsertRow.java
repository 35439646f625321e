package dev.keelson.work.change;

import dev.keelson.work.row.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that is not there yet. Immutable.
 *
 * @param owner the aggregate it belongs to
 * @param row the whole row
 * @param ordinal its place among its siblings in the aggregate
 */
public record InsertRow(AggregateRef owner, Row row, int ordinal) implements Change {

    @Override
    public Kind kind() {
        return Kind.INSERT;
    }

    @Override
    public Map<String, @Nullable Object> columns() {
        return Change.all(row);
    }

    @Override
    public List<String> reasons() {
        return List.of(Change.place(row, ordinal) + " added");
    }
}
