package dev.keelson.work;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * A pool of one connection that mends nothing: each time that it is given back it is looked at as it is, where other pools would
 * roll back and set autocommit and isolation. For one thread.
 */
final class Lent implements AutoCloseable {

    /** What there is to see of a connection on which nobody has left anything. */
    static final String AS_NEW = "autocommit, IDLE, isolation 2, no tenant, 0 locks, 0 tables";

    private static final String LEFT =
            "select case coalesce(current_setting('keelson.tenant', true), '') when '' then 'no tenant' else 'a"
                + " tenant' end || ', ' || (select count(*) from pg_locks where pid = pg_backend_pid() and locktype ="
                + " 'advisory') || ' locks, ' || (select count(*) from pg_class where relpersistence = 't') || '"
                + " tables'";

    private final Connection connection;
    private final List<String> givenBack = new ArrayList<>();

    Lent(Connection connection) {
        this.connection = connection;
    }

    DataSource dataSource() {
        Connection lent = proxy(Connection.class, connection, "close", this::look);
        return proxy(DataSource.class, null, "getConnection", () -> lent);
    }

    /** As what it was given back, each time. */
    List<String> givenBack() {
        return List.copyOf(givenBack);
    }

    /** The first column of what it shows as it is. */
    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery(sql)) {
            while (shown.next()) {
                rows.add(shown.getString(1));
            }
        }
        return rows;
    }

    private @Nullable Object look() throws SQLException {
        String own = (connection.getAutoCommit() ? "autocommit, " : "")
                + connection.unwrap(BaseConnection.class).getTransactionState() + ", isolation "
                + connection.getTransactionIsolation() + ", ";
        givenBack.add(own + (own.contains("IDLE") ? rows(LEFT).get(0) : ""));
        return null;
    }

    @FunctionalInterface
    private interface Answer {
        @Nullable
        Object given() throws SQLException;
    }

    /** The same object, but for one method. */
    private static <T> T proxy(Class<T> type, @Nullable T target, String name, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                Lent.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        method.getName().equals(name) ? answer.given() : invoke(target, method, arguments)));
    }

    private static @Nullable Object invoke(@Nullable Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
