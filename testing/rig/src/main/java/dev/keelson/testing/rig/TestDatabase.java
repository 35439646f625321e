package dev.keelson.testing.rig;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database of one test class: made from a template in a few dozen milliseconds, dropped on close.
 *
 * <p>Two roles see it, as in production. The <em>owner</em> makes tables and is bound by row-level security only
 * where that is forced. The <em>application</em> is no superuser, owns nothing, makes nothing, is bound by row-level
 * security, and may select, insert, update and delete in every table and use every sequence that the owner makes, without
 * a grant in sight.
 *
 * <p>The helpers {@link #execute} and {@link #query} are plain JDBC as the owner, so that a test can look at the truth
 * without going through what it tests. Where row-level security is forced, they see nothing: ask as
 * {@link PostgresServer#administrator}.
 *
 * <p>Thread-safe.
 */
public final class TestDatabase implements AutoCloseable {

    private static final int POOL_SIZE = 10;

    private final PostgresServer server;
    private final String name;
    private final Sessions sessions;
    private final Sessions administration;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private @Nullable HikariDataSource application;

    private TestDatabase(PostgresServer server, String template) {
        this.server = server;
        this.name = server.newDatabase(template);
        this.sessions = new Sessions(owner());
        this.administration = new Sessions(server.administrator(name));
    }

    /** An empty database on the shared server. */
    public static TestDatabase create() {
        return createOn(PostgresServer.shared());
    }

    /** An empty database on a certain server, such as {@link PostgresServer#durable()}. */
    public static TestDatabase createOn(PostgresServer server) {
        return fromTemplate(server, "empty", owner -> {});
    }

    /**
     * A copy, on the shared server, of a template that is prepared once per JVM.
     *
     * @param name names the template; of two preparations under one name, only the first is ever run
     * @param prepareOnce fills the template as its owner; what it leaves open is closed for it
     * @throws RuntimeException what {@code prepareOnce} threw
     */
    public static TestDatabase fromTemplate(String name, Consumer<DataSource> prepareOnce) {
        return fromTemplate(PostgresServer.shared(), name, prepareOnce);
    }

    /** As {@link #fromTemplate(String, Consumer)}, on a certain server. */
    public static TestDatabase fromTemplate(PostgresServer server, String name, Consumer<DataSource> prepareOnce) {
        return new TestDatabase(server, server.template(name, prepareOnce));
    }

    /** The name of the database on its server. */
    public String name() {
        return name;
    }

    /** The server the database lies on. */
    public PostgresServer server() {
        return server;
    }

    /** Unpooled connections of the owner, for schema work. */
    public DataSource owner() {
        return server.as(PostgresServer.OWNER, name);
    }

    /** The one pool of the application, of up to ten connections; opened when first asked for, closed with this. */
    public HikariDataSource application() {
        synchronized (pools) {
            if (application == null) {
                application = open("application", server.port());
            }
            return application;
        }
    }

    /**
     * A new pool of the application whose connections run through a meter; closed with this. The meter starts at zero:
     * what it took to open the pool is not counted, nor is what it takes to open further connections.
     *
     * <p>The pool never asks a connection whether it is alive, since that would count; so a connection that was cut
     * fails in the hands of its next user, and only then leaves the pool.
     *
     * @throws IllegalArgumentException if the meter stands in front of another server than that of this database
     */
    public HikariDataSource through(WireCounter counter) {
        if (counter.server() != server) {
            throw new IllegalArgumentException("Cannot reach " + name + " through this counter: it stands in front of"
                    + " another server. Make it by WireCounter.inFrontOf(database.server()).");
        }
        HikariDataSource pool;
        synchronized (pools) {
            pool = open("metered", counter.port());
        }
        counter.reset();
        return pool;
    }

    private HikariDataSource open(String purpose, int port) {
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", Integer.toString(Integer.MAX_VALUE));
        HikariConfig config = new HikariConfig();
        config.setPoolName(name + "-" + purpose + "-" + pools.size());
        config.setJdbcUrl(PostgresServer.url(port, name));
        config.setUsername(PostgresServer.APPLICATION);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setIdleTimeout(0);
        config.setMaxLifetime(0);
        config.setKeepaliveTime(0);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    /**
     * Runs statements as the owner, each in a transaction of its own.
     *
     * @throws IllegalStateException if the server refuses one; it names the statement, its cause is the driver's
     *     exception
     */
    public void execute(String... statements) {
        sessions.execute(statements);
    }

    /**
     * Takes all rows out of these tables, whatever refers to them: no trigger fires, no rule and no policy stands against it.
     * Sequences go on where they are. For tables that hold a handful of rows it is much quicker than {@code truncate}, which
     * makes the files of each table and of its indexes anew.
     *
     * @param tables as SQL names them
     * @throws IllegalStateException if the server refuses, such as for want of a table
     */
    public void empty(List<String> tables) {
        String deletes = tables.stream().map(table -> "delete from " + table).collect(Collectors.joining("; "));
        administration.execute("set session_replication_role = replica; " + deletes);
    }

    /**
     * The rows of a query run as the owner, each a list of its columns, as the driver's {@code getObject} gives them.
     *
     * @param parameters the values of the question marks, in order
     * @throws IllegalStateException if the server refuses the query; its cause is the driver's exception
     */
    public List<List<@Nullable Object>> query(String sql, @Nullable Object... parameters) {
        try {
            return sessions.use(session -> read(session, sql, parameters));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run: " + sql, e);
        }
    }

    static List<List<@Nullable Object>> read(Connection session, String sql, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        }
    }

    private static List<List<@Nullable Object>> read(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        List<List<@Nullable Object>> result = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>(columns);
            for (int column = 1; column <= columns; column++) {
                row.add(rows.getObject(column));
            }
            result.add(Collections.unmodifiableList(row));
        }
        return Collections.unmodifiableList(result);
    }

    /** A transaction that is never committed, for tests that each alter the tables. */
    public Draft draft() {
        return new Draft(server.administrator(name));
    }

    /** Closes the pools and drops the database, whoever is still connected. */
    @Override
    public void close() {
        synchronized (pools) {
            pools.forEach(HikariDataSource::close);
            pools.clear();
            application = null;
        }
        sessions.close();
        administration.close();
        server.dropDatabase(name);
    }
}
