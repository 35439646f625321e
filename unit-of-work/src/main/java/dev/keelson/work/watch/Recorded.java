package dev.keelson.work.watch;

import dev.keelson.kernel.Internal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One operation, which is an event where a flight recorder records such. Used by one thread, in one block. */
@Internal
public abstract sealed class Recorded implements AutoCloseable {

    /** Of which nobody records anything. */
    static final Recorded NONE = new Nothing();

    private Recorded() {}

    /** It succeeded, and found this one, or nothing. */
    public final <T> @Nullable T one(@Nullable T found) {
        succeeded(found == null ? 0 : 1);
        return found;
    }

    /** It succeeded, and found these. */
    public final <T> List<T> all(List<T> found) {
        succeeded(found.size());
        return found;
    }

    /** It succeeded, and told this of aggregates without finding any. */
    public final <T> T told(T answer) {
        succeeded(0);
        return answer;
    }

    /** It succeeded, and was about so many aggregates. */
    public abstract void succeeded(int aggregates);

    @Override
    public abstract void close();

    private static final class Nothing extends Recorded {

        @Override
        public void succeeded(int aggregates) {}

        @Override
        public void close() {}
    }

    static final class Event extends Recorded {

        private final WorkWatch watch;
        private final WorkEvent event;
        private final int statements;
        private final long rows;

        Event(WorkWatch watch, WorkEvent event, String type) {
            this.watch = watch;
            this.event = event;
            this.statements = watch.statements();
            this.rows = watch.rows();
            event.type = type;
            event.failed = true;
            event.begin();
        }

        @Override
        public void succeeded(int aggregates) {
            event.aggregates = aggregates;
            event.failed = false;
        }

        @Override
        public void close() {
            event.end();
            watch.ended();
            if (event.shouldCommit()) {
                event.statements = watch.statements() - statements;
                event.rows = watch.rows() - rows;
                event.commit();
            }
        }
    }
}
