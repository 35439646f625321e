package dev.keelson.work.render;

import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of commands that were committed, and of attempts that were declared dead. */
public final class CommitLogTable {

    /** The table's rows; policies add their columns as to every other table. */
    public static final RowType ROWS = new RowType(
            TableName.of("keelson_commits"),
            "keelson_commits",
            List.of(
                    column("token", ColumnType.uuid(), false),
                    column("attempt", ColumnType.integer(), false),
                    column("committed", ColumnType.bool(), false),
                    column("author", ColumnType.bigint(), true),
                    column("actor", ColumnType.text(), false),
                    column("at", ColumnType.timestamptz(), false)),
            new int[] {0, 1},
            -1,
            List.of());

    /** The author of tombstones that a question for the outcome of a command leaves. */
    public static final long QUESTION = 0;

    private CommitLogTable() {}

    private static Column column(String name, ColumnType type, boolean nullable) {
        return new Column(name, "", type, type.sqlName(), nullable);
    }

    /** Whether this is what a server's message calls the column of an attempt's number. */
    public static boolean isNumber(@Nullable String column) {
        return ROWS.column(1).name().equalsIgnoreCase(column);
    }

    /** That something cannot be done without a commit log. */
    public static UnitOfWorkStateException notKept(String attempted) {
        return new UnitOfWorkStateException(
                attempted, "built without a commit log", "Build with commitLog(true), which is the default");
    }
}
