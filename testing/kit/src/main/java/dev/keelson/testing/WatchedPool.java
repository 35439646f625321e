package dev.keelson.testing;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** A pool whose connections are watched: which are out, and in which state they come back. Thread-safe. */
final class WatchedPool implements DataSource {

    /** So long a connection that another thread has may take to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(1);

    private final DataSource pool;
    private final Set<WatchedConnection> out = new LinkedHashSet<>();
    private final Map<BaseConnection, String> used = new LinkedHashMap<>();
    private final IdentityHashMap<BaseConnection, Fresh> known = new IdentityHashMap<>();
    private final List<String> torn = new ArrayList<>();
    private final Set<String> customs = ConcurrentHashMap.newKeySet();
    private @Nullable LeftSettings settings;
    private Fresh alike = Fresh.UNKNOWN;
    private boolean isAlike;

    /**
     * How a connection is when the pool gives it.
     *
     * @param state with which later ones are compared
     */
    record Fresh(int isolation, @Nullable String schema, LeftSettings.State state) {

        static final Fresh UNKNOWN = new Fresh(Connection.TRANSACTION_READ_COMMITTED, null, LeftSettings.State.NOTHING);

        Fresh with(LeftSettings.State now) {
            return new Fresh(isolation, schema, now);
        }
    }

    WatchedPool(DataSource pool) {
        this.pool = pool;
    }

    /** A session is told this. */
    void hears(String sql) {
        customs.addAll(LeftSettings.setBy(sql));
    }

    /**
     * From now on sessions are asked what was left in them.
     *
     * @param pooledAlike whether all sessions begin alike, so that one is asked how, before anything is counted; otherwise each is
     *     asked when it is first taken
     */
    void expect(LeftSettings asked, boolean pooledAlike) {
        try (Connection one = pooledAlike ? pool.getConnection() : null) {
            if (one != null) {
                alike = asked(asked, one);
            }
        } catch (SQLException unreachable) {
            throw new IllegalStateException("Cannot ask how sessions begin", unreachable);
        }
        synchronized (this) {
            settings = asked;
            isAlike = pooledAlike;
            used.clear();
            known.clear();
        }
    }

    private Fresh asked(LeftSettings asked, Connection one) throws SQLException {
        Fresh fresh = new Fresh(one.getTransactionIsolation(), one.getSchema(), asked.in(one, customs));
        if (!one.getAutoCommit()) {
            one.rollback();
        }
        return fresh;
    }

    /** A test begins: what was done to sessions until now is not its fault. */
    void begin() {
        idle().forEach((session, place) -> leftIn(session, place));
    }

    /** Those that were used and are in the pool again; then that is forgotten. */
    private synchronized Map<BaseConnection, String> idle() {
        Map<BaseConnection, String> idle = new LinkedHashMap<>(used);
        used.clear();
        out.forEach(busy -> idle.remove(busy.physical()));
        return idle;
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
        WatchedConnection watched = new WatchedConnection(this, taken, physical, fresh(taken, physical));
        synchronized (this) {
            out.add(watched);
        }
        return watched.connection();
    }

    private Fresh fresh(Connection taken, @Nullable BaseConnection physical) throws SQLException {
        LeftSettings asked;
        synchronized (this) {
            Fresh before = physical == null ? alike : known.get(physical);
            if (before != null || physical == null) {
                return before == null ? alike : before;
            }
            asked = settings;
            if (asked == null || isAlike) {
                return alike;
            }
        }
        Fresh fresh = asked(asked, taken);
        synchronized (this) {
            known.put(physical, fresh);
        }
        return fresh;
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
        synchronized (this) {
            findings.addAll(torn);
            torn.clear();
        }
        idle().forEach((session, place) -> findings.addAll(leftIn(session, place)));
        return findings;
    }

    /** What is in it that was not; from now on that is how it is. */
    private List<String> leftIn(BaseConnection session, String place) {
        LeftSettings asked;
        Fresh before;
        synchronized (this) {
            known.keySet().removeIf(WatchedPool::isClosed);
            asked = settings;
            before = known.getOrDefault(session, alike);
        }
        try {
            if (asked == null || session.isClosed()) {
                return List.of();
            }
            LeftSettings.State now = inOrder(asked, session);
            synchronized (this) {
                known.put(session, before.with(now));
            }
            List<String> left = now.since(before.state());
            return left.isEmpty()
                    ? List.of()
                    : List.of("a connection was given back with " + String.join(", ", left) + "; it was last taken at "
                            + place);
        } catch (SQLException gone) {
            return List.of(); // a session that is cut keeps nothing
        }
    }

    /** What is in it, after the transaction that somebody left open in it. */
    private LeftSettings.State inOrder(LeftSettings asked, BaseConnection session) throws SQLException {
        if (session.getTransactionState() != TransactionState.IDLE) {
            try (Statement statement = session.createStatement()) {
                statement.execute("rollback"); // also of one that was begun by SQL
            }
        }
        LeftSettings.State now = asked.in(session, customs);
        if (!session.getAutoCommit()) {
            session.rollback();
        }
        return now;
    }

    private static boolean isClosed(BaseConnection session) {
        try {
            return session.isClosed();
        } catch (SQLException broken) {
            return true;
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
