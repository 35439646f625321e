package dev.keelson.work.watch;

import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line a statement at DEBUG, to the logger {@code dev.keelson.sql}, and slow ones at WARN where that is asked for:
 *
 * <pre>
 * load Order: 14 rows, 1 round trip, 1.234 ms | select ... | uuid, varchar
 * </pre>
 *
 * Immutable, thread-safe.
 */
public final class Slf4jSqlLog implements SqlLog {

    /** The name of its logger. */
    public static final String LOGGER = "dev.keelson.sql";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final long NEVER = Long.MAX_VALUE;
    private static final double NANOS_OF_MILLI = 1_000_000.0;

    private final long slow;
    private final boolean showing;

    /** Each statement at DEBUG, without values. */
    public Slf4jSqlLog() {
        this(NEVER, false);
    }

    private Slf4jSqlLog(long slow, boolean showing) {
        this.slow = slow;
        this.showing = showing;
    }

    /**
     * The same, which logs a statement that took longer than this at WARN, whether or not DEBUG is on.
     *
     * @throws IllegalArgumentException if negative
     */
    public Slf4jSqlLog warningAbove(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "Cannot warn of statements that take longer than " + duration + "; give a duration of 0 or more.");
        }
        return new Slf4jSqlLog(duration.toNanos(), showing);
    }

    /** The same, which shows values and identifiers: for the developer's own machine. */
    @Override
    public Slf4jSqlLog showingBinds() {
        return new Slf4jSqlLog(slow, true);
    }

    @Override
    public boolean isOn() {
        return LOG.isDebugEnabled() || (slow != NEVER && LOG.isWarnEnabled());
    }

    @Override
    public boolean takes(long nanos) {
        return nanos > slow || LOG.isDebugEnabled();
    }

    @Override
    public boolean showsBinds() {
        return showing;
    }

    @Override
    public void sent(Entry entry) {
        if (entry.nanos() > slow) {
            LOG.warn("slow: {}", line(entry));
        } else {
            LOG.debug("{}", line(entry));
        }
    }

    private static String line(Entry entry) {
        String took = String.format(Locale.ROOT, "%,.3f ms", entry.nanos() / NANOS_OF_MILLI);
        String trips = entry.roundTrips() == 1 ? "1 round trip" : entry.roundTrips() + " round trips";
        String found = entry.isFailed()
                ? "failed (" + entry.failure() + ")"
                : entry.rows() == 1 ? "1 row" : entry.rows() + " rows";
        String binds = entry.binds().isEmpty() ? "" : " | " + String.join(", ", entry.binds());
        return inOneLine(
                entry.purpose() + ": " + found + ", " + trips + ", " + took + " | " + entry.statement() + binds);
    }

    /** Values and identifiers of users may hold line breaks, by which they could forge further lines. */
    private static String inOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            line.append(Character.isISOControl(sign) || sign == '\u2028' || sign == '\u2029' ? ' ' : sign);
        }
        return line.toString();
    }
}
