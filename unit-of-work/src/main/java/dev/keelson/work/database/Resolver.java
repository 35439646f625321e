package dev.keelson.work.database;

import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
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

    /** What it means that the attempt is in the log already: it was committed, or it was declared dead. */
    RuntimeException repeated(CommitScript script, SQLException failure) {
        CommitScript.Attempt attempt = script.attempt();
        Optional<CommitLog.Entry> entry = log == null
                ? Optional.empty()
                : log.find(attempt, script.context()).filter(CommitLog.Entry::committed);
        return entry.<RuntimeException>map(known -> new CommandAlreadyCommittedException(attempt.token(), known.at()))
                .orElseGet(() -> new AttemptFencedException(attempt, failure));
    }

    /**
     * The answer is lost: asks the log, after making sure that what was sent cannot take effect any more.
     *
     * @param trips how many round trips it took
     * @throws AttemptFencedException if it is certain that nothing was committed
     * @throws CommitOutcomeUnknownException if nobody could be asked
     */
    CommitOutcome lost(CommitScript script, int trips, SQLException lost) {
        CommitScript.Attempt attempt = script.attempt();
        if (log == null) {
            throw new CommitOutcomeUnknownException(attempt.token(), lost);
        }
        if (log.fence(attempt, script.context(), lost).committed()) {
            return new CommitOutcome(trips, null);
        }
        throw new AttemptFencedException(attempt, lost);
    }
}
