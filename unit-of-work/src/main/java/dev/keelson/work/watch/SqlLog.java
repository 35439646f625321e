package dev.keelson.work.watch;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each statement that reads and of each commit of a unit of work, after it was answered or failed, by the thread that sent
 * it. It gets no value that was bound unless it {@linkplain #showsBinds() says} that it shows them. What it throws breaks no work: that
 * is told once, as a warning. It must not use the Keelson that it watches. Thread-safe.
 */
@FunctionalInterface
public interface SqlLog {

    /** Takes one statement, or the one message that a commit is. */
    void sent(Entry entry);

    /** Whether anybody reads it now; where nobody does, nothing is measured. */
    default boolean isOn() {
        return true;
    }

    /**
     * Whether it takes a statement that took so long; asked before the entry is made.
     *
     * @param nanos how many nanoseconds it took
     */
    default boolean takes(long nanos) {
        return true;
    }

    /** Whether it is given values and identifiers; unless it says so it gets the types of values alone. */
    default boolean showsBinds() {
        return false;
    }

    /** The same log, which is given values and identifiers as well. */
    default SqlLog showingBinds() {
        SqlLog log = this;
        return new SqlLog() {
            @Override
            public void sent(Entry entry) {
                log.sent(entry);
            }

            @Override
            public boolean isOn() {
                return log.isOn();
            }

            @Override
            public boolean takes(long nanos) {
                return log.takes(nanos);
            }

            @Override
            public boolean showsBinds() {
                return true;
            }
        };
    }

    /**
     * One statement. Immutable.
     *
     * @param purpose what it was for: {@code load Order}, {@code query Order}, {@code commit}; {@code load Order[42]} where values
     *     are shown
     * @param statement its text as it was sent; the statements of a commit one after the other
     * @param binds what was bound, in order: the type of each value, as {@code uuid} or {@code bigint[3]}, or the value where values
     *     are shown
     * @param rows how many rows it read, or a commit was to write
     * @param roundTrips how often the database was asked
     * @param nanos how long it took in nanoseconds, until its rows were read; the wait for a connection is not in it
     * @param failure what went wrong, as SQLSTATE or the name of an exception's class; null where nothing did
     */
    record Entry(
            String purpose,
            String statement,
            List<String> binds,
            long rows,
            int roundTrips,
            long nanos,
            @Nullable String failure) {

        /** Copies the list. */
        public Entry {
            binds = List.copyOf(binds);
        }

        /** How long it took. */
        public Duration duration() {
            return Duration.ofNanos(nanos);
        }

        /** Whether it failed. */
        public boolean isFailed() {
            return failure != null;
        }
    }
}
