package dev.keelson.testing.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A meter between a connection pool and a PostgreSQL server. It speaks the protocol well enough to count what passes,
 * to the message; it can make the wire long ({@link #latency}), and it can break it at any message, once per call of a
 * {@code cut} method.
 *
 * <p>It changes nothing that passes, and knows nothing of who is at either end. Encrypted connections are refused.
 * Counts are those of all its connections together; they are exact for a test that uses one connection at a time.
 *
 * <pre>{@code
 * try (WireCounter wire = WireCounter.start()) {
 *     DataSource metered = database.through(wire);
 *     ...
 *     assertThat(wire.counts().roundTrips()).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class WireCounter implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final PostgresServer server;
    private final ServerSocket listener;
    private final Tally tally = new Tally();
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final Queue<Wire> held = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Fault> fault = new AtomicReference<>();
    private volatile Duration latency = Duration.ZERO;

    private WireCounter(PostgresServer server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    /** A meter in front of the shared server. */
    public static WireCounter start() {
        return inFrontOf(PostgresServer.shared());
    }

    /** A meter in front of a server, listening on a free port of its own. */
    public static WireCounter inFrontOf(PostgresServer server) {
        try {
            WireCounter counter = new WireCounter(server);
            Thread.ofPlatform().daemon().name("wire-counter-" + counter.port()).start(counter::accept);
            return counter;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on a free port", e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket upstream = new Socket(server.host(), server.port());
                Wire wire = new Wire(this, new Conversation(tally), client, upstream);
                wires.add(wire);
                wire.start();
            } catch (IOException e) {
                // Closed, or the client has gone before it was served: the loop's condition tells them apart.
            }
        }
    }

    /** The server behind the meter. */
    public PostgresServer server() {
        return server;
    }

    /** The port to connect to in place of the server's. */
    public int port() {
        return listener.getLocalPort();
    }

    /** What passed since the last {@link #reset()}. */
    public Counts counts() {
        return tally.counts();
    }

    /** What passed since the meter stands, whatever was reset: a later one {@link Counts#since} an earlier one is what passed between. */
    public Counts total() {
        return tally.total();
    }

    /**
     * What passes while something is done, by whatever connections; a {@link #reset()} within it changes nothing.
     *
     * @throws X what the action throws
     */
    public <X extends Exception> Counts during(Action<X> action) throws X {
        Counts before = total();
        action.run();
        return total().since(before);
    }

    /**
     * What is done while it is counted.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Action<X extends Exception> {

        /** Does it. */
        void run() throws X;
    }

    /**
     * The SQL of the statements that were executed since the last {@link #reset()}, in order: one text for each that
     * {@link Counts#statements()} counts, as the client has sent it, so with {@code $1} in place of a value, without space around it.
     */
    public List<String> statements() {
        return tally.statements();
    }

    /** As {@link #statements()}, with BEGIN, COMMIT and ROLLBACK in their places. */
    public List<String> transcript() {
        return tally.transcript();
    }

    /** Counts from zero. Does nothing to latency and faults. */
    public void reset() {
        tally.reset();
    }

    /**
     * Makes everything from now on arrive later, in each direction; a round trip thus takes twice that much longer.
     * Whatever is sent meanwhile travels beside, so throughput stays.
     */
    public void latency(Duration oneWay) {
        if (oneWay.isNegative()) {
            throw new IllegalArgumentException("A latency is not negative: " + oneWay);
        }
        this.latency = oneWay;
    }

    /** By how much everything arrives later, in each direction; zero unless said. */
    public Duration latency() {
        return latency;
    }

    /** Whether it listens: it does until it is closed. */
    public boolean isOpen() {
        return !listener.isClosed();
    }

    /** The next request is dropped unsent, and its connection with it. The same as after no message of it. */
    public void cutBeforeRequest() {
        cutAfterClientMessages(0);
    }

    /**
     * Of the next request, only some messages reach the server, then the connection ends. If the request has no more
     * messages than that, nothing happens to it, and those of the next ones count on: see {@link #isArmed()}.
     */
    public void cutAfterClientMessages(int messages) {
        fault.set(new Fault.CutRequest(notNegative(messages)));
    }

    /** As {@link #cutAfterClientMessages}, counted in bytes, so that the connection may end within a message. */
    public void cutAfterClientBytes(int bytes) {
        fault.set(new Fault.CutRequestBytes(notNegative(bytes)));
    }

    /** The server does all the next request asks for; no byte of its answer arrives. The same as after no message. */
    public void cutBeforeReply() {
        cutAfterServerMessages(0);
    }

    /** The server does all the next request asks for; only some messages of its answer arrive. */
    public void cutAfterServerMessages(int messages) {
        fault.set(new Fault.CutReply(notNegative(messages)));
    }

    /**
     * The client loses its connection with its next request under way: the server gets it when {@link #releaseHeld()}
     * says so, which may be long after the client has drawn its conclusions.
     */
    public void holdRequest() {
        fault.set(new Fault.HoldRequest());
    }

    /**
     * Lets the server have every request that is held, oldest first, and those that are held meanwhile, since the others may
     * wait for their locks; returns when it has done with them.
     *
     * @return how many there were
     * @throws IllegalStateException if the server does not answer within 30 seconds
     */
    public int releaseHeld() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int released = 0;
        Deque<Wire> waiting = new ArrayDeque<>();
        do {
            for (Wire wire = held.poll(); wire != null; wire = held.poll()) {
                wire.release();
                waiting.add(wire);
                released++;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The server has not answered the released request within "
                        + PATIENCE.toSeconds() + " seconds. It probably waits for a lock that the test holds.");
            }
            waiting.removeIf(wire -> wire.isDoneWithin(PAUSE));
        } while (!waiting.isEmpty());
        return released;
    }

    /** Whether a fault was asked for that has not struck yet. */
    public boolean isArmed() {
        return fault.get() != null || wires.stream().anyMatch(Wire::isArmed);
    }

    /** Takes back a fault that has not struck yet. */
    public void disarm() {
        fault.set(null);
        wires.stream().filter(Wire::isArmed).forEach(wire -> wire.arm(null));
    }

    private static int notNegative(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("Cannot cut after " + count + ": the count is not negative");
        }
        return count;
    }

    @Nullable
    Fault takeFault() {
        return fault.getAndSet(null);
    }

    void hold(Wire wire) {
        held.add(wire);
    }

    void forget(Wire wire) {
        wires.remove(wire);
    }

    /** Ends all connections, and listens no more. Requests still held never reach the server. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop listening on port " + port(), e);
        } finally {
            wires.forEach(Wire::close);
        }
    }
}
