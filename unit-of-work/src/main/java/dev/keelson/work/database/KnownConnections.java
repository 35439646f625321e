package dev.keelson.work.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.postgresql.PGConnection;

/**
 * The physical connections that have their timeouts, as long as they live: each is told once, before its first use. Pools hand
 * them out in wrappers, so that they are known by the driver's own object. Thread-safe.
 */
final class KnownConnections {

    private static final String SET =
            "select set_config('" + Timeouts.STATEMENT + "', ?, false), set_config('" + Timeouts.LOCK + "', ?, false)";

    private final Timeouts timeouts;
    private final ReentrantLock lock = new ReentrantLock();

    /** By identity, since the driver's connections define no equality. */
    private final Set<PGConnection> known = Collections.newSetFromMap(new WeakHashMap<>());

    KnownConnections(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    /**
     * Tells a connection, if it is new.
     *
     * @param connection in no transaction
     */
    void prepare(Connection connection) throws SQLException {
        PGConnection physical = connection.unwrap(PGConnection.class);
        if (isKnown(physical)) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(SET)) {
            statement.setString(1, timeouts.statementSetting());
            statement.setString(2, timeouts.lockSetting());
            statement.execute();
        }
        lock.lock();
        try {
            known.add(physical);
        } finally {
            lock.unlock();
        }
    }

    private boolean isKnown(PGConnection physical) {
        lock.lock();
        try {
            return known.contains(physical);
        } finally {
            lock.unlock();
        }
    }
}
