package dev.keelson.work.render;

import dev.keelson.kernel.CommandToken;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All steps of one commit in order, ready to be sent; BEGIN and COMMIT are the executor's. Immutable.
 *
 * @param steps the steps
 * @param changes what they write, to tell whose fault an error is
 * @param guards the guarded roots; a guard's error names them by their place here
 * @param attempt which attempt of which command this is
 * @param moment whose work it is, and when
 * @param marker what its statements tell by what they did not find as expected
 * @param lookups tell, after a failure, which rows are there
 * @param isShort whether one message in autocommit is all of its transaction
 * @param mayBeGone places of deletes whose rows may have gone with others that the script deletes before, so that they are not counted
 */
public record CommitScript(
        List<ScriptStep> steps,
        List<? extends Change> changes,
        List<GuardRoot> guards,
        Attempt attempt,
        Moment moment,
        Marker marker,
        Lookups lookups,
        boolean isShort,
        Set<Integer> mayBeGone) {

    /** Makes the statements that find out, after a commit failed, which of its rows are there. Thread-safe. */
    public interface Lookups {

        /** Gives a row if the row of this change is there, with its version, if it is a root and roots of its type have any. */
        BoundStatement of(Change change, Moment moment);

        /** What the answer to the lookup of this change tells. */
        FoundRow read(Change change, ResultSet rows) throws SQLException;

        /** Whether rows of this table may be there and hidden. */
        boolean mayBeHidden(RowType type);

        /** The columns of policies into which the statement of this change writes values. */
        List<PolicyColumn> stamped(Change change);
        /**
         * Counts hidden rows that have the values of a change's row in these columns; null where that cannot be told, or none is
         * hidden there.
         */
        @Nullable
        BoundStatement hiddenHolders(Change change, List<String> columns, Moment moment);

        /** Each counts hidden rows of a table that refer to a row. */
        List<BoundStatement> hiddenReferrers(Row target, @Nullable String table, Moment moment);

        /** Whether the guard of a root finds it though it is hidden. */
        boolean seeksHidden(GuardRoot guard);
    }

    /**
     * One attempt of a command.
     *
     * @param token what tells the command from every other
     * @param number which attempt this is, from 1
     * @param author which call makes it, not 0; its other attempts have the same
     * @param after when the tombstone of the attempt before it was written; null for the first
     * @param drawn whether it is the first of a token that was drawn for it, so that nobody can have stored it before
     */
    public record Attempt(
            CommandToken token,
            int number,
            long author,
            @Nullable Instant after,
            boolean drawn) {

        public Attempt {
            if ((number == 1) != (after == null) || (drawn && number > 1)) {
                throw new IllegalArgumentException("only the first attempt follows none: " + number);
            }
        }

        /** The first attempt of a call. */
        public static Attempt first(CommandToken token, long author) {
            return new Attempt(token, 1, author, null, false);
        }

        /** The first attempt of a call that was given no token. */
        public static Attempt drawn(long author) {
            return new Attempt(CommandToken.next(), 1, author, null, true);
        }
    }
}
