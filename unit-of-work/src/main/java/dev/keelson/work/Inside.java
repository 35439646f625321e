package dev.keelson.work;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.database.Database.Use;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.sql.BoundStatement;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What Keelson's own test kit sees of a {@link Keelson} besides its mappings: what policies say, and the bare rows. */
@Internal
public final class Inside {

    private Inside() {}

    /** What policies say of each table. */
    public static Policies policies(Keelson keelson) {
        return keelson.engine.policies();
    }

    /**
     * Does something in one transaction on a connection of the application's, with the settings that policies make for a context,
     * past mappings and policies.
     *
     * @param attempted what a message says was attempted
     * @throws dev.keelson.kernel.error.DatabaseException if the database refuses or cannot be reached
     */
    public static <T extends @Nullable Object> T with(
            Keelson keelson, WorkContext context, String attempted, Use<T> use) {
        Engine engine = keelson.engine;
        return engine.database().use(() -> attempted, null, connection -> {
            connection.setAutoCommit(false);
            try {
                for (BoundStatement setting : engine.settings().at(new Moment(context), engine.timeouts())) {
                    Jdbc.update(connection, setting);
                }
                T made = use.with(connection);
                connection.commit();
                return made;
            } finally {
                restore(connection);
            }
        });
    }

    private static void restore(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
