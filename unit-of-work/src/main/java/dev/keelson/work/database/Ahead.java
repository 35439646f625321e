package dev.keelson.work.database;

import dev.keelson.work.sql.BoundStatement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose prepared statements send others ahead of themselves, in the same message: whoever prepares, binds and reads
 * one notices nothing. For jOOQ, which does all three by itself.
 */
final class Ahead {

    /** Setters whose number is no parameter's. */
    private static final Set<String> OTHER_SETTERS = Set.of(
            "setFetchSize",
            "setMaxRows",
            "setLargeMaxRows",
            "setMaxFieldSize",
            "setQueryTimeout",
            "setFetchDirection",
            "setPoolable",
            "setEscapeProcessing",
            "setCursorName");

    private Ahead() {}

    static Connection of(Connection connection, List<BoundStatement> ahead) {
        return (Connection) Proxy.newProxyInstance(
                Ahead.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            && arguments != null
                            && arguments[0] instanceof String sql) {
                        arguments[0] = Message.text(ahead, sql);
                        return statement((PreparedStatement) invoke(connection, method, arguments), ahead);
                    }
                    return invoke(connection, method, arguments);
                });
    }

    private static PreparedStatement statement(@Nullable PreparedStatement statement, List<BoundStatement> ahead)
            throws SQLException {
        if (statement == null) {
            throw new SQLException("the driver prepared no statement");
        }
        int bound = 1;
        for (BoundStatement one : ahead) {
            bound = Jdbc.bind(statement, bound, one);
        }
        int shift = bound - 1;
        return (PreparedStatement) Proxy.newProxyInstance(
                Ahead.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    if (arguments != null && name.startsWith("set") && !OTHER_SETTERS.contains(name)) {
                        arguments[0] = shift + (Integer) arguments[0];
                    }
                    if (arguments == null && (name.equals("execute") || name.equals("executeQuery"))) {
                        boolean rows = skip(statement, ahead.size());
                        return name.equals("execute") ? (Object) rows : statement.getResultSet();
                    }
                    return invoke(statement, method, arguments);
                });
    }

    private static boolean skip(PreparedStatement statement, int results) throws SQLException {
        boolean rows = statement.execute();
        for (int n = 0; n < results; n++) {
            rows = statement.getMoreResults();
        }
        return rows;
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
