package dev.keelson.work.execute;

import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.execute.CommitOutcome.Committed;
import dev.keelson.work.execute.CommitOutcome.Fenced;
import dev.keelson.work.render.CommitScript;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the commit log has to say of a commit that failed: that the command was committed before, or what a lost answer was. Thread-safe. */
final class Resolver {

    private final @Nullable CommitLog log;

    /**
     * @param log the commit log, or null where none is kept
     */
    Resolver(@Nullable CommitLog log) {
        this.log = log;
    }

    /**
     * What it means that an attempt could not be stored, where that is what failed: another call's was committed, it was
     * declared dead, or it may not be made any more.
     *
     * @param certain whether it is known that the log's row failed; otherwise the log itself must confirm it, since the errors
     *     of a table in partitions name a partition
     * @return null where something else failed
     * @throws CommandAlreadyCommittedException if another call's attempt was committed
     */
    @Nullable
    Fenced repeated(CommitScript script, WorkScope scope, SQLException failure, boolean certain) {
        CommitScript.Attempt attempt = script.attempt();
        if (log == null) {
            return null;
        }
        Chain chain;
        try {
            chain = log.chain(attempt.token(), scope);
        } catch (DatabaseException unreadable) { // that nothing was committed is certain all the same
            failure.addSuppressed(unreadable);
            return certain ? Fenced.of(attempt, failure) : null;
        }
        if (!certain && chain.find(attempt.number()).isEmpty() && chain.holds(attempt)) {
            return null;
        }
        if (chain.committed().isPresent()) {
            throw new CommandAlreadyCommittedException(
                    attempt.token(), chain.committed().get().at());
        }
        return Fenced.of(attempt, failure);
    }

    /**
     * The answer is lost: asks the log, after making sure that what was sent cannot take effect any more.
     *
     * @param trips how many round trips it took
     * @return that it was committed, or that it never will be
     * @throws CommandAlreadyCommittedException if another call's attempt was committed in its place
     * @throws CommitOutcomeUnknownException if nobody could be asked
     */
    CommitOutcome lost(CommitScript script, WorkScope scope, int trips, SQLException lost) {
        CommitScript.Attempt attempt = script.attempt();
        if (log == null) {
            throw CommitOutcomeUnknownException.withoutLog(attempt.token(), lost);
        }
        Optional<Chain.Entry> committed = log.fence(attempt, scope, lost);
        if (committed.isEmpty()) {
            return Fenced.of(attempt, lost);
        }
        if (!committed.get().isOf(attempt.author())) {
            throw new CommandAlreadyCommittedException(
                    attempt.token(), committed.get().at());
        }
        return Committed.unanswered(trips);
    }
}
