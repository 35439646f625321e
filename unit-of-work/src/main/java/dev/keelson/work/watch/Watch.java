package dev.keelson.work.watch;

import dev.keelson.kernel.Internal;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who looks on at the work of one Keelson, and how often what was done. Thread-safe. */
@Internal
public final class Watch {

    /** How many times a load may be sent before that is told, unless said. */
    public static final int REPEATS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final @Nullable SqlLog log;
    private final @Nullable SqlComments comments;
    private final int budget;
    private final int repeats;
    private final boolean failing;
    private final boolean losing;
    private final @Nullable WorkTrace trace;
    private final Once complaint = new Once();
    private final LongAdder statements = new LongAdder();
    private final LongAdder loads = new LongAdder();
    private final LongAdder queries = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder conflicts = new LongAdder();

    /**
     * Who looks on.
     *
     * @param log of statements, or null
     * @param commented whether statements get comments
     * @param trace gives those the identifier of the trace, or null
     * @param budget of statements in a unit of work, 0 for none
     * @param repeats how often a unit of work may send a load before that is told, 0 for never
     * @param failing whether that is an exception instead of a warning
     * @param losing whether a warning of changes that nobody committed is an exception instead
     * @param open knows what is begun and not ended, or null
     */
    public Watch(
            @Nullable SqlLog log,
            boolean commented,
            @Nullable Supplier<? extends @Nullable String> trace,
            int budget,
            int repeats,
            boolean failing,
            boolean losing,
            @Nullable WorkTrace open) {
        this.log = log;
        this.comments = commented ? new SqlComments(trace) : null;
        this.budget = budget;
        this.repeats = repeats;
        this.failing = failing;
        this.losing = losing;
        this.trace = open;
    }

    /** Of what is no application's unit of work, and of tests: counts alone. */
    public static WorkWatch alone() {
        return new Watch(null, false, null, 0, 0, false, false, null).aside();
    }

    /**
     * The watch of a unit of work.
     *
     * @param own its budget of statements, 0 for none; negative for that of all
     */
    public WorkWatch work(int own) {
        int most = own < 0 ? budget : own;
        return new WorkWatch(
                this, most == 0 ? null : new Budget(most), repeats == 0 ? null : new Tripwire(repeats, failing));
    }

    /** The watch of work that Keelson does by itself, which is told and never refused. */
    public WorkWatch aside() {
        return new WorkWatch(this, null, null);
    }

    /** Whether changes that nobody committed are an exception, and not a warning. */
    public boolean failsOnLostChanges() {
        return losing;
    }

    /** Who knows what is begun and not ended, or null. */
    public @Nullable WorkTrace trace() {
        return trace;
    }

    @Nullable
    SqlLog log() {
        return log;
    }

    @Nullable
    SqlComments comments() {
        return comments;
    }

    boolean isOn(SqlLog asked) {
        try {
            return asked.isOn();
        } catch (Exception | LinkageError | AssertionError failure) {
            complain(failure);
            return false;
        }
    }

    void tell(Sent sent, long rows) {
        if (log == null) {
            return;
        }
        try {
            if (log.isOn() && log.takes(sent.nanos())) {
                log.sent(sent.entry(rows, log.showsBinds()));
            }
        } catch (Exception | LinkageError | AssertionError failure) {
            complain(failure);
        }
    }

    private void complain(Throwable failure) {
        if (complaint.isFirst()) {
            LOG.warn(
                    "The log of statements failed, which breaks no unit of work; statements may be missing in it. Told"
                            + " once",
                    failure);
        }
    }

    void sent() {
        statements.increment();
    }

    void loaded() {
        loads.increment();
    }

    void queried() {
        queries.increment();
    }

    void committed() {
        commits.increment();
    }

    void conflicted() {
        conflicts.increment();
    }

    /** Statements that read, and commits. */
    public long statements() {
        return statements.sum();
    }

    /** Loads by identifier, of one aggregate or several. */
    public long loads() {
        return loads.sum();
    }

    /** Queries. */
    public long queries() {
        return queries.sum();
    }

    /** Commits that took place, without those that had nothing to write. */
    public long commits() {
        return commits.sum();
    }

    /** Commits that failed since others had written the same. */
    public long conflicts() {
        return conflicts.sum();
    }
}
