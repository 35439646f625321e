package dev.keelson.work.database;

import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.work.change.GuardRoot;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The text by which a guard tells from within the server which roots are stale: {@code keelson-stale:0=8,3=-} says that
 * the first guarded root has version 8 and the fourth is gone. The guard casts it to a number, which fails.
 */
public final class GuardMarker {

    /** What every such text starts with. */
    public static final String PREFIX = "keelson-stale:";

    /** What stands for the version of a root that is gone. */
    public static final String GONE = "-";

    /** What the text starts with by which a commit of one statement tells that its one root is stale, and no more than that. */
    public static final String UNEXPECTED = "keelson-stale-root:";

    private static final Pattern STALE = Pattern.compile(PREFIX + "((?:\\d+=(?:\\d+|-),?)+)");
    private static final Pattern PAIR = Pattern.compile("(\\d+)=(\\d+|-)");

    private GuardMarker() {}

    /** What stands before the version of the root at this place. */
    public static String place(int place) {
        return place + "=";
    }

    /** The version as text, or the mark of a root that is gone where it is null. */
    public static Field<String> versionOrGone(Field<?> version) {
        return DSL.coalesce(version.cast(SQLDataType.CLOB), DSL.inline(GONE));
    }

    /** The stale roots that a server's message tells of, in the order of the guards; none if it is no guard's message. */
    static List<Stale> stale(String message, List<GuardRoot> guards) {
        Map<Integer, Stale> stale = new TreeMap<>();
        Matcher marker = STALE.matcher(message);
        if (marker.find()) {
            Matcher pair = PAIR.matcher(marker.group(1));
            while (pair.find()) {
                int place = Integer.parseInt(pair.group(1));
                stale.put(place, stale(guards.get(place), pair.group(2)));
            }
        }
        return List.copyOf(stale.values());
    }

    private static Stale stale(GuardRoot guard, String found) {
        return found.equals(GONE)
                ? stale(guard, OptionalLong.empty(), Reason.DELETED)
                : stale(guard, OptionalLong.of(Long.parseLong(found)), Reason.CHANGED);
    }

    /** That a guarded root is not as expected. */
    static Stale stale(GuardRoot guard, OptionalLong found, Reason reason) {
        return new Stale(guard.owner().type(), guard.owner().id(), guard.expected(), found, reason);
    }
}
