package dev.keelson.testing;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/** A pool whose connections are watched: which are out, and in which state they come back. Thread-safe. */
final class WatchedPool implements DataSource {

    /** So long a connection that another thread has may take to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(1);

    private final DataSource pool;
    private final Set<WatchedConnection> out = new LinkedHashSet<>();
    private final Map<BaseConnection, String> used = new LinkedHashMap<>();
    private final List<String> torn = new ArrayList<>();
    private @Nullable LeftSettings settings;

    WatchedPool(DataSource pool) {
        this.pool = pool;
    }

    /** From now on sessions are asked what was left in them. */
    synchronized void expect(LeftSettings asked) {
        settings = asked;
        used.clear();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return watched(pool.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return watched(pool.getConnection(user, password));
    }

    private Connection watched(Connection taken) throws SQLException {
        BaseConnection physical = taken.isWrapperFor(BaseConnection.class) ? taken.unwrap(BaseConnection.class) : null;
        WatchedConnection watched = new WatchedConnection(this, taken, physical);
        synchronized (this) {
            out.add(watched);
        }
        return watched.connection();
    }

    /**
     * One comes back.
     *
     * @param faults what is wrong with it
     */
    synchronized void back(WatchedConnection watched, List<String> faults) {
        out.remove(watched);
        if (!faults.isEmpty()) {
            torn.add("a connection was given back " + String.join(", ", faults) + "; it was taken at "
                    + watched.place());
        }
        if (watched.physical() != null) {
            used.put(watched.physical(), watched.place());
        }
    }

    /** Those that are out now. */
    synchronized Set<WatchedConnection> out() {
        return Set.copyOf(out);
    }

    /**
     * What is wrong, each as a clause; then it is forgotten, and what is still out is given back.
     *
     * @param before what was out before, for which others answer
     */
    List<String> findings(Collection<WatchedConnection> before) {
        List<WatchedConnection> left = left(before);
        List<String> findings = new ArrayList<>();
        for (WatchedConnection leak : left) {
            findings.add("a connection is still open that was taken at " + leak.place());
            leak.giveBack();
        }
        Map<BaseConnection, String> idle;
        synchronized (this) {
            findings.addAll(torn);
            torn.clear();
            idle = new LinkedHashMap<>(used);
            used.clear();
            out.forEach(busy -> idle.remove(busy.physical()));
        }
        idle.forEach((session, place) -> findings.addAll(leftIn(session, place)));
        return findings;
    }

    private List<String> leftIn(BaseConnection session, String place) {
        LeftSettings asked = settings;
        try {
            List<String> left = asked == null || session.isClosed() ? List.of() : asked.in(session);
            return left.isEmpty()
                    ? List.of()
                    : List.of("a connection was given back with " + String.join(", ", left) + "; it was last taken at "
                            + place);
        } catch (SQLException gone) {
            return List.of(); // a session that is cut keeps nothing
        }
    }

    /** Those that are out and stay out: one that another thread has may come back soon. */
    private List<WatchedConnection> left(Collection<WatchedConnection> before) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<WatchedConnection> left = new ArrayList<>(out());
        left.removeAll(before);
        while (left.stream().anyMatch(WatchedConnection::mayComeBack) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            left.retainAll(out());
        }
        left.removeIf(WatchedConnection::isGone);
        return left;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || pool.isWrapperFor(type);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) throws SQLException {
        pool.setLogWriter(writer);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("dev.keelson.testing");
    }
}
