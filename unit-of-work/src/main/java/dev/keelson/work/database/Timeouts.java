package dev.keelson.work.database;

import java.time.Duration;

/**
 * How long the database may take for one statement, and for one lock. Neither bounds COMMIT. Immutable.
 *
 * @param statement for one statement, its locks included
 * @param lock for each lock that a statement waits for
 */
public record Timeouts(Duration statement, Duration lock) {

    /** What the database counts in. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    static final String STATEMENT = "statement_timeout";
    static final String LOCK = "lock_timeout";

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one is below a millisecond or above 2,147,483,647 of them
     */
    public Timeouts {
        check("statement", statement);
        check("lock", lock);
    }

    private static void check(String what, Duration timeout) {
        if (timeout.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("Cannot use " + timeout + " as the " + what
                    + " timeout: the database would wait without end. Give 1 ms or more, or no timeouts at all.");
        }
        if (timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("Cannot use " + timeout + " as the " + what
                    + " timeout: the database counts at most 2147483647 ms, about 24 days. Give less.");
        }
    }

    String statementSetting() {
        return statement.toMillis() + "ms";
    }

    String lockSetting() {
        return lock.toMillis() + "ms";
    }

    /** As the {@code options} of a connection to PostgreSQL. */
    public String asOptions() {
        return "-c " + STATEMENT + "=" + statementSetting() + " -c " + LOCK + "=" + lockSetting();
    }
}
