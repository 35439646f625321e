package dev.keelson.work.sql;

import dev.keelson.kernel.error.DatabaseException;
import java.sql.SQLException;

/** Reads what the errors of a dialect mean. Immutable, thread-safe. */
public interface Errors {

    /** What a failure means. */
    ErrorMeaning meaning(SQLException failure);

    /**
     * Whether a failure proves that the transaction was rolled back: only an error that the living server sent does. An
     * administrator's kill may come too late.
     */
    boolean provesRollback(SQLException failure);

    /** What a failure means that was translated already. */
    default ErrorMeaning meaning(DatabaseException failure) {
        return failure.getCause() instanceof SQLException told
                ? meaning(told)
                : meaning(new SQLException(
                        failure.getMessage(), failure.sqlState().orElse(null)));
    }

    /** Whether a unique constraint refused a row. */
    default boolean isUniqueViolation(SQLException failure) {
        return meaning(failure) == ErrorMeaning.UNIQUE_VIOLATION;
    }

    /** Whether a required column was given null. */
    default boolean isNotNullViolation(SQLException failure) {
        return meaning(failure) == ErrorMeaning.NOT_NULL_VIOLATION;
    }

    /** Whether transactions could not be put in an order. */
    default boolean isSerializationFailure(SQLException failure) {
        return meaning(failure) == ErrorMeaning.SERIALIZATION_FAILURE;
    }

    /** Whether a conflict with another transaction ended this one, so that it may succeed when it is run again. */
    default boolean isConflict(DatabaseException failure) {
        ErrorMeaning meaning = meaning(failure);
        return meaning == ErrorMeaning.SERIALIZATION_FAILURE || meaning == ErrorMeaning.DEADLOCK;
    }

    /** Whether a lock was not granted at once. */
    default boolean isLockNotAvailable(DatabaseException failure) {
        return meaning(failure) == ErrorMeaning.LOCK_NOT_AVAILABLE;
    }

    /** Whether a lock was not granted at once, or within the limit of a wait for it. */
    default boolean isNotLocked(DatabaseException failure) {
        return isLockNotAvailable(failure) || meaning(failure) == ErrorMeaning.LOCK_TIMEOUT;
    }

    /** Whether a failure is of the connection, by the class of SQLSTATE that JDBC keeps for it, or without any. */
    static boolean isOfConnection(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.startsWith("08");
    }
}
