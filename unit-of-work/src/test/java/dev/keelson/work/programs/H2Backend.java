package dev.keelson.work.programs;

import dev.keelson.work.Keelson;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** H2, by plain statements. What is written is not told. */
final class H2Backend implements Backend {

    private final JdbcConnectionPool memory;
    private final CountedPool pool;
    private final Keelson keelson;
    private final TableReader reader;

    H2Backend(Setting setting) {
        memory = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1", "sa", "");
        Models.ddl(setting, StatementProfile.H2).forEach(this::execute);
        pool = new CountedPool(memory);
        keelson = Models.mapped(setting).dataSource(pool.dataSource()).build();
        try {
            reader = new TableReader(memory.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = memory.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public Keelson keelson() {
        return keelson;
    }

    @Override
    public int connections() {
        return pool.taken();
    }

    @Override
    public List<Row> rows() {
        return reader.rows();
    }

    @Override
    public boolean isAudited() {
        return false;
    }

    @Override
    public List<WrittenRow> audit() {
        return List.of();
    }

    @Override
    public void close() {
        keelson.close();
        reader.close();
        execute("shutdown");
        memory.dispose();
    }
}
