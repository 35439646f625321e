package dev.keelson.work.imports;

import dev.keelson.kernel.CommandToken;
import java.util.UUID;

/**
 * The tokens of one import. That of a commit tells which rows it holds: its last 49 bits are the first row's number and how many follow
 * it, all before them are of the import's own token, so that all tokens of an import lie side by side in the commit log, in the order
 * of the rows. Immutable.
 */
final class RowTokens {

    /** The most rows that one token can tell. */
    static final int MOST_ROWS = 1 << 16;

    /** The highest number that a row can have: more than eight thousand million. */
    static final long LAST_ROW = (1L << 33) - 1;

    private static final long ROWS = (1L << 49) - 1;

    private final long high;
    private final long low;

    private RowTokens(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /** Those of the import with this token. */
    static RowTokens of(CommandToken imported) {
        UUID hashed = CommandToken.of("rows of import " + imported.value()).value();
        return new RowTokens(hashed.getMostSignificantBits(), hashed.getLeastSignificantBits() & ~ROWS);
    }

    /** The token of these rows. */
    CommandToken of(long first, long last) {
        if (first < 1 || last < first || last > LAST_ROW || last - first >= MOST_ROWS) {
            throw new IllegalArgumentException("no token tells rows " + first + " to " + last);
        }
        return token(first, last - first);
    }

    /** One that is behind all tokens of rows before this one, and before all others. */
    CommandToken before(long row) {
        return token(row - 1, MOST_ROWS - 1);
    }

    /** The last of all. */
    CommandToken last() {
        return token(LAST_ROW, MOST_ROWS - 1);
    }

    private CommandToken token(long first, long following) {
        return CommandToken.of(new UUID(high, low | first << 16 | following));
    }

    /** The first row of this token's. */
    static long first(CommandToken token) {
        return (token.value().getLeastSignificantBits() & ROWS) >>> 16;
    }

    /** The last row of this token's. */
    static long last(CommandToken token) {
        return first(token) + (token.value().getLeastSignificantBits() & (MOST_ROWS - 1));
    }
}
