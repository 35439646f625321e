package dev.keelson.work.database;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the database behind a data source can do, which decides what its statements are written in. */
public final class Capabilities {

    private static final Logger LOG = LoggerFactory.getLogger(Capabilities.class);

    private Capabilities() {}

    /**
     * The profile for its statements. Where it is not PostgreSQL's own, commits take several round trips, which is logged.
     *
     * @param portable whether plain statements are wanted even where others would do
     * @throws MappingException if Keelson does not know the database
     * @throws dev.keelson.kernel.error.DatabaseException if it cannot be reached
     */
    public static StatementProfile profile(Database database, boolean portable) {
        return database.look(() -> "look at the database driver", connection -> profile(connection, portable));
    }

    private static StatementProfile profile(Connection connection, boolean portable) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> logged(StatementProfile.H2, "the database is H2");
            case "PostgreSQL" -> {
                String reason = portable ? "the application asks for plain statements" : hindrance(connection);
                yield reason == null ? StatementProfile.POSTGRES : logged(StatementProfile.PORTABLE, reason);
            }
            default ->
                throw new MappingException(List.of(new Fault(
                        "dataSource",
                        "its database is " + product + ", whose SQL Keelson does not write",
                        "Give a pool of connections to PostgreSQL, or to H2 for tests")));
        };
    }

    /** What keeps a commit from being one message, or null. */
    private static @Nullable String hindrance(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return "its connections are not pgjdbc's own ("
                    + connection.getMetaData().getDriverName() + ")";
        }
        return connection.unwrap(PGConnection.class).getPreferQueryMode() == PreferQueryMode.SIMPLE
                ? "preferQueryMode=simple sends values inside of SQL texts"
                : null;
    }

    /** Whether its connections can be told apart though pools wrap them, so that each need be told something only once. */
    public static boolean knowsConnections(Database database) {
        return database.look(
                () -> "look at the database driver", connection -> connection.isWrapperFor(PGConnection.class));
    }

    /**
     * The same database, by plain statements where tables have rules: PostgreSQL allows no write on such a table inside of a
     * statement that counts its rows, but tells the driver how many there were.
     *
     * @param rules the tables' rules, each as a clause
     */
    public static Database withRules(Database database, List<String> rules) {
        return rules.isEmpty() || database.profile().delivery() == Delivery.BATCHES
                ? database
                : database.in(logged(StatementProfile.PORTABLE, String.join(", ", rules)));
    }

    private static StatementProfile logged(StatementProfile profile, String reason) {
        LOG.info("Commits run as JDBC batches, in several round trips each: {}.", reason);
        return profile;
    }
}
