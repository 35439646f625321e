package dev.keelson.benchmarks.stand;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.workload.Base;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * One contestant at one workload: a database of its own with its own tables, which nobody else writes, reached directly and
 * over a wire that counts and can be made long. Every stand begins with the same orders. For one caller at a time.
 */
public final class Stand implements AutoCloseable {

    private final Contestant contestant;
    private final TestDatabase database;
    private final WireCounter wire;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final OrderBook direct;
    private final OrderBook wired;

    private Stand(Contestant contestant, TestDatabase database, WireCounter wire, int workers) {
        this.contestant = contestant;
        this.database = database;
        this.wire = wire;
        this.direct = contestant.open(pool(database.application(), workers));
        this.wired = contestant.open(pool(database.through(wire), workers));
    }

    /**
     * Makes one.
     *
     * @param workers how many threads will perform at once
     * @throws dev.keelson.benchmarks.contestant.CannotRun if the contestant cannot store such a base
     */
    public static Stand of(Contestant contestant, Base base, int workers) throws SQLException {
        TestDatabase database = database(contestant, base);
        WireCounter wire = WireCounter.inFrontOf(database.server());
        try {
            return new Stand(contestant, database, wire, workers);
        } catch (RuntimeException e) {
            wire.close();
            database.close();
            throw e;
        }
    }

    /** What most workloads begin with is made once and copied; a template lies on the disk until the end. */
    private static TestDatabase database(Contestant contestant, Base base) throws SQLException {
        if (base.isCommon()) {
            return TestDatabase.fromTemplate(contestant.name(), owner -> {
                try {
                    fill(owner, contestant, base);
                } catch (SQLException e) {
                    throw new IllegalStateException("Cannot fill the database of " + contestant.name(), e);
                }
            });
        }
        TestDatabase database = TestDatabase.create();
        try {
            fill(database.owner(), contestant, base);
            return database;
        } catch (RuntimeException | SQLException e) {
            database.close();
            throw e;
        }
    }

    private static void fill(DataSource owner, Contestant contestant, Base base) throws SQLException {
        execute(owner, contestant.ddl());
        execute(owner, base.index());
        stopVacuum(owner);
        try (OrderBook book = contestant.open(owner)) {
            base.fill(book);
        }
        execute(owner, "vacuum analyze");
    }

    /** A vacuum in the background would hit whoever is measured just then. */
    private static void stopVacuum(DataSource owner) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select format('alter table %I.%I set"
                        + " (autovacuum_enabled = false)', schemaname, tablename) from pg_tables"
                        + " where tableowner = current_user")) {
            while (row.next()) {
                statements.add(row.getString(1));
            }
        }
        execute(owner, String.join("; ", statements));
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * A pool like the given one that opens as many connections as there are workers before anybody asks, so that nobody is
     * measured who waits for one.
     */
    private DataSource pool(HikariDataSource given, int workers) {
        HikariConfig config = new HikariConfig();
        given.copyStateTo(config);
        config.setPoolName(given.getPoolName() + "-" + contestant.name());
        config.setJdbcUrl(given.getJdbcUrl() + contestant.driverSettings());
        config.setMinimumIdle(Math.min(workers, config.getMaximumPoolSize()));
        given.close(); // it was the pattern, and would hold a connection
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    /** Who performs here. */
    public Contestant contestant() {
        return contestant;
    }

    /** Its database. */
    public TestDatabase database() {
        return database;
    }

    /** What {@link #wired} goes through. */
    public WireCounter wire() {
        return wire;
    }

    /** The orders with nothing between the contestant and the server. */
    public OrderBook direct() {
        return direct;
    }

    /** The same orders over the wire. */
    public OrderBook wired() {
        return wired;
    }

    @Override
    public void close() {
        direct.close();
        wired.close();
        pools.forEach(HikariDataSource::close);
        wire.close();
        database.close();
    }
}
