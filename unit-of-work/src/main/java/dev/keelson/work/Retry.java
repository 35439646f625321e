package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.WorkFunction;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.database.AttemptFencedException;
import dev.keelson.work.database.CommitLog;
import dev.keelson.work.database.CommitScript.Attempt;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function on a unit of work and commits once, after it. A conflict with another unit of work, or an attempt that
 * is known not to have happened, runs the function again on a fresh one: never the old objects. Thread-safe.
 */
final class Retry {

    /**
     * A round is lost only to another unit of work that committed meanwhile; so of this many that each want one aggregate once,
     * none gives up.
     */
    private static final int MAX_ROUNDS = 8;

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final Engine engine;

    Retry(Engine engine) {
        this.engine = engine;
    }

    /**
     * @param given the caller's token, or null for one drawn here
     */
    <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, @Nullable CommandToken given, WorkFunction<T, X> work) throws X {
        CommandToken token = given == null ? CommandToken.next() : given;
        int attempt = 1;
        for (int round = 1; ; round++) {
            try (Session session = new Session(engine, context)) {
                try {
                    T result = apply(session, work, context, given);
                    session.commit(new Attempt(token, attempt));
                    session.excuse();
                    return result;
                } catch (RuntimeException failure) {
                    boolean again = isWorthAnotherRound(failure) || session.isLostRace(failure);
                    session.discard();
                    if (round == MAX_ROUNDS || !again) {
                        throw failure instanceof AttemptFencedException fenced ? inPublic(fenced) : failure;
                    }
                    if (failure instanceof AttemptFencedException) {
                        attempt = nextAttempt(token, context);
                    } else {
                        pause(round, failure);
                    }
                }
            }
        }
    }

    /** The end of the chain of attempts, most of which somebody may have declared dead meanwhile. */
    private int nextAttempt(CommandToken token, WorkContext context) {
        CommitLog log = Objects.requireNonNull(engine.log(), "an attempt is fenced in a log");
        CommitLog.Chain chain = log.follow(token, context, false);
        if (chain.committed().isPresent()) {
            throw new CommandAlreadyCommittedException(
                    token, chain.committed().get().at());
        }
        return chain.attempt();
    }

    /** A function that fails because its command was carried out before is told so. */
    private <T extends @Nullable Object, X extends Exception> T apply(
            Session session, WorkFunction<T, X> work, WorkContext context, @Nullable CommandToken given) throws X {
        try {
            return work.apply(session);
        } catch (Throwable failure) {
            session.discard();
            if (given != null && failure instanceof Exception) {
                refuseRepeated(given, context, failure);
            }
            throw failure;
        }
    }

    private void refuseRepeated(CommandToken given, WorkContext context, Throwable failure) {
        CommitLog log = engine.log();
        if (log == null) {
            return;
        }
        CommitLog.Chain chain;
        try {
            chain = log.follow(given, context, false);
        } catch (RuntimeException unreadable) {
            failure.addSuppressed(unreadable);
            return;
        }
        if (chain.committed().isPresent()) {
            CommandAlreadyCommittedException known = new CommandAlreadyCommittedException(
                    given, chain.committed().get().at());
            known.addSuppressed(failure);
            throw known;
        }
    }

    /** Whether a unit of work may go on after this failure of its commit. */
    static boolean isMendable(RuntimeException failure) {
        return !isConflict(failure) && !(failure instanceof CommitOutcomeUnknownException);
    }

    /** What a user is told of an attempt that did not happen. */
    static DatabaseException inPublic(AttemptFencedException fenced) {
        return new DatabaseException(
                "commit (its connection broke before it took effect, and it is certain that nothing was committed)",
                null,
                null,
                fenced);
    }

    /** What a user is told of a failure, where it is one of ours inside. */
    static RuntimeException inPublic(RuntimeException failure) {
        return failure instanceof AttemptFencedException fenced ? inPublic(fenced) : failure;
    }

    private static boolean isWorthAnotherRound(RuntimeException failure) {
        return failure instanceof AttemptFencedException || isConflict(failure);
    }

    private static boolean isConflict(RuntimeException failure) {
        return (failure instanceof StaleAggregateException stale && stale.isRetryable())
                || (failure instanceof DatabaseException database
                        && database.sqlState()
                                .filter(state -> state.equals("40001") || state.equals("40P01"))
                                .isPresent());
    }

    private static void pause(int round, RuntimeException conflict) {
        long bound = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << round);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(bound));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw conflict;
        }
    }
}
