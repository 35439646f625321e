package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.ReadFunction;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.WorkFunction;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.Attempted.Dead;
import dev.keelson.work.Attempted.Done;
import dev.keelson.work.Ownership.Begun;
import dev.keelson.work.execute.Chain;
import dev.keelson.work.execute.CommitLog;
import dev.keelson.work.render.CommitScript.Attempt;
import dev.keelson.work.sql.Errors;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function on a unit of work and commits once, after it. A conflict with another unit of work, or an attempt that
 * is known not to have happened, runs the function again on a fresh one: never the old objects. Thread-safe.
 */
final class Retry {

    private final Engine engine;
    private final int rounds;
    private final long firstPause;
    private final long longestPause;

    Retry(Engine engine) {
        this.engine = engine;
        this.rounds = engine.numbers().rounds();
        this.firstPause = engine.numbers().firstPause().toMillis();
        this.longestPause = engine.numbers().longestPause().toMillis();
    }

    /**
     * @param given the caller's token, or null for one drawn here
     */
    <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Terms terms, @Nullable CommandToken given, WorkFunction<T, X> work) throws X {
        long began = System.nanoTime();
        Attempt attempt = engine.attempt(given);
        for (int round = 1; ; round++) {
            Begun begun = given == null ? Begun.BY_CALL : Begun.BY_COMMAND;
            Session session = new Session(engine, engine.scope(context, terms), new Ownership(begun));
            session.asAttempt(round);
            try {
                T result = apply(session, work, context, given);
                switch (commit(session, attempt, context, given)) {
                    case Done done -> {
                        return result;
                    }
                    case Dead dead -> attempt = next(attempt, began, context, dead, round);
                }
            } catch (RuntimeException failure) {
                if (round == rounds || !(isConflict(failure, engine.errors()) || session.isLostRace(failure))) {
                    throw failure;
                }
                session.distrust();
                session.end();
                pause(round, failure);
            } finally {
                session.end();
            }
        }
    }

    /**
     * Runs a function that only reads, again where the database tells a conflict: a serializable transaction may meet one, and a
     * standby tells one where what is read was removed.
     */
    <T extends @Nullable Object, X extends Exception> T read(
            WorkContext context, Terms terms, ReadFunction<? super SqlReading, T, X> read) throws X {
        for (int round = 1; ; round++) {
            ReadingSession session = new ReadingSession(engine, engine.reading(context, terms));
            session.asAttempt(round);
            try {
                return session.apply(read);
            } catch (DatabaseException failure) {
                if (round == rounds || !engine.errors().isConflict(failure)) {
                    throw failure;
                }
                session.end();
                pause(round, failure);
            } finally {
                session.end();
            }
        }
    }

    /** A function that fails because its command was carried out before is told so. */
    private <T extends @Nullable Object, X extends Exception> T apply(
            Session session, WorkFunction<T, X> work, WorkContext context, @Nullable CommandToken given) throws X {
        try {
            return engine.nesting().apply(work, session);
        } catch (Throwable failure) {
            if (given != null && failure instanceof Exception) {
                session.end();
                refuseRepeated(given, context, failure);
            }
            throw failure;
        }
    }

    /** So is a commit that fails for that, as by a listener's veto, before it could meet the command's token in the log. */
    private Attempted commit(Session session, Attempt attempt, WorkContext context, @Nullable CommandToken given) {
        try {
            return session.commit(attempt);
        } catch (RuntimeException failure) {
            if (given != null && !isOfDatabase(failure)) {
                session.end();
                refuseRepeated(given, context, failure);
            }
            throw failure;
        }
    }

    /** Whether a commit got as far as the log, or cannot get there. */
    private static boolean isOfDatabase(RuntimeException failure) {
        return failure instanceof CommandAlreadyCommittedException
                || failure instanceof CommitOutcomeUnknownException
                || failure instanceof ConstraintViolationException
                || failure instanceof DatabaseException
                || failure instanceof StaleAggregateException;
    }

    /**
     * The attempt to make after one that is dead.
     *
     * @throws DatabaseException if no further one is to be made, or nobody can tell which
     */
    private Attempt next(Attempt attempt, long began, WorkContext context, Dead dead, int round) {
        CommitLog log = Objects.requireNonNull(engine.log(), "an attempt is fenced in a log");
        Attempt next;
        try {
            next = log.next(attempt, began, engine.own(context));
        } catch (DatabaseException unreadable) {
            dead.failure().addSuppressed(unreadable);
            throw dead.failure();
        }
        if (round == rounds) {
            throw dead.failure();
        }
        return next;
    }

    /** Where the database does not answer at all, nobody waits for it once more. */
    private void refuseRepeated(CommandToken given, WorkContext context, Throwable failure) {
        CommitLog log = engine.log();
        if (log == null) {
            return;
        }
        Optional<Instant> committedAt;
        try {
            committedAt = failure instanceof DatabaseException
                    ? log.chain(given, engine.own(context)).committed().map(Chain.Entry::at)
                    : log.committedAt(given, engine.own(context));
        } catch (RuntimeException unreadable) {
            failure.addSuppressed(unreadable);
            return;
        }
        if (committedAt.isPresent()) {
            CommandAlreadyCommittedException known = new CommandAlreadyCommittedException(given, committedAt.get());
            known.addSuppressed(failure);
            throw known;
        }
    }

    /** Whether a unit of work may go on after this failure of its commit. */
    static boolean isMendable(RuntimeException failure, Errors errors) {
        return !isConflict(failure, errors) && !(failure instanceof CommitOutcomeUnknownException);
    }

    private static boolean isConflict(RuntimeException failure, Errors errors) {
        return (failure instanceof StaleAggregateException stale && stale.isRetryable())
                || (failure instanceof DatabaseException database && errors.isConflict(database));
    }

    private void pause(int round, RuntimeException conflict) {
        long bound = firstPause;
        for (int doubled = 1; doubled < round && bound < longestPause; doubled++) {
            bound *= 2;
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(Math.min(bound, longestPause) + 1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw conflict;
        }
    }
}
