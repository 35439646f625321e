package dev.keelson.work.shapes;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.schema.Schema;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** What commits are run by, and on which database. */
enum Backend {
    /** PostgreSQL, one message a commit. */
    POSTGRES,
    /** PostgreSQL, by plain statements. */
    PORTABLE,
    /** H2, by plain statements. */
    H2;

    /**
     * A database.
     *
     * @param execute runs statements as its owner
     * @param close drops it
     */
    record Opened(DataSource dataSource, Consumer<String[]> execute, Runnable close) {}

    /** Makes an empty database. */
    Opened open(WireCounter wire) {
        if (this != H2) {
            TestDatabase database = TestDatabase.create();
            return new Opened(database.through(wire), database::execute, database::close);
        }
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        return new Opened(memory, statements -> execute(memory, statements), () -> execute(memory, "shutdown"));
    }

    private static void execute(DataSource dataSource, String... statements) {
        for (String sql : statements) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException failure) {
                throw new IllegalStateException(sql, failure);
            }
        }
    }

    /** The tables as this database has them. */
    Schema schema(KeelsonBuilder builder) {
        return builder.schema(this == H2 ? StatementProfile.H2 : StatementProfile.POSTGRES);
    }

    /** Has commits run as they are here. */
    KeelsonBuilder on(KeelsonBuilder builder, DataSource dataSource) {
        builder.dataSource(dataSource);
        return this == PORTABLE ? builder.portable() : builder;
    }
}
