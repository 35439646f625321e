package dev.keelson.work.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Notes what is executed through a data source, whatever the database behind it. Thread-safe. */
final class Recorder {

    /**
     * What was given to the driver at once.
     *
     * @param rows how often it has its parameters; more than one in a batch only
     */
    record Sent(String sql, int rows) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /** In their order, whether they failed or not. */
    List<Sent> sent() {
        return sent;
    }

    void reset() {
        sent.clear();
    }

    /** A data source whose statements are noted here. */
    DataSource over(DataSource target) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(target, method, arguments);
            return result instanceof Connection connection ? over(connection) : result;
        });
    }

    private Connection over(Connection target) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(target, method, arguments);
            return switch (result) {
                case PreparedStatement prepared
                when arguments != null -> over(PreparedStatement.class, prepared, (String) arguments[0]);
                case Statement plain -> over(Statement.class, plain, "");
                case null, default -> result;
            };
        });
    }

    private <S extends Statement> S over(Class<S> type, S target, String prepared) {
        AtomicInteger batch = new AtomicInteger();
        return proxy(type, (method, arguments) -> {
            switch (method.getName()) {
                case "addBatch" -> batch.incrementAndGet();
                case "executeBatch", "executeLargeBatch" -> sent.add(new Sent(prepared, batch.getAndSet(0)));
                case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
                    sent.add(new Sent(arguments == null ? prepared : (String) arguments[0], 1));
                default -> {}
            }
            return call(target, method, arguments);
        });
    }

    private interface Handler {
        @Nullable
        Object handle(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                Recorder.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.handle(method, arguments)));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause() == null ? failure : failure.getCause();
        }
    }
}
