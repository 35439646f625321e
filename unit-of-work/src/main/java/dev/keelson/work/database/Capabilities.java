package dev.keelson.work.database;

import dev.keelson.kernel.error.MappingException.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PreferQueryMode;

/** Whether the driver can do what a commit in one round trip needs. */
public final class Capabilities {

    private Capabilities() {}

    /** What is missing, as faults; none where the driver is pgjdbc in its usual query mode. */
    public static List<Fault> check(Database database) {
        return database.use(() -> "look at the database driver", null, connection -> {
            if (!isPostgres(connection)) {
                return List.of(new Fault(
                        "dataSource",
                        "its connections are not PostgreSQL's own ("
                                + connection.getMetaData().getDriverName() + ")",
                        "Give a pool of pgjdbc connections"));
            }
            PreferQueryMode mode = connection.unwrap(PGConnection.class).getPreferQueryMode();
            return mode == PreferQueryMode.SIMPLE
                    ? List.of(new Fault(
                            "dataSource",
                            "preferQueryMode=simple sends values inside of SQL texts",
                            "Remove preferQueryMode from the connection's properties"))
                    : List.of();
        });
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class);
    }
}
