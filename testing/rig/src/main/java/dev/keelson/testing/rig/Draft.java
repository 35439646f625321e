package dev.keelson.testing.rig;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A transaction on a {@link TestDatabase} that is never committed: what is done in it, tables made and altered included, is
 * seen in it alone, and is gone when it is closed. So a class of tests that each alter a schema needs one database.
 *
 * <p>It is one session, which plays both roles, one at a time: who asked for a connection last is who is connected. A
 * statement that fails undoes itself alone, if it was run by {@link #execute}. Whoever commits on such a connection commits
 * the draft: test what commits on a database of its own.
 *
 * <p>Not thread-safe.
 */
public final class Draft implements AutoCloseable {

    private final Connection session;

    Draft(DataSource administrator) {
        try {
            this.session = administrator.getConnection();
            run("begin");
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot begin a draft", e);
        }
    }

    /** The session as the owner. */
    public DataSource owner() {
        return as(PostgresServer.OWNER);
    }

    /** The session as the application, with its rights, which sees what the owner did. */
    public DataSource application() {
        return as(PostgresServer.APPLICATION);
    }

    private DataSource as(String role) {
        return proxy(DataSource.class, (method, invoke) -> {
            if (!method.equals("getConnection")) {
                return invoke.on(this);
            }
            run("set local role " + role);
            return proxy(
                    Connection.class,
                    (name, on) -> name.equals("close") || name.equals("abort") ? null : on.on(session));
        });
    }

    /**
     * Runs statements as the owner; of one that the server refuses nothing remains.
     *
     * @throws IllegalStateException if the server refuses one; it names the statement
     */
    public void execute(String... statements) {
        for (String sql : statements) {
            try {
                run("set local role " + PostgresServer.OWNER + "; savepoint statement");
                try {
                    run(sql);
                } catch (SQLException refused) {
                    run("rollback to savepoint statement");
                    throw refused;
                }
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot run: " + sql, e);
            }
        }
    }

    /** The rows of a query by the owner, as {@link TestDatabase#query} gives them. */
    public List<List<@Nullable Object>> query(String sql, @Nullable Object... parameters) {
        try {
            run("set local role " + PostgresServer.OWNER);
            return TestDatabase.read(session, sql, parameters);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run: " + sql, e);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Undoes all. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot undo a draft", e);
        }
    }

    /** What a method of this name gives, which may be what it gives on another object. */
    private interface Answer {
        @Nullable
        Object to(String method, Call call) throws Throwable;
    }

    private interface Call {
        @Nullable
        Object on(Object target) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), target -> {
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                })));
    }
}
