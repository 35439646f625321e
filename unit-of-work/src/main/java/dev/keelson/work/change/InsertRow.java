package dev.keelson.work.change;

import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
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

    private static final String GENERATED = "<generated>";

    @Override
    public Kind kind() {
        return Kind.INSERT;
    }

    @Override
    public Map<String, @Nullable Object> columns() {
        Map<String, @Nullable Object> columns = Change.all(row);
        for (int position : rowType().filled()) {
            if (!isWritten(position)) {
                columns.put(rowType().column(position).name(), GENERATED);
            }
        }
        return columns;
    }

    /** Those that the database is to fill are left out; {@link ColumnSet#NONE} where there are none of them. */
    @Override
    public ColumnSet written() {
        RowType type = rowType();
        if (type.filled().length == 0) {
            return ColumnSet.NONE;
        }
        int[] written = new int[type.width()];
        int count = 0;
        for (int position = 0; position < written.length; position++) {
            if (isWritten(position)) {
                written[count++] = position;
            }
        }
        return ColumnSet.of(written, count);
    }

    private boolean isWritten(int position) {
        return switch (rowType().column(position).writer()) {
            case APPLICATION -> true;
            case DEFAULT -> row.get(position) != null;
            case DATABASE -> false;
        };
    }

    @Override
    public List<String> reasons() {
        return List.of(Change.place(row, ordinal) + " added");
    }
}
