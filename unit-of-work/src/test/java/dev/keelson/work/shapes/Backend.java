package dev.keelson.work.shapes;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.schema.Schema;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** What commits are run by, and on which database. */
public enum Backend {
    /** PostgreSQL, one message a commit. */
    POSTGRES,
    /** PostgreSQL, by plain statements. */
    PORTABLE,
    /** H2, by plain statements. */
    H2;

    private static final String TABLES =
            "select table_name from information_schema.tables where table_schema = 'public'"
                    + " and table_type = 'BASE TABLE' and table_name <> 'keelson_commits'";

    /**
     * A database.
     *
     * @param dataSource the application's connections
     * @param owner those of whoever made the tables
     * @param database what is to be dropped, or null for one in memory
     */
    public record Opened(
            Backend backend,
            DataSource dataSource,
            DataSource owner,
            @Nullable TestDatabase database) implements AutoCloseable {

        /** Runs statements as the owner. */
        public void execute(String... statements) {
            if (database != null) {
                database.execute(statements);
                return;
            }
            for (String sql : statements) {
                with(sql, statement -> statement.execute(sql));
            }
        }

        /** The rows of a query by the owner, as the driver's {@code getObject} gives them. */
        public List<List<@Nullable Object>> query(String sql) {
            if (database != null) {
                return database.query(sql);
            }
            return with(sql, statement -> {
                List<List<@Nullable Object>> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        List<@Nullable Object> row = new ArrayList<>();
                        for (int n = 1; n <= rows.getMetaData().getColumnCount(); n++) {
                            row.add(rows.getObject(n));
                        }
                        found.add(row);
                    }
                }
                return found;
            });
        }

        /** The tables of the application, quoted. */
        public List<String> tables() {
            return query(TABLES).stream().map(row -> "\"" + row.get(0) + "\"").toList();
        }

        /** Takes all rows out of these tables. */
        public void empty(List<String> tables) {
            if (database == null) {
                unchecked(
                        tables.stream().map(table -> "truncate table " + table).toArray(String[]::new));
            } else {
                database.empty(tables);
            }
        }

        /** Inserts two rows that refer to each other. */
        public void insertBoth(String one, String other) {
            if (backend == H2) {
                unchecked(one, other);
            } else {
                execute("with one as (" + one + ") " + other);
            }
        }

        private void unchecked(String... statements) {
            execute("set referential_integrity false");
            execute(statements);
            execute("set referential_integrity true");
        }

        private <T> T with(String sql, Use<T> use) {
            try (Connection connection = owner.getConnection();
                    Statement statement = connection.createStatement()) {
                return use.of(statement);
            } catch (SQLException failure) {
                throw new IllegalStateException(sql, failure);
            }
        }

        @FunctionalInterface
        private interface Use<T> {
            T of(Statement statement) throws SQLException;
        }

        @Override
        public void close() {
            if (database == null) {
                execute("shutdown");
            } else {
                database.close();
            }
        }
    }

    /** Makes an empty database. */
    public Opened open(WireCounter wire) {
        if (this != H2) {
            TestDatabase database = TestDatabase.create();
            return new Opened(this, database.through(wire), database.owner(), database);
        }
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        return new Opened(this, memory, memory, null);
    }

    /** The tables as this database has them. */
    public Schema schema(KeelsonBuilder builder) {
        return builder.schema(this == H2 ? StatementProfile.H2 : StatementProfile.POSTGRES);
    }

    /** Has commits run as they are here. */
    public KeelsonBuilder on(KeelsonBuilder builder, DataSource dataSource) {
        builder.dataSource(dataSource);
        return this == PORTABLE ? builder.portable(true) : builder;
    }
}
