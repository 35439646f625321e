package dev.keelson.work.watch;

import dev.keelson.kernel.Internal;
import dev.keelson.work.sql.BoundStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One statement of which somebody wants to know, from before it is sent until it was answered. Used by the thread of its unit of
 * work, or by one that this waits for.
 */
@Internal
public final class Sent {

    private final WorkWatch watch;
    private final Supplier<String> attempted;
    private List<BoundStatement> bound = List.of();
    private @Nullable RenderedText rendered;
    private @Nullable CountedRows counted;
    private @Nullable String text;
    private @Nullable String failure;
    private int trips;
    private long began;
    private long nanos = -1;
    private long rows;

    Sent(WorkWatch watch, Supplier<String> attempted) {
        this.watch = watch;
        this.attempted = attempted;
    }

    /** Statements are sent now, in one text. */
    public void begins(String sql, List<BoundStatement> statements, int roundTrips) {
        text = sql;
        bound = statements;
        trips = roundTrips;
        began = System.nanoTime();
    }

    /** One of jOOQ's is sent now. */
    public void begins(RenderedText listener, int roundTrips) {
        rendered = listener;
        trips = roundTrips;
        began = System.nanoTime();
    }

    /** The same rows, counted together with those of results before. */
    public ResultSet counted(ResultSet read) {
        rows += counted == null ? 0 : counted.read();
        counted = new CountedRows(read);
        return counted;
    }

    /** It was answered, and its rows are read. */
    public void ends() {
        nanos = System.nanoTime() - began;
    }

    /** It was answered, if only by no rows. */
    public void answered() {
        if (nanos < 0) {
            ends();
        }
    }

    /**
     * It was answered, or not.
     *
     * @param written how many rows it was to write
     */
    public void answered(int written, int roundTrips, @Nullable Throwable cause) {
        rows = written;
        trips = roundTrips;
        if (cause == null) {
            answered();
        } else {
            failed(cause);
        }
    }

    /** It failed. */
    public void failed(Throwable cause) {
        answered();
        failure = told(cause);
    }

    /** It was answered, and wrote nothing, since a root was not as expected. */
    public void stale() {
        failure = "stale";
    }

    /** Without the message, in which drivers show values. */
    private static String told(Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof SQLException refused && refused.getSQLState() != null) {
                return refused.getSQLState();
            }
        }
        return cause.getClass().getSimpleName();
    }

    /** Tells whoever wants to know, if it was sent at all. */
    public void tell() {
        String sql = rendered == null ? text : rendered.text();
        if (sql == null || sql.isEmpty() || nanos < 0) {
            return;
        }
        long all = counted == null ? rows : rows + counted.read();
        watch.tell(this, all);
    }

    long nanos() {
        return nanos;
    }

    /** As a log gets it. */
    SqlLog.Entry entry(long all, boolean shown) {
        String purpose = shown ? attempted.get() : Purposes.of(attempted.get());
        RenderedText ofJooq = rendered;
        return new SqlLog.Entry(
                purpose,
                ofJooq == null ? String.valueOf(text) : ofJooq.text(),
                ofJooq == null ? Binds.of(bound, shown) : ofJooq.binds(shown),
                all,
                trips,
                nanos,
                failure);
    }
}
