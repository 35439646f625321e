package dev.keelson.work.programs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts the connections that are taken from a pool. Thread-safe. */
final class CountedPool {

    private final AtomicInteger taken = new AtomicInteger();
    private final DataSource counted;

    CountedPool(DataSource pool) {
        counted = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        taken.incrementAndGet();
                    }
                    try {
                        return method.invoke(pool, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    DataSource dataSource() {
        return counted;
    }

    int taken() {
        return taken.get();
    }
}
