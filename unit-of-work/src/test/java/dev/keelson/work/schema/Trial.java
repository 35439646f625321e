package dev.keelson.work.schema;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.postgresql.core.BaseConnection;

/**
 * The one connection of a database's owner on which changes of the schema are tried and taken back, for whoever borrows from its
 * pool meanwhile to see. JDBC believes it in autocommit all the time, since {@code begin} is a statement like any other. Used by
 * one thread.
 */
@NullMarked
public final class Trial implements AutoCloseable {

    private final HikariDataSource pool;

    /** On a database of this owner, which must not be closed before. */
    public Trial(DataSource owner) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(owner);
        config.setMaximumPoolSize(1);
        this.pool = new HikariDataSource(config);
    }

    /** Gives the connection, again and again, of which the driver does not tell that it is within a trial. */
    public DataSource dataSource() {
        return hiding(DataSource.class, pool);
    }

    private static <T> T hiding(Class<T> type, T hidden) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor") && BaseConnection.class.equals(arguments[0])) {
                        return false;
                    }
                    try {
                        Object given = method.invoke(hidden, arguments);
                        return type == DataSource.class && given instanceof Connection lent
                                ? hiding(Connection.class, lent)
                                : given;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    /** Looks at the database as it is after a script, of which nothing is left then. */
    public <T> T after(String script, Supplier<T> look) {
        run("begin;" + script);
        try {
            return look.get();
        } finally {
            run("rollback");
        }
    }

    /** Runs a script, within a trial as a part of it. */
    public void run(String script) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException failure) {
            throw new IllegalStateException(script, failure);
        }
    }

    /** The rows of a query of one column, as text. */
    public List<String> texts(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
