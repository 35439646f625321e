package dev.keelson.work.imports;

import dev.keelson.kernel.CommandToken;
import dev.keelson.work.execute.CommitLog.Logged;
import dev.keelson.work.render.LogStatements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the commit log knows of the rows of an import, asked for row by row in their order, and read as many tokens at a time. A row is
 * stored if a committed token holds it, unless its own token is there and is not committed: then it was refused while the rows around
 * it were stored. Used by one thread.
 */
final class FormerRows {

    /** What became of a row before. */
    enum State {
        /** Nothing: no commit holds it. */
        OPEN,
        /** It was stored. */
        STORED,
        /** It was refused, and only a commit of it alone stores it. */
        REFUSED
    }

    private final ChunkStore store;
    private final RowTokens tokens;
    private CommandToken behind;
    private List<Logged> page = List.of();
    private int next;
    private boolean ended;
    private long storedUpTo;

    /**
     * @param first the first row that will be asked for
     */
    FormerRows(ChunkStore store, RowTokens tokens, long first) {
        this.store = store;
        this.tokens = tokens;
        this.behind = tokens.before(Math.max(1, first - RowTokens.MOST_ROWS));
    }

    /** What became of this row, which lies behind all that were asked for before. */
    State state(long row) {
        State alone = State.OPEN;
        for (Logged logged = peek(); logged != null && RowTokens.first(logged.token()) <= row; logged = peek()) {
            next++;
            long last = RowTokens.last(logged.token());
            if (logged.committed()) {
                storedUpTo = Math.max(storedUpTo, last);
            }
            if (last == row && RowTokens.first(logged.token()) == row) {
                alone = logged.committed() ? State.STORED : State.REFUSED;
            }
        }
        return alone == State.OPEN && row <= storedUpTo ? State.STORED : alone;
    }

    private @Nullable Logged peek() {
        if (next == page.size() && !ended) {
            page = store.logged(behind, tokens.last());
            next = 0;
            ended = page.size() < LogStatements.PAGE;
            behind = page.isEmpty() ? behind : page.get(page.size() - 1).token();
        }
        return next < page.size() ? page.get(next) : null;
    }
}
