package dev.keelson.work.sql;

import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * H2's errors, by their SQLSTATE.
 *
 * <p>Source: H2, org.h2.api.ErrorCode.
 */
final class H2Errors implements Errors {

    /** SQLSTATEs of the standard; those that H2 has of its own begin with a 9, and among them are lost connections. */
    private static final Pattern STATE = Pattern.compile("[0-8A-Z][0-9A-Z]{4}");

    /** Those of a connection that is lost, or of which nobody knows what it did last. */
    private static final Pattern LOST = Pattern.compile("08...|40003|HY...");

    @Override
    public ErrorMeaning meaning(SQLException failure) {
        if (Errors.isOfConnection(failure)) {
            return ErrorMeaning.CONNECTION_LOST;
        }
        String state = failure.getSQLState();
        return switch (state) {
            case "23505" -> ErrorMeaning.UNIQUE_VIOLATION;
            case "23502" -> ErrorMeaning.NOT_NULL_VIOLATION;
            case "23503", "23506" -> ErrorMeaning.FOREIGN_KEY_VIOLATION;
            case "23513", "23514" -> ErrorMeaning.CHECK_VIOLATION;
            case "40001" -> ErrorMeaning.DEADLOCK; // of two transactions, and of two writes of one row
            case "HYT00" -> ErrorMeaning.LOCK_TIMEOUT;
            case "90097" -> ErrorMeaning.READ_ONLY;
            case "22001" -> ErrorMeaning.TEXT_TOO_LONG;
            case "22003" -> ErrorMeaning.NUMBER_OUT_OF_RANGE;
            case "22007", "22008" -> ErrorMeaning.TIME_OUT_OF_RANGE;
            case "42S22" -> ErrorMeaning.COLUMN_OUT_OF_PLACE; // or of no table at all
            default -> ofClass(state);
        };
    }

    private static ErrorMeaning ofClass(String state) {
        if (state.startsWith("23")) {
            return ErrorMeaning.OTHER_VIOLATION;
        }
        return state.startsWith("22") ? ErrorMeaning.REFUSED_ROW : ErrorMeaning.OTHER;
    }

    @Override
    public boolean provesRollback(SQLException failure) {
        String state = failure.getSQLState();
        return state != null
                && STATE.matcher(state).matches()
                && !LOST.matcher(state).matches();
    }
}
