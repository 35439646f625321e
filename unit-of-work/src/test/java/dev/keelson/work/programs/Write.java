package dev.keelson.work.programs;

import dev.keelson.kernel.RowOperation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A row that has to be written, since it is not what it was. */
record Write(
        Row.Key key,
        Table table,
        Kind kind,
        @Nullable Row before,
        @Nullable Row after) {

    /**
     * The fewest writes that lead from these rows to those. A row whose key stays is updated, whichever parent it has; but where
     * a parent has one row at the most, one that comes to another parent is deleted and inserted.
     */
    static List<Write> between(Map<Row.Key, Row> before, Map<Row.Key, Row> after) {
        List<Write> writes = new ArrayList<>();
        before.forEach((key, was) -> {
            Row is = after.get(key);
            if (is == null) {
                writes.add(new Write(key, was.table(), Kind.DELETE, was, null));
            } else if (!is.equals(was)) {
                writes.addAll(changed(key, was, is));
            }
        });
        after.forEach((key, is) -> {
            if (!before.containsKey(key)) {
                writes.add(new Write(key, is.table(), Kind.INSERT, null, is));
            }
        });
        return writes;
    }

    private static List<Write> changed(Row.Key key, Row was, Row is) {
        Table table = is.table();
        boolean changesParent = table.single()
                && table.references().stream()
                        .anyMatch(parent -> !was.values(parent.columns()).equals(is.values(parent.columns())));
        return changesParent
                ? List.of(new Write(key, table, Kind.DELETE, was, null), new Write(key, table, Kind.INSERT, null, is))
                : List.of(new Write(key, table, Kind.UPDATE, was, is));
    }

    /** The columns of an update that differ. */
    Set<String> columns() {
        Set<String> columns = new TreeSet<>();
        if (before != null && after != null) {
            after.columns().forEach((column, value) -> {
                if (!Objects.equals(value, before.columns().get(column))) {
                    columns.add(column);
                }
            });
        }
        return columns;
    }

    WrittenRow written() {
        return new WrittenRow(key, kind, columns());
    }

    /** As fast as may be; the rows say no more. */
    @Override
    public int hashCode() {
        return key.hashCode() * 31 + kind.hashCode();
    }

    @Override
    public String toString() {
        return switch (kind) {
            case INSERT -> "INSERT " + after;
            case DELETE -> "DELETE " + before;
            case UPDATE, HIDE, RESTORE, GUARD -> "UPDATE " + key + difference();
        };
    }

    private String difference() {
        StringBuilder text = new StringBuilder();
        if (before != null && after != null) {
            for (String column : columns()) {
                text.append(" ")
                        .append(column)
                        .append(" ")
                        .append(before.columns().get(column))
                        .append(" -> ")
                        .append(after.columns().get(column));
            }
        }
        return text.toString();
    }
}
