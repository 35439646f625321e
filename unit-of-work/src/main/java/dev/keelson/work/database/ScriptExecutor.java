package dev.keelson.work.database;

/**
 * Runs the script of a commit as one transaction: all of it or nothing. One implementation speaks PostgreSQL's protocol
 * and does it in one network round trip; a portable one may use batches. Implementations are thread-safe.
 */
public interface ScriptExecutor {

    /**
     * Commits.
     *
     * @return only when the commit is certain
     * @throws dev.keelson.kernel.error.KeelsonException if it is certain that nothing was committed
     * @throws AttemptFencedException if this attempt was declared dead before, so that the next one may be made
     * @throws dev.keelson.kernel.error.CommitOutcomeUnknownException if nobody could be asked
     */
    CommitOutcome execute(CommitScript script);
}
