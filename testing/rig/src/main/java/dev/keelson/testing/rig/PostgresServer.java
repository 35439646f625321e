package dev.keelson.testing.rig;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An embedded PostgreSQL that lives as long as the JVM: started when first asked for, on a free port, and stopped at
 * exit. There is one for all tests, which never waits for the disk and lies in memory where the system has room there, and one that does, for tests of what survives.
 *
 * <p>It does not isolate tests from each other: that is the work of {@link TestDatabase}.
 *
 * <p>Thread-safe.
 */
public final class PostgresServer {

    /** The role that owns the schema of every {@link TestDatabase}. */
    static final String OWNER = "keelson_owner";
    /** The role of the application: neither superuser nor owner, bound by row-level security. */
    static final String APPLICATION = "keelson_app";

    private static final String SUPERUSER = "postgres";
    /** More than a machine needs that does other work beside. */
    private static final Duration STARTUP = Duration.ofMinutes(1);

    private final EmbeddedPostgres postgres;
    private final Sessions administration;
    private final Map<String, String> templates = new HashMap<>();
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(boolean durable) {
        String disk = durable ? "on" : "off";
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
            if (!durable) {
                DataDirectory.inMemory().ifPresent(builder::setDataDirectory);
            }
            this.postgres = builder.setPort(0)
                    .setPGStartupWait(STARTUP)
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("lc_messages", "C")
                    .setServerConfig("fsync", disk)
                    .setServerConfig("full_page_writes", disk)
                    .setServerConfig("synchronous_commit", disk)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot start the embedded PostgreSQL. Likely causes: no binaries for this"
                            + " platform on the class path, or a temporary directory that forbids to execute files.",
                    e);
        }
        this.administration = new Sessions(administrator("postgres"));
        administration.execute(
                "create role " + OWNER + " login nosuperuser nocreatedb nocreaterole nobypassrls",
                "create role " + APPLICATION + " login nosuperuser nocreatedb nocreaterole nobypassrls");
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
