package dev.keelson.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.workload.Inputs;
import dev.keelson.benchmarks.workload.Workload;
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
 * over a wire that counts and can be made long. Every stand begins with the same orders. For one thread at a time.
 */
final class Stand implements AutoCloseable {

    private static final int CHUNK = 500;

    private final Contestant contestant;
    private final TestDatabase database;
    private final WireCounter wire;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final OrderBook direct;
    private final OrderBook wired;

    private Stand(Contestant contestant, TestDatabase database) {
        this.contestant = contestant;
        this.database = database;
        this.wire = WireCounter.inFrontOf(database.server());
        this.direct = contestant.open(pool(database.application()));
        this.wired = contestant.open(pool(database.through(wire)));
    }

    static Stand of(Contestant contestant, Workload workload, Settings settings) {
        List<Order> base = base(workload, settings);
        return new Stand(
                contestant,
                TestDatabase.fromTemplate(
                        contestant.name() + "_" + workload.lines(), owner -> fill(owner, contestant, base)));
    }

    /** The orders that every stand of a workload begins with; made anew by each call. */
    static List<Order> base(Workload workload, Settings settings) {
        return Inputs.base(settings.seed(), settings.orders(workload), workload.lines());
    }

    private static void fill(DataSource owner, Contestant contestant, List<Order> base) {
        try {
            execute(owner, contestant.ddl());
            stopVacuum(owner);
            try (OrderBook book = contestant.open(owner)) {
                for (int from = 0; from < base.size(); from += CHUNK) {
                    book.insert(base.subList(from, Math.min(from + CHUNK, base.size())));
                }
            }
            execute(owner, "vacuum analyze");
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot fill the database of " + contestant.name(), e);
        }
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

    /** The same pool, or one like it if the contestant wants other settings of the driver. */
    private DataSource pool(HikariDataSource given) {
        if (contestant.driverSettings().isEmpty()) {
            return given;
        }
        HikariConfig config = new HikariConfig();
        given.copyStateTo(config);
        config.setJdbcUrl(given.getJdbcUrl() + contestant.driverSettings());
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    Contestant contestant() {
        return contestant;
    }

    TestDatabase database() {
        return database;
    }

    WireCounter wire() {
        return wire;
    }

    /** The orders with nothing between the contestant and the server. */
    OrderBook direct() {
        return direct;
    }

    /** The same orders over the wire. */
    OrderBook wired() {
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
