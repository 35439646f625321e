package dev.keelson.work.programs;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.RowOperation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A write of a row.
 *
 * @param columns the columns written, of an update
 */
record WrittenRow(Row.Key row, Kind kind, Set<String> columns) {

    WrittenRow {
        columns = new TreeSet<>(columns);
    }

    /** The writes of a plan, guards left out. */
    static List<WrittenRow> in(CommitPlan plan, String tenant) {
        List<WrittenRow> written = new ArrayList<>();
        for (RowOperation operation : plan.operations()) {
            if (operation.kind() != Kind.GUARD) {
                List<@Nullable String> key = new ArrayList<>();
                for (String column : Tables.of(operation.table()).key()) {
                    key.add(Row.text(operation.key().get(column)));
                }
                written.add(new WrittenRow(
                        new Row.Key(operation.table(), tenant, key),
                        operation.kind(),
                        operation.kind() == Kind.UPDATE ? operation.columns().keySet() : Set.of()));
            }
        }
        return written;
    }

    @Override
    public String toString() {
        return kind + " " + row + (kind == Kind.UPDATE ? " " + columns : "");
    }
}
