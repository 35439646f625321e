package dev.keelson.testing.rig;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An embedded PostgreSQL that lives as long as the JVM: started when first asked for, on a free port, and stopped at
 * exit. There is one for all tests, which never waits for the disk and lies in memory where the system has room there, and
 * one that does, for tests of what survives. A test of what servers do to their clients starts {@linkplain #own() one of its
 * own}, which it may restart, copy and close.
 *
 * <p>It does not isolate tests from each other: that is the work of {@link TestDatabase}.
 *
 * <p>Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {

    /** The role that owns the schema of every {@link TestDatabase}. */
    static final String OWNER = "keelson_owner";
    /** The role of the application: neither superuser nor owner, bound by row-level security. */
    static final String APPLICATION = "keelson_app";

    private static final String SUPERUSER = "postgres";
    /** More than a machine needs that does other work beside. */
    private static final Duration STARTUP = Duration.ofMinutes(1);

    private final boolean durable;

    /** Where its files lie; null for a server that is never restarted. */
    private final @Nullable Path files;

    private final Sessions administration;
    private final Map<String, String> templates = new HashMap<>();
    private final AtomicInteger databases = new AtomicInteger();
    private volatile EmbeddedPostgres postgres;

    private PostgresServer(boolean durable, @Nullable Path files, int port) {
        this.durable = durable;
        this.files = files;
        this.postgres = start(durable, files, port);
        this.administration = new Sessions(administrator("postgres"));
    }

    private PostgresServer(boolean durable) {
        this(durable, null, durable ? 0 : FixedPort.asked());
        makeRoles();
    }

    private static EmbeddedPostgres start(boolean durable, @Nullable Path files, int port) {
        String disk = durable ? "on" : "off";
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setPGStartupWait(STARTUP)
                .setServerConfig("max_connections", "300")
                .setServerConfig("lc_messages", "C")
                .setServerConfig("fsync", disk)
                .setServerConfig("full_page_writes", disk)
                .setServerConfig("synchronous_commit", disk);
        try {
            if (files != null) {
                builder.setDataDirectory(files).setCleanDataDirectory(false);
            } else if (!durable) {
                DataDirectory.inMemory().ifPresent(builder::setDataDirectory);
            }
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot start the embedded PostgreSQL. Likely causes: no binaries for this"
                            + " platform on the class path, or a temporary directory that forbids to execute files.",
                    e);
        }
    }

    private void makeRoles() {
        administration.execute(
                "create role " + OWNER + " login nosuperuser nocreatedb nocreaterole nobypassrls",
                "create role " + APPLICATION + " login nosuperuser nocreatedb nocreaterole nobypassrls");
    }

    /** A server of one test, which closes it; its fsync is off. */
    public static PostgresServer own() {
        PostgresServer server = new PostgresServer(false, BaseBackup.newDirectory(), 0);
        server.makeRoles();
        return server;
    }

    /**
     * Stops the server, which ends all its sessions, and starts it again on the same port with all that was committed.
     *
     * @throws IllegalStateException if it is not {@linkplain #own() one's own}
     */
    public void restart() {
        Path directory = ownFiles();
        int port = port();
        stop();
        postgres = start(durable, directory, port);
    }

    /**
     * Starts a replica that follows this server and can be read. To be closed before it.
     *
     * @throws IllegalStateException if this server is not {@linkplain #own() one's own}
     */
    public PostgresServer replica() {
        Path copy = BaseBackup.newDirectory();
        BaseBackup.take(this, ownFiles(), copy);
        return new PostgresServer(durable, copy, 0);
    }

    /** Returns when a replica has done all that this server has done so far. */
    public void awaitReplay(PostgresServer replica) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        String reached = ask("select pg_current_wal_insert_lsn()::text");
        while (!replica.ask("select (pg_last_wal_replay_lsn() >= '" + reached + "')::text")
                .equals("true")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The replica has not followed within a minute");
            }
            Thread.onSpinWait();
        }
    }

    /** Has a replica be a server of its own from now on, which can be written. */
    public void promote() {
        execute(administrator("postgres"), "select pg_promote(true, 60)");
    }

    private String ask(String sql) {
        try (Connection connection = administrator("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run: " + sql, e);
        }
    }

    private Path ownFiles() {
        Path directory = files;
        if (directory == null) {
            throw new IllegalStateException(
                    "This server belongs to all tests of the JVM. Start one: PostgresServer.own()");
        }
        return directory;
    }

    private void stop() {
        administration.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop the embedded PostgreSQL on port " + port(), e);
        }
    }

    /**
     * Stops the server and deletes its files.
     *
     * @throws IllegalStateException if it is not {@linkplain #own() one's own}
     */
    @Override
    public void close() {
        Path directory = ownFiles();
        stop();
        BaseBackup.delete(directory);
    }

    /** The server of this JVM for everything that need not survive a crash of the machine; its fsync is off. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** A second server of this JVM whose commits reach the disk: fsync, full page writes, synchronous commit. */
    public static PostgresServer durable() {
        return Durable.SERVER;
    }

    /** The host to connect to. */
    public String host() {
        return "localhost";
    }

    /** The port to connect to. */
    public int port() {
        return postgres.getPort();
    }

    /**
     * Unpooled connections of the superuser, for what a test does to the server itself: ending a session, reading
     * statistics. Code under test should never see it, since a superuser passes every check of rights.
     *
     * @param database the database to connect to, such as {@link TestDatabase#name()}
     */
    public DataSource administrator(String database) {
        return as(SUPERUSER, database);
    }

    /** Unpooled connections of a role. */
    DataSource as(String role, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(port(), database));
        source.setUser(role);
        return source;
    }

    /**
     * The address of a database behind a port, without anything in it that would cost a round trip: no negotiation of
     * encryption, no settings that the driver would have to make by statements.
     */
    static String url(int port, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database
                + "?sslmode=disable&gssEncMode=disable&assumeMinServerVersion=18";
    }

    /**
     * The name of the template database of that name; it is made and prepared when first asked for.
     *
     * @throws RuntimeException what the preparation threw; the next call tries again
     */
    String template(String name, Consumer<DataSource> prepareOnce) {
        synchronized (templates) {
            String known = templates.get(name);
            if (known != null) {
                return known;
            }
            String template = "template_" + templates.size();
            createDatabase(template, "template1");
            try {
                grantToApplication(template);
                prepareOnce.accept(as(OWNER, template));
                seal(template);
            } catch (RuntimeException e) {
                dropDatabase(template);
                throw e;
            }
            templates.put(name, template);
            return template;
        }
    }

    /** A new database that holds what the template holds, under a name of its own. */
    String newDatabase(String template) {
        String database = "test_" + databases.incrementAndGet();
        createDatabase(database, template);
        return database;
    }

    void dropDatabase(String database) {
        administration.execute("drop database if exists " + database + " with (force)");
    }

    private void createDatabase(String database, String template) {
        administration.execute("create database " + database + " template " + template + " owner " + OWNER);
    }

    private void grantToApplication(String database) {
        String future = "alter default privileges for role " + OWNER + " grant ";
        execute(
                administrator(database),
                future + "select, insert, update, delete on tables to " + APPLICATION,
                future + "usage on sequences to " + APPLICATION,
                future + "usage on schemas to " + APPLICATION);
    }

    /** PostgreSQL copies a database only while nobody is connected to it, whatever its preparation left open. */
    private void seal(String template) {
        administration.execute(
                "alter database " + template + " allow_connections false",
                "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '" + template + "'");
    }

    static void execute(DataSource source, String... statements) {
        try (Sessions once = new Sessions(source)) {
            once.execute(statements);
        }
    }

    private static final class Shared {
        static final PostgresServer SERVER = new PostgresServer(false);
    }

    private static final class Durable {
        static final PostgresServer SERVER = new PostgresServer(true);
    }
}
