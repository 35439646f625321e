package dev.keelson.testing.rig;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one role in one database: each use gets a session to itself, as good as new. A session that is idle is used
 * again, since opening one takes the server longer than most of what a test asks of it.
 *
 * <p>Thread-safe.
 */
final class Sessions implements AutoCloseable {

    private static final int SECONDS_TO_ANSWER = 10;

    private final DataSource source;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    Sessions(DataSource source) {
        this.source = source;
    }

    /** What is done in a session. */
    @FunctionalInterface
    interface Use<T> {
        T in(Connection session) throws SQLException;
    }

    <T> T use(Use<T> use) throws SQLException {
        Connection session = open();
        try {
            T result = use.in(session);
            giveBack(session);
            return result;
        } catch (SQLException | RuntimeException | Error failure) {
            discard(session);
            throw failure;
        }
    }

    /**
     * Runs statements, each in a transaction of its own.
     *
     * @throws IllegalStateException if the server refuses one; it names the statement
     */
    void execute(String... statements) {
        String[] current = {"connect"};
        try {
            use(session -> {
                try (Statement statement = session.createStatement()) {
                    for (String sql : statements) {
                        current[0] = sql;
                        statement.execute(sql);
                    }
                }
                return true;
            });
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run: " + current[0], e);
        }
    }

    private Connection open() throws SQLException {
        Connection session = idle.poll();
        if (session != null && session.isValid(SECONDS_TO_ANSWER)) {
            return session;
        }
        discard(session);
        return source.getConnection();
    }

    /** Whatever was set, locked, prepared or listened to is gone; a transaction that was left open makes this fail. */
    private void giveBack(Connection session) {
        try (Statement statement = session.createStatement()) {
            statement.execute("discard all");
            idle.push(session);
        } catch (SQLException notAsNew) {
            discard(session);
        }
    }

    private static void discard(@Nullable Connection session) {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (SQLException gone) {
            // That is what was wanted.
        }
    }

    /** Ends the sessions that are idle; one in use ends when its use does. */
    @Override
    public void close() {
        for (Connection session = idle.poll(); session != null; session = idle.poll()) {
            discard(session);
        }
    }
}
