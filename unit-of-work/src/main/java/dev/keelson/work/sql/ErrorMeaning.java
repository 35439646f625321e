package dev.keelson.work.sql;

/** What an error of the database means, whatever number the database has for it. */
public enum ErrorMeaning {

    /** A row has a value that a unique constraint or index, or a primary key, knows of another row. */
    UNIQUE_VIOLATION,

    /** A required column was given null. */
    NOT_NULL_VIOLATION,

    /** A row refers to a row that is not there, or a row that others refer to was to go. */
    FOREIGN_KEY_VIOLATION,

    /** A check constraint refused a row. */
    CHECK_VIOLATION,

    /** An exclusion constraint refused a row beside another row. */
    EXCLUSION_VIOLATION,

    /** Another constraint was violated. */
    OTHER_VIOLATION,

    /** Transactions could not be put in an order; the same transaction may succeed when it is run again. */
    SERIALIZATION_FAILURE,

    /** Transactions waited for each other, and this one was given up; it may succeed when it is run again. */
    DEADLOCK,

    /** Another transaction holds a lock, and this one was told not to wait, or not so long. */
    LOCK_NOT_AVAILABLE,

    /** The database's own limit of a wait for a lock passed. */
    LOCK_TIMEOUT,

    /** The transaction or the server takes no writes. */
    READ_ONLY,

    /** A text is longer than its column. */
    TEXT_TOO_LONG,

    /** A number has no place in its column. */
    NUMBER_OUT_OF_RANGE,

    /** A date or a time has no place in its column, or no such form. */
    TIME_OUT_OF_RANGE,

    /** A text has not the form of the type that it is read as; Keelson's own markers raise this error on purpose. */
    INVALID_TEXT,

    /** A text has a character that the database cannot store. */
    UNKNOWN_CHARACTER,

    /** A value or a row was refused for another reason, such as by a trigger or a function of the schema's own. */
    REFUSED_ROW,

    /** A statement names a column of a table that it does not read there. */
    COLUMN_OUT_OF_PLACE,

    /** The server is being shut down, or an administrator ended the session; what it did last is not known. */
    SERVER_SHUTDOWN,

    /** The connection broke, or could not be made. */
    CONNECTION_LOST,

    /** Anything else. */
    OTHER;

    /** What of a statement was refused. */
    private enum Refused {
        ROW,
        VALUE,
        NEITHER
    }

    private Refused refused() {
        return switch (this) {
            case UNIQUE_VIOLATION,
                    NOT_NULL_VIOLATION,
                    FOREIGN_KEY_VIOLATION,
                    CHECK_VIOLATION,
                    EXCLUSION_VIOLATION,
                    OTHER_VIOLATION -> Refused.ROW;
            case TEXT_TOO_LONG, NUMBER_OUT_OF_RANGE, TIME_OUT_OF_RANGE, INVALID_TEXT, UNKNOWN_CHARACTER, REFUSED_ROW ->
                Refused.VALUE;
            case SERIALIZATION_FAILURE,
                    DEADLOCK,
                    LOCK_NOT_AVAILABLE,
                    LOCK_TIMEOUT,
                    READ_ONLY,
                    COLUMN_OUT_OF_PLACE,
                    SERVER_SHUTDOWN,
                    CONNECTION_LOST,
                    OTHER -> Refused.NEITHER;
        };
    }

    /** Whether a constraint refused a row. */
    public boolean isViolation() {
        return refused() == Refused.ROW;
    }

    /** Whether a row was refused, or a value of one, and not the statement, the transaction or the connection. */
    public boolean isOfRow() {
        return refused() != Refused.NEITHER;
    }
}
