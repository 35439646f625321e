package dev.keelson.work.tenants;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes down what goes through a pool: the texts in order, and each statement of them with its values. For one thread. */
final class Recorder {

    /** A value of a statement: the setter that it was given by, and what that was given. */
    private record Binding(Method setter, Object[] arguments) {

        void on(PreparedStatement statement, int index) throws SQLException {
            Object[] given = arguments.clone();
            given[0] = index;
            try {
                setter.invoke(statement, given);
            } catch (InvocationTargetException failure) {
                throw new SQLException(failure.getCause());
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** One statement as it was executed. */
    record Sent(String sql, List<Binding> values) {

        /** Gives another statement, which has as many parameters, the same values. */
        void bind(PreparedStatement other) throws SQLException {
            for (int n = 0; n < values.size(); n++) {
                values.get(n).on(other, n + 1);
            }
        }
    }

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Sent> statements = new LinkedHashMap<>();
    private boolean paused;

    /** The pool, whose statements are written down. */
    DataSource over(DataSource pool) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object given = invoke(pool, method, arguments);
            return given instanceof Connection connection ? over(connection) : given;
        });
    }

    /** The texts since the last {@link #reset}, each as often as it was executed. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** The statements that these texts consist of, each as it was executed first. */
    Map<String, Sent> statements() {
        return Collections.unmodifiableMap(statements);
    }

    /** The statement of this text as it was executed first. */
    Sent statement(String sql) {
        return Objects.requireNonNull(statements.get(sql), sql);
    }

    /** Does something of which nothing is written down. */
    void pause(Runnable work) {
        paused = true;
        try {
            work.run();
        } finally {
            paused = false;
        }
    }

    void reset() {
        texts.clear();
        statements.clear();
    }

    private Connection over(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object given = invoke(connection, method, arguments);
            return given instanceof PreparedStatement statement && arguments[0] instanceof String sql
                    ? over(statement, sql)
                    : given;
        });
    }

    private PreparedStatement over(PreparedStatement statement, String sql) {
        TreeMap<Integer, Binding> values = new TreeMap<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            String name = method.getName();
            if (arguments.length > 1 && name.startsWith("set") && arguments[0] instanceof Integer index) {
                values.put(index, new Binding(method, arguments.clone()));
            } else if (!paused && isSent(name)) {
                texts.add(sql);
                split(sql, values);
            }
            return invoke(statement, method, arguments);
        });
    }

    private static boolean isSent(String method) {
        return method.equals("addBatch") || (method.startsWith("execute") && !method.equals("executeBatch"));
    }

    /** A message of several statements has a line end behind each semicolon between them. */
    private void split(String sql, Map<Integer, Binding> values) {
        int first = 1;
        for (String one : sql.split(";\n")) {
            int count = parameters(one);
            List<Binding> own = new ArrayList<>();
            for (int index = first; index < first + count; index++) {
                own.add(values.get(index));
            }
            first += count;
            statements.putIfAbsent(one, new Sent(one, own));
        }
        if (first != values.size() + 1) {
            throw new IllegalStateException(values.size() + " values for the parameters of " + sql);
        }
    }

    private static int parameters(String sql) {
        int count = 0;
        char quote = 0;
        for (char c : sql.toCharArray()) {
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else {
                count += c == '?' ? 1 : 0;
            }
        }
        return count;
    }

    @FunctionalInterface
    private interface Call {
        @Nullable
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? Recorder.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.on(method, arguments == null ? new Object[0] : arguments)));
    }

    private static @Nullable Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
