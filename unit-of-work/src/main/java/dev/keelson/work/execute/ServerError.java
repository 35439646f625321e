package dev.keelson.work.execute;

import dev.keelson.work.sql.ErrorMeaning;
import dev.keelson.work.sql.Errors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a database says of an error, as far as it can be known. Immutable.
 *
 * @param state the SQLSTATE
 * @param meaning what that means
 * @param text what it says
 * @param table the table that it is about
 * @param constraint the constraint that was violated
 * @param column the column that it is about
 * @param detail where the values in question stand
 * @param keyColumns the columns of the uniqueness or reference that was violated, as far as it tells them
 * @param keyValues their values as it writes them, one behind the other, where it tells them so
 * @param primaryKey whether it is known to be that of the primary key
 */
record ServerError(
        String state,
        ErrorMeaning meaning,
        @Nullable String text,
        @Nullable String table,
        @Nullable String constraint,
        @Nullable String column,
        @Nullable String detail,
        List<String> keyColumns,
        @Nullable String keyValues,
        boolean primaryKey) {

    /** Uniqueness, references and exclusions that were violated. */
    private static final Set<ErrorMeaning> KEYED = EnumSet.of(
            ErrorMeaning.UNIQUE_VIOLATION, ErrorMeaning.FOREIGN_KEY_VIOLATION, ErrorMeaning.EXCLUSION_VIOLATION);

    /** PostgreSQL's detail of a value that is there already: {@code Key (a, b)=(1, 2) already exists.} */
    private static final Pattern KEY = Pattern.compile("^[^(]*\\((.*?)\\)=\\((.*)\\)", Pattern.DOTALL);

    /** What others put in quotes: {@code "PUBLIC.UQ INDEX PUBLIC.UQ_INDEX ON PUBLIC.T(A NULLS FIRST, B) VALUES (...)"}. */
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)");

    private static final Pattern ON = Pattern.compile(" ON (?:[^\\s(]+\\.)?([^\\s(.]+)\\(([^)]*)\\)");
    private static final Pattern OF_REFERENCE = Pattern.compile(": (?:[^\\s(]+\\.)?([^\\s(.]+) FOREIGN KEY");
    private static final Pattern CONSTRAINT = Pattern.compile("^(?:[^\\s.:]+\\.)?([^\\s.:]+)");

    /** What the server said, or null where the error is the driver's or the network's. */
    static @Nullable ServerError of(SQLException failure, Errors errors) {
        String state = failure.getSQLState();
        if (state == null || Errors.isOfConnection(failure)) {
            return null;
        }
        if (failure instanceof PSQLException known) {
            ServerErrorMessage message = known.getServerErrorMessage();
            return message == null ? null : of(state, errors.meaning(failure), message);
        }
        return of(state, errors.meaning(failure), String.valueOf(failure.getMessage()));
    }

    private static ServerError of(String state, ErrorMeaning meaning, ServerErrorMessage message) {
        String constraint = message.getConstraint();
        Matcher key = KEY.matcher(message.getDetail() == null ? "" : message.getDetail());
        boolean tellsKey = KEYED.contains(meaning) && key.find();
        return new ServerError(
                state,
                meaning,
                message.getMessage(),
                message.getTable(),
                constraint,
                message.getColumn(),
                message.getDetail(),
                tellsKey ? unquoted(key.group(1)) : List.of(),
                tellsKey ? key.group(2) : null,
                constraint != null
                        && constraint.endsWith("_pkey")); // by its usual name; the rest is in the server's language
    }

    /** Names of columns as a unique index shows them, in quotes where they need some. */
    private static List<String> unquoted(String names) {
        return Stream.of(names.split(", ", -1))
                .map(name -> name.startsWith("\"")
                        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                        : name)
                .toList();
    }

    /** Of a driver that gives a text only; H2's has the names in quotes. */
    private static ServerError of(String state, ErrorMeaning meaning, String text) {
        Matcher quoted = QUOTED.matcher(text);
        String told = quoted.find() ? quoted.group(1) : "";
        Matcher on = ON.matcher(told);
        Matcher reference = OF_REFERENCE.matcher(told);
        Matcher name = CONSTRAINT.matcher(told);
        boolean unique = on.find();
        boolean isColumn = meaning == ErrorMeaning.NOT_NULL_VIOLATION;
        List<String> columns = new ArrayList<>();
        if (unique) {
            for (String column : on.group(2).split(", ", -1)) {
                columns.add(column.split(" ", 2)[0]);
            }
        }
        return new ServerError(
                state,
                meaning,
                text,
                unique ? on.group(1) : reference.find() ? reference.group(1) : null,
                isColumn || !name.find() ? null : name.group(1),
                isColumn ? told : null,
                text,
                columns,
                null,
                told.contains("PRIMARY"));
    }
}
