package dev.keelson.testing.rig;

import dev.keelson.testing.rig.Fault.CutReply;
import dev.keelson.testing.rig.Fault.CutRequest;
import dev.keelson.testing.rig.Fault.CutRequestBytes;
import dev.keelson.testing.rig.Fault.HoldRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection through a {@link WireCounter}: a client's socket, the server's, two threads that read and two that
 * write. Every message is counted before it is handed on, so a client that has its answer finds it counted.
 *
 * <p>However a fault ends the connection, the client hears of it only when the server has finished with it; so what a
 * test reads afterwards no longer changes. The one exception is a request that is held.
 *
 * <p>Source: PostgreSQL documentation, Message Flow, for what comes before the first typed message.
 */
final class Wire implements AutoCloseable {

    private static final int CANCEL_REQUEST = 80877102;
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final WireCounter counter;
    private final Socket client;
    private final Socket server;
    private final DelayLine up;
    private final DelayLine down;
    private final Conversation conversation;
    private final CountDownLatch serverDone = new CountDownLatch(1);

    /** Written before the wire is handed to the counter as held, read after. */
    private final List<Frame> held = new ArrayList<>();

    /** What will go wrong, or has. */
    private volatile @Nullable Fault fault;

    /** Whether it has: the end of this connection is under way. */
    private volatile boolean struck;

    /** How many messages still reach the client. */
    private volatile int repliesLeft = UNLIMITED;

    private volatile boolean holding;

    Wire(WireCounter counter, Conversation conversation, Socket client, Socket server) throws IOException {
        this.counter = counter;
        this.conversation = conversation;
        this.client = client;
        this.server = server;
        this.up = new DelayLine(server, counter::latency);
        this.down = new DelayLine(client, counter::latency);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        daemon("reads-client", this::readClient);
        daemon("writes-server", up);
        daemon("reads-server", this::readServer);
        daemon("writes-client", () -> {
            down.run();
            close();
        });
    }

    private void daemon(String role, Runnable work) {
        Thread.ofPlatform()
                .daemon()
                .name("wire-" + client.getPort() + "-" + role)
                .start(work);
    }

    private void readClient() {
        boolean open = true;
        try {
            FrameReader frames = new FrameReader(client.getInputStream());
            Frame frame = greet(frames) ? frames.next() : null;
            while (frame != null && open) {
                open = pass(frame);
                frame = open ? frames.next() : null;
            }
        } catch (IOException e) {
            // The client has gone; the server is told so below.
        } finally {
            if (!holding) {
                up.finish();
            }
        }
    }

    /** Passes on what comes before the first typed message; whether one will come. Encryption is refused. */
    private boolean greet(FrameReader frames) throws IOException {
        for (byte[] hello = frames.nextUntyped(); hello != null; hello = frames.nextUntyped()) {
            int code = ByteBuffer.wrap(hello).getInt(Integer.BYTES);
            if (code == SSL_REQUEST || code == GSS_REQUEST) {
                down.send(new byte[] {'N'});
            } else {
                up.send(hello);
                return code != CANCEL_REQUEST;
            }
        }
        return false;
    }

    /** Does with a client's message what the fault in force says; whether the client may go on. */
    private boolean pass(Frame frame) throws IOException {
        boolean isRequest = conversation.ready() && frame.type() != 'X';
        if (fault == null && isRequest) {
            arm(counter.takeFault());
        }
        return switch (fault) {
            case null -> forward(frame);
            case CutReply cut -> forward(frame);
            case CutRequest(int after) -> {
                fault = new CutRequest(after - 1);
                yield after > 0 ? forward(frame) : hangUp();
            }
            case CutRequestBytes(long after) -> {
                fault = new CutRequestBytes(after - frame.length());
                if (after >= frame.length()) {
                    yield forward(frame);
                }
                up.send(Arrays.copyOf(frame.bytes(), (int) after));
                yield hangUp();
            }
            case HoldRequest hold -> hold(frame);
        };
    }

    /** Puts a fault in force, or none. */
    void arm(@Nullable Fault next) {
        fault = next;
        repliesLeft = next instanceof CutReply(int after) ? after : UNLIMITED;
    }

    boolean isArmed() {
        return fault != null && !struck;
    }

    private boolean forward(Frame frame) {
        conversation.request(frame);
        up.send(frame.bytes());
        return true;
    }

    private boolean hangUp() {
        struck = true;
        repliesLeft = 0;
        return false;
    }

    private boolean hold(Frame frame) throws IOException {
        held.add(frame);
        if (!Conversation.endsRequest(frame)) {
            return true;
        }
        holding = true;
        hangUp();
        counter.hold(this);
        client.close();
        return false;
    }

    /** Lets the server have the request that was held. */
    void release() {
        held.forEach(this::forward);
        up.finish();
    }

    /** Whether the server has done with all that it got, or has soon. */
    boolean isDoneWithin(Duration time) {
        try {
            return serverDone.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the server worked on the released request", e);
        }
    }

    private void readServer() {
        try {
            FrameReader frames = new FrameReader(server.getInputStream());
            boolean cut = false;
            Frame frame = frames.next();
            while (frame != null && !cut) {
                boolean answered = conversation.reply(frame);
                int left = repliesLeft;
                if (left > 0) {
                    repliesLeft = left == UNLIMITED ? UNLIMITED : left - 1;
                    down.send(frame.bytes());
                } else {
                    struck = true;
                    cut = answered;
                }
                frame = cut ? null : frames.next();
            }
        } catch (IOException e) {
            // The server has gone; the client is told so below.
        } finally {
            serverDone.countDown();
            down.finish();
        }
    }

    @Override
    public void close() {
        counter.forget(this);
        try (client;
                server) {
            // Closed by leaving, both of them, whatever the other one says.
        } catch (IOException e) {
            // Gone is gone.
        }
    }
}
