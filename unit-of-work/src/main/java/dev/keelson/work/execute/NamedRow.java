package dev.keelson.work.execute;

import dev.keelson.value.ColumnText;
import dev.keelson.value.ColumnType;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.time.DateTimeException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The row that a server's error names by values: {@code Key (tenant_id, id)=(acme, 42) already exists.}, or {@code Failing
 * row contains (acme, 42, null).} Values stand there as the server writes them, and nothing sets a comma in a text apart from
 * one between two values. Immutable.
 */
final class NamedRow {

    private static final String NEXT = ", ";

    private final List<String> columns;
    private final @Nullable String values;
    private final String detail;

    private NamedRow(List<String> columns, @Nullable String values, String detail) {
        this.columns = columns;
        this.values = values;
        this.detail = detail;
    }

    /** What an error names, or null where it names no values. */
    static @Nullable NamedRow of(ServerError error) {
        return error.detail() == null ? null : new NamedRow(error.keyColumns(), error.keyValues(), error.detail());
    }

    /** Whether it may be this row: it has the values that are named, as far as its columns are among those named. */
    boolean is(Row row) {
        if (values == null) {
            return showsKey(row);
        }
        return columns.stream().anyMatch(column -> row.type().position(column) >= 0) && holds(row, 0, values);
    }

    /** Whether the text is that of the row's values from this column on, wherever one of them may end. */
    private boolean holds(Row row, int column, String text) {
        if (column == columns.size() - 1) {
            return holds(row, columns.get(column), text);
        }
        for (int end = text.indexOf(NEXT); end >= 0; end = text.indexOf(NEXT, end + NEXT.length())) {
            if (holds(row, columns.get(column), text.substring(0, end))
                    && holds(row, column + 1, text.substring(end + NEXT.length()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Row row, String column, String text) {
        int position = row.type().position(column);
        if (position < 0) {
            return true; // a policy's, of which the row knows nothing
        }
        Object value = row.get(position);
        return value == null
                ? "null".equals(text)
                : isText(row.type().column(position).type(), value, text);
    }

    private static boolean isText(ColumnType type, Object value, String text) {
        try {
            return Row.keyOf(new Object[] {value}).equals(Row.keyOf(new Object[] {ColumnText.read(type, text)}));
        } catch (IllegalArgumentException | DateTimeException otherText) {
            return false;
        }
    }

    /** Whether each value of the key stands somewhere in the detail, where that does not tell columns. */
    private boolean showsKey(Row row) {
        RowType type = row.type();
        for (int n = 0; n < type.keyWidth(); n++) {
            Object value = row.get(type.keyColumn(n));
            if (value != null
                    && !shows(ColumnText.write(type.column(type.keyColumn(n)).type(), value))) {
                return false;
            }
        }
        return true;
    }

    private boolean shows(String text) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])")
                .matcher(detail)
                .find();
    }
}
