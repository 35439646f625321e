package dev.keelson.work.execute;

import dev.keelson.work.database.Jdbc;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementTemplate.Returning;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the statements of a script gave back of the rows that they wrote; each statement has one result. */
final class Returned {

    private Returned() {}

    /**
     * The rows, with their key and what the database filled in.
     *
     * @param executed the script, just executed
     * @param rows whether its first result has rows
     */
    static List<Row> rows(PreparedStatement executed, boolean rows, List<BoundStatement> statements)
            throws SQLException {
        int last = last(statements);
        List<Row> returned = last < 0 ? List.of() : new ArrayList<>();
        boolean hasRows = rows;
        for (int i = 0; i <= last; i++) {
            Returning returning = statements.get(i).template().returning();
            if (returning != null && hasRows) {
                try (ResultSet result = executed.getResultSet()) {
                    read(result, returning, returned);
                }
            }
            hasRows = executed.getMoreResults();
        }
        return returned;
    }

    private static int last(List<BoundStatement> statements) {
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i).template().returning() != null) {
                return i;
            }
        }
        return -1;
    }

    /** Reads the rows of one result. */
    static void read(ResultSet result, Returning returning, List<Row> returned) throws SQLException {
        RowType type = returning.type();
        while (result.next()) {
            @Nullable Object[] values = new Object[type.width()];
            for (int n = 0; n < returning.columns().size(); n++) {
                int column = returning.columns().get(n);
                values[column] =
                        Jdbc.readable(result, n + 1, type.column(column).type());
            }
            returned.add(new Row(type, values));
        }
    }
}
