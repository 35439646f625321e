package dev.keelson.kernel.error;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whatever else the driver or the pool said. What it said is the {@linkplain #getCause() cause}; it is not repeated in
 * the message, since servers quote values.
 */
public final class DatabaseException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable String sql;
    private final @Nullable String sqlState;

    /**
     * Makes the exception.
     *
     * @param attempted what was attempted, such as {@code "load Order[42]"}
     * @param sql the statement with placeholders, or null if there was none
     * @param sqlState the SQLSTATE, or null if there was none
     * @param cause what the driver or the pool threw
     */
    public DatabaseException(
            String attempted, @Nullable String sql, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message(attempted, sql, sqlState), cause);
        this.sql = sql;
        this.sqlState = sqlState;
    }

    /** Returns the statement with placeholders, if there was one. */
    public Optional<String> sql() {
        return Optional.ofNullable(sql);
    }

    /** Returns the SQLSTATE, if there was one. */
    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }

    private static String message(String attempted, @Nullable String sql, @Nullable String sqlState) {
        String found =
                sqlState == null ? "failed without an SQLSTATE" : "failed with SQLSTATE " + sqlState + hint(sqlState);
        return "Cannot %s: the database %s. The cause has the driver's words%s"
                .formatted(attempted, found, sql == null ? "." : "; the statement was:\n%s".formatted(sql));
    }

    /** Says in words what a class of SQLSTATEs means. */
    private static String hint(String sqlState) {
        String group = sqlState.length() < 2 ? sqlState : sqlState.substring(0, 2);
        return switch (group) {
            case "08" -> " (the connection broke or was refused: retry)";
            case "22" -> " (a value does not fit its column)";
            case "25" -> " (the transaction cannot take this statement)";
            case "28" -> " (the login was refused: check user and password)";
            case "40" -> " (a conflict between transactions: retry)";
            case "42" ->
                " (the statement does not fit the schema or the rights: compare the mapping with the database)";
            case "53" -> " (the server is short of resources: fewer connections, or retry later)";
            case "55" -> " (an object is in use or a lock was not available: retry)";
            case "57" -> " (the server or an operator intervened, or a timeout: retry)";
            default -> "";
        };
    }
}
