package dev.keelson.testing;

import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.watch.WorkTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What stands for the tests of one class, or for one test: a database, a Keelson on it, and who looks on. Thread-safe. */
final class Standing implements AutoCloseable {

    private final String context;
    private final Stage stage;
    private final Place place;
    private final WatchedPool pool;
    private final Keelson keelson;
    private final WorkTrace trace = new WorkTrace();
    private final Emissions emissions = new Emissions();
    private final TestClock clock = new TestClock();
    private final AtomicInteger tests = new AtomicInteger();
    private final Semaphore turn = new Semaphore(1);
    private final Set<String> closed = ConcurrentHashMap.newKeySet();

    private Standing(String context, Stage stage, Place place) {
        this.context = context;
        this.stage = stage;
        this.place = place;
        this.pool = new WatchedPool(place.pool());
        LeftSettings.Asking asking = new LeftSettings.Asking();
        this.keelson = stage.given("build(pool, watched)", stage.build(pool, builder -> {
            builder.failOnLostChanges(true).workTrace(trace).listener(emissions);
            asking.of(builder);
        }));
        pool.expect(asking.in(keelson), place.database() != null);
    }

    static Standing set(ExtensionContext context, KeelsonTest said) {
        Stage stage = Stage.of(context.getRequiredTestClass(), said);
        Place place = stage.given("ownDatabase()", stage.ownDatabase())
                .map(own -> {
                    if (said.reset() == Reset.EACH_METHOD) {
                        throw stage.failed(
                                "be reset",
                                new IllegalStateException(
                                        "reset = EACH_METHOD makes a database for each test, and this one"
                                                + " is brought by the team. Leave the reset out, or the database."));
                    }
                    return Place.brought(stage, own);
                })
                .orElseGet(() -> Place.made(stage));
        try {
            return new Standing(context.getUniqueId(), stage, place);
        } catch (RuntimeException | Error failure) {
            place.close();
            throw failure;
        }
    }

    /** Whether it was set for just this class, or this test. */
    boolean isOf(ExtensionContext asked) {
        return context.equals(asked.getUniqueId());
    }

    Keelson keelson() {
        return keelson;
    }

    WatchedPool pool() {
        return pool;
    }

    Place place() {
        return place;
    }

    WorkTrace trace() {
        return trace;
    }

    Emissions emissions() {
        return emissions;
    }

    TestClock clock() {
        return clock;
    }

    /** For whom the test of this number works. */
    WorkContext context(int test) {
        return stage.given("context(" + test + ")", stage.context(test)).withClock(clock);
    }

    /** Lets the next test in, once the one before is over. */
    int enter() {
        turn.acquireUninterruptibly();
        clock.go();
        return tests.incrementAndGet();
    }

    /** A test is over. */
    void leave() {
        turn.release();
    }

    /** What a test has closed that stands for others as well, each as a clause; it is told once. */
    List<String> newlyClosed(WorkContext asking) {
        List<String> found = new ArrayList<>();
        WireCounter wire = place.wire();
        if (isClosed(asking) && closed.add("Keelson")) {
            found.add("the Keelson of the tests was closed, which is the kit's to close");
        }
        if (wire != null && !wire.isOpen() && closed.add("WireCounter")) {
            found.add("the WireCounter of the tests was closed, which is the kit's to close");
        }
        return found;
    }

    private boolean isClosed(WorkContext asking) {
        try {
            keelson.begin(asking).close();
            return false;
        } catch (UnitOfWorkStateException refused) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            keelson.close();
        } finally {
            place.close();
        }
    }
}
