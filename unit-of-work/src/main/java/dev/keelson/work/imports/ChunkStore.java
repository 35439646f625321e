package dev.keelson.work.imports;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Internal;
import dev.keelson.work.execute.CommitLog.Logged;
import dev.keelson.work.render.LogStatements;
import java.util.List;

/** Where the rows of an import go: units of work of one context, and its commit log. */
@Internal
public interface ChunkStore {

    /**
     * Makes sure that an import may begin here.
     *
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if no log is kept, or this thread is inside of a call
     * @throws dev.keelson.kernel.error.MappingException if what exists cannot be told, since the database makes the identifiers
     */
    void admit(OnExisting onExisting);

    /** What the log has of the tokens behind one up to another, in their order, {@link LogStatements#PAGE} of them at the most. */
    List<Logged> logged(CommandToken after, CommandToken last);

    /**
     * Stores these rows by one commit under this token, or tells why none of them is stored.
     *
     * @throws dev.keelson.kernel.error.KeelsonException if it failed for another reason than the rows
     */
    ChunkOutcome store(CommandToken token, List<ImportRow> rows, OnExisting onExisting);

    /**
     * Declares in the log that a row is not stored, though a commit that follows holds the rows around it.
     *
     * @param token of this row alone
     * @return false if it is stored
     */
    boolean declareRefused(CommandToken token);

    /** What messages call a row. */
    String name(ImportRow row);
}
