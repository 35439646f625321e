package dev.keelson.work.sql;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;

/**
 * PostgreSQL's errors, by their SQLSTATE.
 *
 * <p>Source: PostgreSQL, Appendix A, PostgreSQL Error Codes.
 */
final class PostgresErrors implements Errors {

    /** SQLSTATEs as the standard and PostgreSQL have them; numbers of other products begin with a 9. */
    private static final Pattern STATE = Pattern.compile("[0-8A-Z][0-9A-Z]{4}");

    /** Those of a connection that is lost, or of which nobody knows what it did last. */
    private static final Pattern LOST = Pattern.compile("08...|57P..|25P0[34]|40003|HY...");

    @Override
    public ErrorMeaning meaning(SQLException failure) {
        if (Errors.isOfConnection(failure)) {
            return ErrorMeaning.CONNECTION_LOST;
        }
        String state = failure.getSQLState();
        return switch (state) {
            case "23505" -> ErrorMeaning.UNIQUE_VIOLATION;
            case "23502" -> ErrorMeaning.NOT_NULL_VIOLATION;
            case "23503" -> ErrorMeaning.FOREIGN_KEY_VIOLATION;
            case "23514" -> ErrorMeaning.CHECK_VIOLATION;
            case "23P01" -> ErrorMeaning.EXCLUSION_VIOLATION;
            case "40001" -> ErrorMeaning.SERIALIZATION_FAILURE;
            case "40P01" -> ErrorMeaning.DEADLOCK;
            case "55P03" -> ErrorMeaning.LOCK_NOT_AVAILABLE;
            case "25006" -> ErrorMeaning.READ_ONLY;
            case "22001" -> ErrorMeaning.TEXT_TOO_LONG;
            case "22003" -> ErrorMeaning.NUMBER_OUT_OF_RANGE;
            case "22007", "22008" -> ErrorMeaning.TIME_OUT_OF_RANGE;
            case "22P02" -> ErrorMeaning.INVALID_TEXT;
            case "22021", "22P05" -> ErrorMeaning.UNKNOWN_CHARACTER;
            case "42P01" -> isOutOfPlace(failure) ? ErrorMeaning.COLUMN_OUT_OF_PLACE : ErrorMeaning.OTHER;
            default -> ofClass(state);
        };
    }

    /** A table that is not there has the same state; the server's function that tells of it has not. */
    private static boolean isOutOfPlace(SQLException failure) {
        return failure instanceof PSQLException known
                && known.getServerErrorMessage() != null
                && "errorMissingRTE".equals(known.getServerErrorMessage().getRoutine());
    }

    private static ErrorMeaning ofClass(String state) {
        if (state.startsWith("23")) {
            return ErrorMeaning.OTHER_VIOLATION;
        }
        if (state.startsWith("22") || state.startsWith("44") || state.startsWith("P0")) {
            return ErrorMeaning.REFUSED_ROW;
        }
        return state.startsWith("57P") ? ErrorMeaning.SERVER_SHUTDOWN : ErrorMeaning.OTHER;
    }

    /** Of what others than pgjdbc say only the refusal is believed. */
    @Override
    public boolean provesRollback(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || (failure instanceof PSQLException known && known.getServerErrorMessage() == null)) {
            return false;
        }
        return STATE.matcher(state).matches() && !LOST.matcher(state).matches();
    }
}
