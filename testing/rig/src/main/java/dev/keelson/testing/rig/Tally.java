package dev.keelson.testing.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sums up what the conversations of all connections saw. Thread-safe. */
final class Tally {

    private static final Pattern SPACE_OR_COMMENT = Pattern.compile("(?:\\s+|--[^\\n]*|/\\*.*?\\*/)*", Pattern.DOTALL);
    private static final Pattern BEGIN = startingWith("begin|start\\s+transaction");
    private static final Pattern END =
            startingWith("(?:commit|end|rollback|abort)(?!\\s+(?:prepared|(?:\\w+\\s+)?to)\\b)");

    private final List<String> transcript = new ArrayList<>();
    private Counts before = Counts.ZERO;
    private int roundTrips;
    private int executions;
    private int parses;
    private long bytesUp;
    private long bytesDown;

    synchronized void roundTrip() {
        roundTrips++;
    }

    synchronized void parse() {
        parses++;
    }

    synchronized void execution(String sql) {
        transcript.add(sql.strip());
        executions += isBoundary(sql) ? 0 : 1;
    }

    synchronized void up(int bytes) {
        bytesUp += bytes;
    }

    synchronized void down(int bytes) {
        bytesDown += bytes;
    }

    synchronized Counts counts() {
        return total().since(before);
    }

    /** Since it stands, whatever was reset. */
    synchronized Counts total() {
        return new Counts(roundTrips, executions, parses, bytesUp, bytesDown);
    }

    synchronized List<String> statements() {
        return transcript.stream().filter(sql -> !isBoundary(sql)).toList();
    }

    synchronized List<String> transcript() {
        return List.copyOf(transcript);
    }

    synchronized void reset() {
        transcript.clear();
        before = total();
    }

    /** Whether a statement begins or ends a transaction. */
    static boolean isBoundary(String sql) {
        return isBegin(sql) || matches(END, sql);
    }

    /** Whether a statement begins a transaction. */
    static boolean isBegin(String sql) {
        return matches(BEGIN, sql);
    }

    private static Pattern startingWith(String words) {
        return Pattern.compile("(?:" + words + ")\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static boolean matches(Pattern pattern, String sql) {
        Matcher start = SPACE_OR_COMMENT.matcher(sql);
        int from = start.lookingAt() ? start.end() : 0;
        return pattern.matcher(sql).region(from, sql.length()).matches();
    }
}
