package dev.keelson.work.guide;

import dev.keelson.testing.rig.Counts;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Counts what a use takes on the wire, once its statements are prepared on the server. Used by one thread. */
final class Meter implements AutoCloseable {

    /** pgjdbc prepares a statement when it is sent the fifth time; the round after is the one that counts. */
    private static final int ROUNDS = 6;

    private final AtomicLong rows = new AtomicLong();
    private final Store store;

    /** What is counted: a use of a unit of work, which begins to count as soon as it is told to. */
    interface Use {
        void take(SqlUnitOfWork work, int round, Runnable count);
    }

    private Meter(Consumer<KeelsonBuilder> mapping) {
        this.store = Store.of(() -> {
            KeelsonBuilder keelson = Keelson.builder().sqlLog(entry -> rows.addAndGet(entry.rows()));
            mapping.accept(keelson);
            return keelson;
        });
    }

    /** On a database with the tables of a mapping, and the commit log. */
    static Meter of(Consumer<KeelsonBuilder> mapping) {
        return new Meter(mapping);
    }

    Store store() {
        return store;
    }

    /** What the last of several rounds takes. */
    Cost cost(Use use) {
        Cost cost = Cost.NONE;
        for (int round = 1; round <= ROUNDS; round++) {
            try (SqlUnitOfWork work = store.begin()) {
                zero();
                use.take(work, round, this::zero);
                Counts counts = store.wire().counts();
                cost = new Cost(
                        counts.roundTrips(), counts.statements(), rows.get(), counts.bytesUp(), counts.bytesDown());
                work.discard();
            }
        }
        return cost;
    }

    /** What the commit of a change takes. */
    Cost commit(Use change) {
        return cost((work, round, count) -> {
            change.take(work, round, count);
            zero();
            work.commit();
        });
    }

    private void zero() {
        rows.set(0);
        store.wire().reset();
    }

    @Override
    public void close() {
        store.close();
    }
}
