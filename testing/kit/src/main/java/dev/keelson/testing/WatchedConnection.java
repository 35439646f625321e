package dev.keelson.testing;

import dev.keelson.work.watch.Caller;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * One use of a connection, from when it is taken out of the pool until it is given back. Looking at it sends nothing. Used by the thread
 * of the connection; whether it is out, others may ask.
 */
final class WatchedConnection implements InvocationHandler {

    private final WatchedPool pool;
    private final Connection taken;
    private final @Nullable BaseConnection physical;
    private final String place = Caller.lines();
    private final Thread thread = Thread.currentThread();
    private final Connection connection = (Connection)
            Proxy.newProxyInstance(WatchedConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    private final WatchedPool.Fresh fresh;
    private final boolean autoCommit;
    private final boolean readOnly;
    private final boolean idle;
    private @Nullable Integer isolation;
    private @Nullable String schema;
    private boolean back;

    /**
     * One that was just taken.
     *
     * @param physical the driver's own; null where it is not PostgreSQL's
     * @param fresh how the pool gives it
     */
    WatchedConnection(WatchedPool pool, Connection taken, @Nullable BaseConnection physical, WatchedPool.Fresh fresh)
            throws SQLException {
        this.pool = pool;
        this.taken = taken;
        this.physical = physical;
        this.fresh = fresh;
        this.autoCommit = taken.getAutoCommit();
        this.readOnly = taken.isReadOnly();
        this.idle = isIdle(physical);
    }

    private static boolean isIdle(@Nullable BaseConnection physical) {
        return physical == null || physical.getTransactionState() == TransactionState.IDLE;
    }

    /** What whoever takes it is given. */
    Connection connection() {
        return connection;
    }

    @Nullable
    BaseConnection physical() {
        return physical;
    }

    /** The line of code that took it. */
    String place() {
        return place;
    }

    boolean mayComeBack() {
        return thread.isAlive() && !thread.equals(Thread.currentThread());
    }

    /** Whether it was closed past this. */
    boolean isGone() {
        try {
            return taken.isClosed();
        } catch (SQLException broken) {
            return true;
        }
    }

    /** Closes it for whoever has forgotten it. */
    void giveBack() {
        back = true;
        pool.back(this, List.of());
        try {
            taken.close();
        } catch (SQLException broken) {
            // it is gone, which was wanted
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a connection is equal to itself alone
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "close" -> comesBack();
            case "setTransactionIsolation" -> isolation = arguments == null ? null : (Integer) arguments[0];
            case "setSchema" -> schema = arguments == null ? null : (String) arguments[0];
            case "unwrap" -> {
                if (arguments != null && arguments[0] == Connection.class) {
                    return proxy;
                }
            }
            case "prepareStatement", "prepareCall" -> hear(arguments);
            default -> {}
        }
        Object result = invoked(taken, method, arguments);
        return result instanceof Statement statement && method.getName().equals("createStatement")
                ? heard(statement)
                : result;
    }

    private static @Nullable Object invoked(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** A statement whose texts are heard, since no catalogue lists settings of an application's own. */
    @SuppressWarnings("ReferenceEquality") // a statement is equal to itself alone
    private Statement heard(Statement statement) {
        return (Statement) Proxy.newProxyInstance(
                WatchedConnection.class.getClassLoader(),
                new Class<?>[] {Statement.class},
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")
                            || method.getName().equals("addBatch")) {
                        hear(arguments);
                    }
                    return method.getName().equals("equals")
                            ? proxy == arguments[0]
                            : invoked(statement, method, arguments);
                });
    }

    private void hear(@Nullable Object @Nullable [] arguments) {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            pool.hears(sql);
        }
    }

    private void comesBack() throws SQLException {
        if (back) {
            return;
        }
        back = true;
        pool.back(this, taken.isClosed() ? List.of() : faults());
    }

    private List<String> faults() throws SQLException {
        List<String> faults = new ArrayList<>();
        if (idle && !isIdle(physical)) {
            faults.add("in a transaction that nobody ended");
        }
        if (autoCommit != taken.getAutoCommit()) {
            faults.add("with autocommit " + (autoCommit ? "off" : "on"));
        }
        if (readOnly != taken.isReadOnly()) {
            faults.add(readOnly ? "not read-only" : "read-only");
        }
        if (isolation != null && isolation != fresh.isolation()) {
            faults.add("with another isolation");
        }
        if (schema != null && !schema.equals(fresh.schema())) {
            faults.add("with schema " + schema);
        }
        return faults;
    }
}
