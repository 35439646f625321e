package dev.keelson.work.guide;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What passed over the wire: round trips, statements, rows read or written, bytes in each direction. Immutable. */
record Cost(long trips, long statements, long rows, long up, long down) {

    static final Cost NONE = new Cost(0, 0, 0, 0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d+) / (\\d+) / (\\d+) / (\\d+) / (\\d+)");
    private static final double OF_BYTES = 0.03;
    private static final long OF_FEW_BYTES = 6;

    /** Reads what {@link #toString} wrote; another text is no cost, and like none. */
    boolean isLike(String text) {
        Matcher cost = TEXT.matcher(text);
        return cost.matches()
                && trips == Long.parseLong(cost.group(1))
                && statements == Long.parseLong(cost.group(2))
                && rows == Long.parseLong(cost.group(3))
                && isLike(up, Long.parseLong(cost.group(4)))
                && isLike(down, Long.parseLong(cost.group(5)));
    }

    /** The names of prepared statements are numbered, and take a byte more or less. */
    private static boolean isLike(long bytes, long others) {
        return Math.abs(bytes - others) <= Math.max(OF_FEW_BYTES, others * OF_BYTES);
    }

    @Override
    public String toString() {
        return "%d / %d / %d / %d / %d".formatted(trips, statements, rows, up, down);
    }
}
