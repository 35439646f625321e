package dev.keelson.testing.rig;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Follows what one connection says and hears, so far as counting needs it: which statement a portal stands for, and
 * when everything that was asked has been answered. Counts from the moment the server is first ready for a query.
 *
 * <p>A round trip is found by its meaning and not by the network's packets: it begins with the first message after
 * everything before was answered, and ends when the server is ready again. So it counts once, even where a request is
 * so long that the server begins to answer before its end. A BEGIN sent as a simple query belongs to the request that
 * follows it: the driver sends it so, ahead of the first statement and without waiting, though the server answers each.
 *
 * <p>Thread-safe: requests and replies come from two threads.
 *
 * <p>Source: PostgreSQL documentation, Message Flow.
 */
final class Conversation {

    private final Tally tally;
    private final Map<String, String> statements = new HashMap<>();
    private final Map<String, Portal> portals = new HashMap<>();
    /** What the server will say that it is ready after, in order; whether that ends a request. */
    private final Deque<Boolean> unanswered = new ArrayDeque<>();

    private boolean ready;
    private boolean asking;
    private boolean flushed;

    Conversation(Tally tally) {
        this.tally = tally;
    }

    /** Whether the connection is open for queries: logged in, and greeted by the server. */
    synchronized boolean ready() {
        return ready;
    }

    /** A message on its way to the server. */
    synchronized void request(Frame frame) {
        if (!ready) {
            return;
        }
        tally.up(frame.length());
        if (frame.type() == 'X') {
            return;
        }
        asking = true;
        switch (frame.type()) {
            case 'P' -> parse(frame);
            case 'B' -> bind(frame);
            case 'E' -> execute(frame.strings(0, 1)[0]);
            case 'C' -> close(frame);
            case 'Q' -> {
                tally.execution(frame.strings(0, 1)[0]);
                unanswered.add(endsRequest(frame));
            }
            case 'S', 'F' -> unanswered.add(true);
            case 'H' -> flushed = true;
            default -> {}
        }
    }

    /** Whether a client's message is the last one of what it asks. */
    static boolean endsRequest(Frame frame) {
        return switch (frame.type()) {
            case 'S', 'F' -> true;
            case 'Q' -> !Tally.isBegin(frame.strings(0, 1)[0]);
            default -> false;
        };
    }

    private void parse(Frame frame) {
        String[] nameAndSql = frame.strings(0, 2);
        statements.put(nameAndSql[0], nameAndSql[1]);
        tally.parse();
    }

    private void bind(Frame frame) {
        String[] portalAndStatement = frame.strings(0, 2);
        String sql = statements.getOrDefault(portalAndStatement[1], "<unknown statement>");
        portals.put(portalAndStatement[0], new Portal(sql));
    }

    private void execute(String name) {
        Portal portal = portals.get(name);
        if (portal == null) {
            tally.execution("<unknown portal>");
        } else if (!portal.executed) {
            portal.executed = true;
            tally.execution(portal.sql);
        }
    }

    private void close(Frame frame) {
        Map<String, ?> named = frame.bytes()[Frame.HEADER] == 'S' ? statements : portals;
        named.remove(frame.strings(1, 1)[0]);
    }

    /**
     * A message on its way to the client.
     *
     * @return whether, with it, everything that was asked has been answered
     */
    synchronized boolean reply(Frame frame) {
        if (!ready) {
            ready = frame.type() == 'Z';
            return false;
        }
        tally.down(frame.length());
        switch (frame.type()) {
            case 'Z' -> {
                boolean endsRequest = unanswered.remove();
                if (endsRequest && unanswered.isEmpty()) {
                    flushed = false;
                    answered();
                    return true;
                }
            }
            // The server is ready for the data of a COPY: the client waited, and goes on.
            case 'G', 'W' -> answered();
            // Said unasked: a notice, a notification, the value of a setting.
            case 'N', 'A', 'S' -> {}
            default -> {
                if (flushed) {
                    flushed = false;
                    answered();
                }
            }
        }
        return false;
    }

    private void answered() {
        if (asking) {
            asking = false;
            tally.roundTrip();
        }
    }

    /** A statement with its values bound, which may be executed in parts. */
    private static final class Portal {
        final String sql;
        boolean executed;

        Portal(String sql) {
            this.sql = sql;
        }
    }
}
