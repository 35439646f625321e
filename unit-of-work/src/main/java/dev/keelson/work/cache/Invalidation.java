package dev.keelson.work.cache;

import java.time.Duration;
import java.util.List;

/**
 * How a Keelson hears of what others changed whose rows it shares, and tells them what it changed itself: {@code
 * builder.invalidation(Invalidation.polling(Duration.ofSeconds(2)))}. Until it hears, what it shares may be stale: then a commit is a
 * conflict, and nothing is lost. One of the application's own, over whatever carries messages between its processes, sends {@link
 * Evicted} to all others. Implementations are thread-safe.
 *
 * <p>There is none by PostgreSQL's {@code NOTIFY}, which takes a lock of the whole database at each COMMIT.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416), which makes a stale answer a conflict.
 */
public interface Invalidation {

    /** The Keelson that joins. Thread-safe. */
    interface Member {

        /** Others changed this; what is shared of it goes. A class that is not cached here is no error. */
        void evict(Evicted changed);

        /** Nobody knows what others changed, as after a lost connection; all that is shared goes. */
        void evictAll();

        /**
         * Asks the database, by one statement, which versions it has of what is shared, and lets go what is not so; of more than one
         * statement takes the next ones are asked for the next time.
         *
         * @throws dev.keelson.kernel.error.DatabaseException if the database cannot be asked; nothing is let go
         */
        void refresh();
    }

    /** What a Keelson tells the others by. Thread-safe. */
    interface Link extends AutoCloseable {

        /** A commit changed these, or may have. An exception is logged, and the commit stands. */
        void changed(List<Evicted> changed);

        /** Ends it; nothing is told any more, and no thread is left. */
        @Override
        void close();
    }

    /** Joins a Keelson that was built; ended by {@code Keelson.close()}. */
    Link join(Member member);

    /**
     * Between several Keelson of one process, each of which is given this same object. What one commits is gone from the others
     * before its commit returns.
     */
    static Invalidation inProcess() {
        return new InProcess();
    }

    /**
     * By asking the database for the versions of what is shared, one statement an interval, on a thread of its own. It hears of
     * whoever raises versions, and needs nobody's help.
     *
     * @param interval from the end of one question to the next; at least a millisecond, at most a day
     * @throws IllegalArgumentException if it is another
     */
    static Invalidation polling(Duration interval) {
        return new Polling(interval);
    }
}
