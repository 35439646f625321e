package dev.keelson.work.execute;

import dev.keelson.work.database.ColumnValues;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.execute.CommitOutcome.Hit;
import dev.keelson.work.render.Marker;
import dev.keelson.work.render.ScriptStep;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementTemplate.Returning;
import java.sql.Connection;
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
     * What came back.
     *
     * @param filled the rows, with their key and what the database filled in
     * @param hits what set-based writes hit
     */
    record Answers(List<Row> filled, List<Hit> hits) {

        static final Answers NONE = new Answers(List.of(), List.of());

        /** None yet. */
        static Answers none() {
            return new Answers(new ArrayList<>(), new ArrayList<>(0));
        }
    }

    /**
     * What came back.
     *
     * @param executed the script, just executed
     * @param rows whether its first result has rows
     * @param statements those of the script's steps, and what was sent ahead of them
     */
    static Answers of(PreparedStatement executed, boolean rows, List<BoundStatement> statements, List<ScriptStep> steps)
            throws SQLException {
        int ahead = statements.size() - steps.size();
        int last = last(statements, ahead, steps);
        if (last < 0) {
            return Answers.NONE;
        }
        Answers answers = Answers.none();
        boolean hasRows = rows;
        for (int i = 0; i <= last; i++) {
            Returning returning = statements.get(i).template().returning();
            boolean isSet = isSet(i, ahead, steps);
            if (hasRows && (returning != null || isSet)) {
                try (ResultSet result = executed.getResultSet()) {
                    if (isSet) {
                        answers.hits().add(hit(result));
                    } else if (returning != null) {
                        read(result, returning, answers.filled());
                    }
                }
            }
            hasRows = executed.getMoreResults();
        }
        return answers;
    }

    /** How many rows the last of some statements wrote, of which none was read yet. */
    static int countOfLast(PreparedStatement executed, int statements) throws SQLException {
        for (int i = 1; i < statements; i++) {
            executed.getMoreResults();
        }
        return executed.getUpdateCount();
    }

    private static int last(List<BoundStatement> statements, int ahead, List<ScriptStep> steps) {
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i).template().returning() != null || isSet(i, ahead, steps)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSet(int statement, int ahead, List<ScriptStep> steps) {
        return statement >= ahead && steps.get(statement - ahead) instanceof ScriptStep.WriteSet;
    }

    /** Executes a set-based write by itself. */
    static Hit hit(Connection connection, BoundStatement bound, String comment) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(comment + bound.template().sql())) {
            Jdbc.bind(statement, 1, bound);
            try (ResultSet row = statement.executeQuery()) {
                return hit(row);
            }
        }
    }

    /** What a set-based write hit, which its only row tells. */
    private static Hit hit(ResultSet result) throws SQLException {
        if (!result.next()) {
            throw new SQLException("a set-based write gave no row");
        }
        String places = result.getString(2);
        return new Hit(result.getLong(1), places == null ? List.of() : Marker.places(places));
    }

    /** Reads the rows of one result. */
    static void read(ResultSet result, Returning returning, List<Row> returned) throws SQLException {
        RowType type = returning.type();
        while (result.next()) {
            @Nullable Object[] values = new Object[type.width()];
            for (int n = 0; n < returning.columns().size(); n++) {
                int column = returning.columns().get(n);
                values[column] =
                        ColumnValues.readable(result, n + 1, type.column(column).type());
            }
            returned.add(new Row(type, values));
        }
    }
}
