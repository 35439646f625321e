package dev.keelson.work.execute;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.database.Transaction;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.render.LogStatements;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Errors;
import dev.keelson.work.sql.StatementProfile;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks the commit log until it answers, or until a deadline, however the database and the pool behave; and writes what makes
 * an answer certain. Thread-safe.
 */
final class Fence {

    private static final long LONGEST_PAUSE_MILLIS = 500;

    /** How long a try that began within the deadline may take: more than the longest pause and the lock timeout. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final StatementProfile profile;
    private final Duration deadline;
    private final Shield shield;

    /**
     * @param deadline how long it tries
     */
    Fence(StatementProfile profile, Duration deadline, Shield shield) {
        this.shield = shield;
        this.profile = profile;
        this.deadline = deadline;
    }

    /**
     * Does a step again and again, with pauses that grow, as long as the database fails.
     *
     * @param attempt which attempt's outcome it is about, for the message
     * @param lost what broke before, or null
     * @param step what to do; it is given its deadline, by {@link System#nanoTime()}
     * @throws CommitOutcomeUnknownException if it did not succeed within the deadline
     */
    <T> T insist(CommandToken token, int attempt, @Nullable Throwable lost, LongFunction<T> step) {
        long end = System.nanoTime() + deadline.toNanos();
        long pause = 0;
        Throwable last = lost;
        while (true) {
            long left = end - System.nanoTime();
            long wait = Math.min(pause, Math.max(0, left / 1_000_000));
            try {
                pause(wait);
                return shield.within(left + GRACE.toNanos(), () -> step.apply(end))
                        .orElseThrow(() -> new CommitOutcomeUnknownException(token, attempt, lost));
            } catch (DatabaseException notYet) {
                last = last == null ? notYet : last;
                if (left <= 0) {
                    throw new CommitOutcomeUnknownException(token, attempt, last);
                }
                pause = Math.min(2 * pause + 5, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    /**
     * Writes one row of the log in a transaction of its own.
     *
     * @param end when nobody waits for it any more, by {@link System#nanoTime()}
     * @return false where there was no row to write: the place is taken, or what it must follow is not there as it was
     * @throws DatabaseException if the database fails
     */
    boolean write(BoundStatement bound, WorkScope scope, long end) {
        String attempted = "fence a lost commit";
        try (Transaction transaction = scope.aside().transaction(() -> attempted, false, scope.reading())) {
            if (System.nanoTime() > end) {
                throw new SQLTimeoutException("a connection came after the deadline");
            }
            try {
                int rows = write(transaction, bound);
                transaction.connection().commit();
                transaction.committed();
                return rows > 0;
            } catch (SQLException failure) {
                transaction.rollBack(failure);
                if (isRefusedByKey(failure)) {
                    return false;
                }
                throw failure;
            }
        } catch (SQLException failure) {
            throw new DatabaseException(attempted, bound.template().sql(), failure.getSQLState(), failure);
        }
    }

    private int write(Transaction transaction, BoundStatement bound) throws SQLException {
        for (BoundStatement ahead : transaction.ahead()) {
            Jdbc.update(transaction.connection(), ahead);
        }
        BoundStatement lockTimeout = LogStatements.lockTimeout(profile);
        if (lockTimeout != null) {
            Jdbc.update(transaction.connection(), lockTimeout);
        }
        return Jdbc.update(transaction.connection(), bound);
    }

    /** Taken already, or without a number since the tombstone that it must follow is not there as it was. */
    private boolean isRefusedByKey(SQLException failure) {
        Errors errors = profile.dialect().errors();
        return errors.isUniqueViolation(failure) || errors.isNotNullViolation(failure);
    }

    /** Pauses, whoever interrupts; the interrupt is kept for afterwards. */
    private static void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = Thread.interrupted();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
