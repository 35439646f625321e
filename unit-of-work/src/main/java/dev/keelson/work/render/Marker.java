package dev.keelson.work.render;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The texts by which the statements of one commit tell, from within the server, what they did not find as expected: a statement
 * casts its text to a number, which fails, and the server's message brings the text back. {@code keelson-7c…:stale:0=8,3=-} says
 * that the first guarded root has version 8 and the fourth is gone; {@code keelson-7c…:rows:4-7=2} that of the changes 4 to 6
 * two rows were written. Each starts with a number that is drawn anew for each commit and sent as a bind, so that no text that
 * stands in a row or a statement can be taken for it. It holds places, versions and counts, never identifiers, since it may
 * land in the server's log. Immutable.
 */
public final class Marker {

    /** What stands for the version of a root that is gone. */
    private static final String GONE = "-";

    /** What stands in the place of changes for the row of the commit log. */
    private static final String LOG = "log";

    /** Random per JVM, so that the next number cannot be told from those before. */
    private static final long SALT = new SecureRandom().nextLong();

    private static final Pattern STALE = Pattern.compile("stale:((?:\\d+=(?:-?\\d+|-),?)+)");
    private static final Pattern PAIR = Pattern.compile("(\\d+)=(-?\\d+|-)");
    private static final Pattern HIT = Pattern.compile("hit:((?:\\d+,?)+)");
    private static final Pattern KEPT = Pattern.compile("kept:(\\d+)=(\\d+)/(\\d+)");
    private static final Pattern ROWS = Pattern.compile("rows:([a-z\\d,-]+)=([\\d,]+)");
    private static final Pattern LOCKED = Pattern.compile("locked:(\\d+)-(\\d+)=");

    /** What stands for the first places, which nearly all commits have no more of. */
    private static final String[] PLACES =
            IntStream.range(0, 128).mapToObj(place -> place + "=").toArray(String[]::new);

    private final String start;

    private Marker(long nonce) {
        this.start = "keelson-" + Long.toHexString(nonce) + ":";
    }

    /** One for a new commit. */
    public static Marker next() {
        return new Marker(ThreadLocalRandom.current().nextLong() ^ SALT);
    }

    /** What stands before {@linkplain #place places} and versions of stale roots. */
    public String stale() {
        return start + "stale:";
    }

    /** What stands before the version of the root at this place. */
    public static String place(int place) {
        return place < PLACES.length ? PLACES[place] : place + "=";
    }

    /** The version as text, or the mark of a root that is gone where it is null. */
    public static Field<String> versionOrGone(Field<?> version) {
        return DSL.coalesce(version.cast(SQLDataType.CLOB), gone());
    }

    /** The mark of a root that is gone. */
    public static Field<String> gone() {
        return DSL.inline(GONE);
    }

    /** What stands before the number of rows that one statement wrote for the changes of these places. */
    public String rows(int from, int to) {
        return start + "rows:" + from + "-" + to + "=";
    }

    /** What stands before the number of roots of these places that one statement locked. */
    public String locked(int from, int to) {
        return start + "locked:" + from + "-" + to + "=";
    }

    /** What stands before the places of guarded roots that a set-based write hits. */
    public String hit() {
        return start + "hit:";
    }

    /** What stands before the number of roots that a set-based write wrote, and behind a stroke of those that it hit. */
    public String kept(int set) {
        return start + "kept:" + set + "=";
    }

    /** What stands before the number of rows that were written to the commit log. */
    public String logged() {
        return start + "rows:" + LOG + "=";
    }

    /**
     * What stands before the numbers of rows of several writes, which commas part.
     *
     * @param logged whether the first of them is of the commit log
     * @param places from where and to where the changes of each other go
     */
    public String rows(boolean logged, List<int[]> places) {
        StringBuilder text = new StringBuilder(start).append("rows:");
        text.append(logged ? LOG : "");
        for (int[] range : places) {
            text.append(text.charAt(text.length() - 1) == ':' ? "" : ",")
                    .append(range[0])
                    .append('-')
                    .append(range[1]);
        }
        return text.append('=').toString();
    }

    /** What a statement told, before what was asked of it is known. */
    public sealed interface Told {}

    /** Roots that are not as expected, in the order of their places. */
    public record StaleRoots(List<StaleRoot> roots) implements Told {}

    /**
     * One of them.
     *
     * @param place its place among the guards
     * @param version the version that it has; empty where it is gone
     */
    public record StaleRoot(int place, OptionalLong version) {}

    /** Not all roots of these places could be locked. */
    public record Unlocked(int from, int to) implements Told {}

    /** A set-based write hits the roots of these places, which the commit guards. */
    public record HitRoots(List<Integer> places) implements Told {}

    /** A set-based write, by its place among these, did not write all roots that it hit. */
    public record KeptRoots(int set, long written, long hit) implements Told {}

    /** How many rows some writes wrote, one of which did not write as many as it was to. */
    public record Written(List<Count> counts) implements Told {}

    /**
     * How many rows one statement wrote.
     *
     * @param from the place of its first change, or -1 for the row of the commit log
     * @param to the place after its last
     */
    public record Count(int from, int to, long rows) {

        public boolean ofLog() {
            return from < 0;
        }

        public int expected() {
            return to - from;
        }
    }

    /** What a server's message tells; null if it does not come from a statement of this commit. */
    public @Nullable Told read(@Nullable String message) {
        int at = message == null ? -1 : message.indexOf(start);
        if (message == null || at < 0) {
            return null;
        }
        Matcher stale = STALE.matcher(message).region(at + start.length(), message.length());
        if (stale.lookingAt()) {
            return stale(stale.group(1));
        }
        Matcher locked = LOCKED.matcher(message).region(at + start.length(), message.length());
        if (locked.lookingAt()) {
            return new Unlocked(Integer.parseInt(locked.group(1)), Integer.parseInt(locked.group(2)));
        }
        Matcher hit = HIT.matcher(message).region(at + start.length(), message.length());
        if (hit.lookingAt()) {
            return new HitRoots(places(hit.group(1)));
        }
        Matcher kept = KEPT.matcher(message).region(at + start.length(), message.length());
        if (kept.lookingAt()) {
            return new KeptRoots(
                    Integer.parseInt(kept.group(1)), Long.parseLong(kept.group(2)), Long.parseLong(kept.group(3)));
        }
        Matcher rows = ROWS.matcher(message).region(at + start.length(), message.length());
        return rows.lookingAt()
                ? written(rows.group(1).split(","), rows.group(2).split(","))
                : null;
    }

    /** Places that commas part, in their order. */
    public static List<Integer> places(String listed) {
        return Stream.of(listed.split(",")).map(Integer::valueOf).sorted().toList();
    }

    private static StaleRoots stale(String pairs) {
        List<StaleRoot> roots = new ArrayList<>();
        Matcher pair = PAIR.matcher(pairs);
        while (pair.find()) {
            roots.add(new StaleRoot(
                    Integer.parseInt(pair.group(1)),
                    pair.group(2).equals(GONE)
                            ? OptionalLong.empty()
                            : OptionalLong.of(Long.parseLong(pair.group(2)))));
        }
        roots.sort((one, other) -> Integer.compare(one.place(), other.place()));
        return new StaleRoots(List.copyOf(roots));
    }

    private static Written written(String[] places, String[] rows) {
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            int between = places[i].indexOf('-');
            int from = between < 0 ? -1 : Integer.parseInt(places[i].substring(0, between));
            int to = between < 0 ? 0 : Integer.parseInt(places[i].substring(between + 1));
            counts.add(new Count(from, to, Long.parseLong(rows[i])));
        }
        return new Written(counts);
    }
}
