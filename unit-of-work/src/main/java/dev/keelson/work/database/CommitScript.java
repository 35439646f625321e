package dev.keelson.work.database;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.sql.BoundStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All statements of one commit in order, ready to be sent; BEGIN and COMMIT are the executor's. Immutable.
 *
 * @param statements the statements
 * @param changes what they do, to tell whose fault an error is
 * @param guards the guarded roots; a guard's error names them by their place here
 * @param attempt which attempt of which command this is
 * @param context whose work it is
 * @param lookup what tells why a script of one statement, which is a transaction by itself, found no root as expected; null for
 *     one whose statements are put into a transaction, and tell by themselves
 */
public record CommitScript(
        List<BoundStatement> statements,
        List<? extends Change> changes,
        List<GuardRoot> guards,
        Attempt attempt,
        WorkContext context,
        @Nullable BoundStatement lookup) {

    /** Statements to be put into a transaction. */
    public CommitScript(
            List<BoundStatement> statements,
            List<? extends Change> changes,
            List<GuardRoot> guards,
            Attempt attempt,
            WorkContext context) {
        this(statements, changes, guards, attempt, context, null);
    }

    /** Whether its one statement is a transaction by itself. */
    public boolean isShort() {
        return lookup != null;
    }

    /**
     * One attempt of a command.
     *
     * @param token what tells the command from every other
     * @param number which attempt this is, from 1
     */
    public record Attempt(CommandToken token, int number) {}
}
