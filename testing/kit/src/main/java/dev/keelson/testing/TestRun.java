package dev.keelson.testing;

import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.Counts;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.watch.WorkTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One test under way: from before its preparation until after what follows it. */
final class TestRun implements AutoCloseable {

    /** So long a call that another thread is in may take to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(1);

    private static final Map<Thread, TestRun> UNDER_WAY = new ConcurrentHashMap<>();

    private final Standing standing;
    private final Expected expected;
    private final WorkContext context;
    private final Set<Long> openBefore;
    private final Set<WatchedConnection> outBefore;
    private final Set<Given<?>> unfinished = new LinkedHashSet<>();
    private final Thread thread = Thread.currentThread();
    private final @Nullable TestRun around;
    private final Duration latencyBefore;
    private @Nullable Counts before;
    private @Nullable Throwable failure;

    /** Begins one, once the test before it is over. */
    TestRun(Standing standing, Expected expected) {
        this.standing = standing;
        this.expected = expected;
        int number = standing.enter();
        try {
            this.context = standing.context(number);
            this.openBefore = standing.trace().open().stream()
                    .map(WorkTrace.Begun::number)
                    .collect(Collectors.toSet());
            this.outBefore = standing.pool().out();
            standing.pool().begin();
            standing.trace().takeLost();
            WireCounter wire = standing.place().wire();
            this.latencyBefore = wire == null ? Duration.ZERO : wire.latency();
        } catch (RuntimeException | Error failure) {
            standing.leave();
            throw failure;
        }
        around = UNDER_WAY.put(thread, this);
    }

    /**
     * The test that this thread is in, or the only one that is under way at all.
     *
     * @throws IllegalStateException if there is none, or several
     */
    static TestRun current() {
        TestRun own = UNDER_WAY.get(Thread.currentThread());
        List<TestRun> all = own == null ? List.copyOf(UNDER_WAY.values()) : List.of(own);
        if (all.size() != 1) {
            throw new IllegalStateException("Cannot say given(...) here: "
                    + (all.isEmpty()
                            ? "no test of a class with @KeelsonTest is under way. Put @KeelsonTest on the"
                                    + " class, and say it in a test method or in @BeforeEach."
                            : "several tests are under way, and none in this thread. Say it in the thread of"
                                    + " the test."));
        }
        return all.get(0);
    }

    Standing standing() {
        return standing;
    }

    WorkContext context() {
        return context;
    }

    /** Something was given that awaits its end. */
    void begun(Given<?> given) {
        unfinished.add(given);
    }

    /** Its end came. */
    void finished(Given<?> given) {
        unfinished.remove(given);
    }

    /** It fails already, by this. */
    void fails(Throwable already) {
        failure = already;
    }

    /** The first line of the test method comes next. */
    void begin() {
        WireCounter wire = standing.place().wire();
        if (wire != null) {
            wire.reset();
            before = wire.total();
        }
    }

    /**
     * The last line of the test method is done.
     *
     * @param succeeded whether it did not fail by itself; otherwise nothing is compared
     * @throws AssertionError if it sent something else than it expects
     */
    void end(boolean succeeded) {
        WireCounter wire = standing.place().wire();
        if (wire != null && before != null && succeeded) {
            expected.check(wire.total().since(before), wire);
        }
    }

    /**
     * Looks what was left behind, and lets the next test in.
     *
     * @throws AssertionError if something was
     */
    @Override
    public void close() {
        try {
            calmWire();
            List<String> findings = new ArrayList<>(standing.newlyClosed(context));
            if (failure == null) {
                unfinished.forEach(
                        given -> findings.add(given + " is followed by no then(...), so that nothing was checked"));
            }
            left().forEach(begun -> findings.add(begun + ", was not closed"));
            findings.addAll(swallowed());
            List<String> connections = standing.pool().findings(outBefore);
            findings.addAll(connections);
            if (!connections.isEmpty()) {
                standing.place().refresh();
            }
            if (!findings.isEmpty()) {
                throw new AssertionError("The test left something behind:\n  " + String.join("\n  ", findings));
            }
        } finally {
            if (around == null) {
                UNDER_WAY.remove(thread);
            } else {
                UNDER_WAY.put(thread, around);
            }
            standing.leave();
        }
    }

    /** What the test asked of the wire is not for the next one. */
    private void calmWire() {
        WireCounter wire = standing.place().wire();
        if (wire != null) {
            wire.disarm();
            wire.latency(latencyBefore);
        }
    }

    /** Changes that were lost, by an exception that nobody let through. */
    private List<String> swallowed() {
        Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
        gather(failure, told);
        return standing.trace().takeLost().stream()
                .filter(lost -> !told.contains(lost.told()))
                .map(lost -> "changes were lost, and the exception that told so was swallowed, at " + lost.place()
                        + ": " + lost.told().getMessage())
                .toList();
    }

    private static void gather(@Nullable Throwable at, Set<Throwable> told) {
        if (at != null && told.add(at)) {
            gather(at.getCause(), told);
            for (Throwable besides : at.getSuppressed()) {
                gather(besides, told);
            }
        }
    }

    private List<WorkTrace.Begun> left() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<WorkTrace.Begun> left = open();
        while (left.stream().anyMatch(TestRun::mayEnd) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            left = open();
        }
        return left;
    }

    private List<WorkTrace.Begun> open() {
        return standing.trace().open().stream()
                .filter(begun -> !openBefore.contains(begun.number()))
                .toList();
    }

    private static boolean mayEnd(WorkTrace.Begun begun) {
        return begun.thread().isAlive() && !begun.thread().equals(Thread.currentThread());
    }
}
