package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import java.util.List;

/**
 * One step of a commit, of which each says what it is for, so that whoever executes it counts nothing. They come in this order:
 * token, locks, checks, set-based writes, deferral, writes; or one that is all of them. What is set for the transaction goes ahead of them, since a
 * transaction that is held has it already. Immutable.
 */
public sealed interface ScriptStep {

    /** Stores the command's attempt in the commit log. */
    record StoreToken(BoundStatement statement) implements ScriptStep {}

    /** Locks roots of one table; on the server nothing else happens here. */
    record LockRoots(BoundStatement statement) implements ScriptStep {}

    /** Locks one root, and gives its version back for the executor to compare. */
    record ReadRoot(GuardRoot root, BoundStatement statement) implements ScriptStep {}

    /** Fails on the server where roots have another version than they were loaded as. */
    record CheckRoots(BoundStatement statement) implements ScriptStep {}

    /** Has the constraints that may wait be checked at the end. */
    record DeferConstraints(BoundStatement statement) implements ScriptStep {}

    /** Writes the rows of some changes by one statement. */
    record WriteRows(BoundStatement statement) implements ScriptStep {}

    /**
     * Writes the rows of some changes by a statement each, all of one text.
     *
     * @param from the place of the first of these changes among all
     * @param rows the statements, one a row; not to be changed
     */
    record WriteBatch(int from, List<BoundStatement> rows) implements ScriptStep {}

    /**
     * Writes many aggregates at once, and gives one row: how many roots were hit, and the places of those that the unit of work holds.
     *
     * @param name what messages call it
     * @param kind what becomes of roots
     * @param tables that it may write, the root's first
     */
    record WriteSet(String name, Kind kind, List<RowType> tables, BoundStatement statement) implements ScriptStep {

        public WriteSet {
            tables = List.copyOf(tables);
        }
    }

    /** All of a small commit in one statement. */
    record WholeCommit(BoundStatement statement) implements ScriptStep {}

    /**
     * All of a commit that updates one root. The token is stored from the updated root: where that is not as expected nothing is
     * written, and the number of rows tells it.
     */
    record TokenFromRoot(BoundStatement statement) implements ScriptStep {}
}
