package dev.keelson.work;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * One node of an application: a Keelson of its own behind a wire of its own. What goes wrong with its next connections is told
 * beforehand, one mishap for each that is borrowed, so that a test can break a commit and what follows it.
 */
final class Machine implements AutoCloseable {

    /** What becomes of the first request of a connection that is borrowed. */
    enum Mishap {
        NONE,
        /** The connection ends before the request is sent. */
        CUT_REQUEST,
        /** The connection ends while the request is sent. */
        CUT_WITHIN_REQUEST,
        /** The request is done, and its answer lost. */
        CUT_REPLY,
        /** The request is done, and its answer breaks off. */
        CUT_WITHIN_REPLY,
        /** The connection ends, and the request arrives when {@link WireCounter#releaseHeld()} says so. */
        HOLD,
        /** There is no connection to be had. */
        REFUSE
    }

    private final WireCounter wire;
    private final HikariDataSource pool;
    private final Keelson keelson;
    private final Queue<Mishap> mishaps = new ConcurrentLinkedQueue<>();
    private volatile boolean cutOff;

    private Machine(WireCounter wire, HikariDataSource pool, KeelsonBuilder wiring, Duration patience) {
        this.wire = wire;
        this.pool = pool;
        this.keelson =
                wiring.outcomeDeadline(patience).dataSource(tripping(pool)).build();
    }

    /**
     * Starts one.
     *
     * @param patience how long it asks what became of a commit
     */
    static Machine start(TestDatabase database, Supplier<KeelsonBuilder> wiring, Duration patience) {
        WireCounter wire = WireCounter.inFrontOf(database.server());
        return new Machine(wire, database.through(wire), wiring.get(), patience);
    }

    Keelson keelson() {
        return keelson;
    }

    WireCounter wire() {
        return wire;
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Says what will go wrong with the next connections, in order; those after them are well. */
    void expect(Mishap... next) {
        mishaps.clear();
        mishaps.addAll(Arrays.asList(next));
    }

    /** Whether it gets no connection at all from now on. */
    void cutOff(boolean off) {
        cutOff = off;
    }

    /** All is well again. */
    void mend() {
        mishaps.clear();
        cutOff = false;
        wire.disarm();
    }

    private DataSource tripping(DataSource pool) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        trip();
                    }
                    try {
                        return method.invoke(pool, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private void trip() throws SQLTransientConnectionException {
        Mishap next = mishaps.poll();
        if (cutOff || next == Mishap.REFUSE) {
            throw new SQLTransientConnectionException("the test has no connection to give");
        }
        switch (next) {
            case null -> {}
            case NONE, REFUSE -> {}
            case CUT_REQUEST -> wire.cutBeforeRequest();
            case CUT_WITHIN_REQUEST -> wire.cutAfterClientMessages(3);
            case CUT_REPLY -> wire.cutBeforeReply();
            case CUT_WITHIN_REPLY -> wire.cutAfterServerMessages(2);
            case HOLD -> wire.holdRequest();
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
