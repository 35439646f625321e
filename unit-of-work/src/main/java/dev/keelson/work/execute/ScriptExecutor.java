package dev.keelson.work.execute;

import dev.keelson.work.database.WorkScope;
import dev.keelson.work.render.CommitScript;

/**
 * Runs the script of a commit as one transaction: all of it or nothing. One implementation speaks PostgreSQL's protocol
 * and does it in one network round trip; a portable one may use batches. Implementations are thread-safe.
 */
public interface ScriptExecutor {

    /**
     * Commits.
     *
     * @param scope of the unit of work whose commit it is
     * @return what is certain: that it was committed, or that this attempt is dead and the next one may be made
     * @throws dev.keelson.kernel.error.KeelsonException if it is certain that nothing was committed
     * @throws dev.keelson.kernel.error.CommitOutcomeUnknownException if nobody could be asked
     */
    CommitOutcome execute(CommitScript script, WorkScope scope);
}
