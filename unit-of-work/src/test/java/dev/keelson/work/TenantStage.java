package dev.keelson.work;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.tenants.Estate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The estate of two tenants on a database. What goes through {@link #keelson()} is counted on the wire; what a test prepares goes
 * through {@link #aside()} and is not.
 */
final class TenantStage implements AutoCloseable {

    private final boolean secured;
    private final TestDatabase database = TestDatabase.create();
    private final WireCounter wire = WireCounter.start();
    private final Keelson keelson;
    private final Keelson aside;

    /**
     * @param secured whether the database keeps tenants apart as well
     */
    TenantStage(boolean secured) {
        this.secured = secured;
        database.execute(Estate.ddl(secured));
        keelson = on(database.through(wire));
        aside = on(database.application());
    }

    /** One more on this database. */
    Keelson on(DataSource pool) {
        return Estate.mapped(secured).dataSource(pool).build();
    }

    Keelson keelson() {
        return keelson;
    }

    Keelson aside() {
        return aside;
    }

    WireCounter wire() {
        return wire;
    }

    /** A pool of its own with so many connections of the application. */
    HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.application().getJdbcUrl());
        config.setUsername(database.application().getUsername());
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    /** Takes all rows of all tenants out, and gives one an aggregate of each class. */
    void begin(String mark) {
        database.empty(Estate.TABLES);
        aside.run(Estate.B, work -> Estate.settlement(mark).forEach(work::add));
        wire.reset();
    }

    /** What a tenant has, but for its commands. */
    List<String> rows(String tenant) throws SQLException {
        return rows(tenant, "(to_jsonb(t) - 'tenant_id')::text", Estate.TABLES.subList(0, Estate.TABLES.size() - 1));
    }

    /** B's rows, its commands too, with where they lie and who has locked them or tried to write them. */
    List<String> theirs() throws SQLException {
        return rows("B", "ctid || ' ' || xmin || ' ' || xmax || ' ' || t::text", Estate.TABLES);
    }

    private List<String> rows(String tenant, String row, List<String> tables) throws SQLException {
        return shown(tables.stream()
                .map(table -> "select '" + table + " ' || " + row + " from " + table + " t where tenant_id = '" + tenant
                        + "'")
                .collect(Collectors.joining(" union all ", "", " order by 1")));
    }

    /** The first column of what a query shows to one whom no row-level security binds. */
    List<String> shown(String sql) throws SQLException {
        return Forgetful.rows(administrator(), sql);
    }

    /** Statements of one whom neither row-level security nor foreign keys bind. */
    void past(String... statements) throws SQLException {
        Forgetful.execute(administrator(), "set session_replication_role = replica; " + String.join("; ", statements));
    }

    /** What is logged meanwhile; in tests the log goes to System.err. */
    static String logged(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return caught.toString(StandardCharsets.UTF_8);
    }

    private DataSource administrator() {
        return database.server().administrator(database.name());
    }

    @Override
    public void close() {
        keelson.close();
        aside.close();
        wire.close();
        database.close();
    }
}
