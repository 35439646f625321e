package dev.keelson.work.database;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.sql.BoundStatement;
import java.time.Instant;
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

    /** Whether its one statement is a transaction by itself: a small commit, or a token and nothing else. */
    public boolean isShort() {
        return lookup != null || (statements.size() == 1 && changes.isEmpty() && guards.isEmpty());
    }

    /**
     * One attempt of a command.
     *
     * @param token what tells the command from every other
     * @param number which attempt this is, from 1
     * @param author which call makes it, not 0; its other attempts have the same
     * @param after when the tombstone of the attempt before it was written; null for the first
     */
    public record Attempt(
            CommandToken token,
            int number,
            long author,
            @Nullable Instant after) {

        public Attempt {
            if ((number == 1) != (after == null)) {
                throw new IllegalArgumentException("only the first attempt follows none: " + number);
            }
        }

        /** The first attempt of a call. */
        public static Attempt first(CommandToken token, long author) {
            return new Attempt(token, 1, author, null);
        }
    }
}
