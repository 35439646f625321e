package dev.keelson.work.policy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** A Keelson on tables that its own schema made, and what plain JDBC reads there. */
public final class PolicyStage implements AutoCloseable {

    public static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    public static final Instant LATER = Instant.parse("2026-11-27T13:00:00.123456Z");

    /** By which statements, on which database. */
    public enum Setting {
        ONE_MESSAGE,
        PLAIN_STATEMENTS,
        H2
    }

    private final @Nullable TestDatabase database;
    private final DataSource source;
    private final Setting setting;
    private final Keelson keelson;

    /**
     * @param source by whom a test reads, whatever policies of the database say
     */
    private PolicyStage(@Nullable TestDatabase database, DataSource source, Setting setting, Keelson keelson) {
        this.setting = setting;
        this.database = database;
        this.source = source;
        this.keelson = keelson;
    }

    /**
     * @param changes of the tables, before they are built upon
     */
    public static PolicyStage open(Setting setting, KeelsonBuilder mapped, String... changes) {
        if (setting == Setting.H2) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE");
            mapped.schema(StatementProfile.H2).statements().forEach(sql -> execute(h2, sql));
            List.of(changes).forEach(sql -> execute(h2, sql));
            return new PolicyStage(null, h2, setting, mapped.dataSource(h2).build());
        }
        mapped.portable(setting == Setting.PLAIN_STATEMENTS);
        TestDatabase database = TestDatabase.create();
        database.execute(mapped.schema().ddl());
        database.execute(changes);
        DataSource administrator = database.server().administrator(database.name());
        return new PolicyStage(
                database,
                administrator,
                setting,
                mapped.dataSource(database.application()).build());
    }

    public static WorkContext by(String actor, Instant at) {
        return WorkContext.of(TenantId.of("acme"), Actor.of(actor)).withClock(Clock.fixed(at, ZoneOffset.UTC));
    }

    private static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    public Keelson keelson() {
        return keelson;
    }

    /** Another Keelson on the same tables. */
    public Keelson again(KeelsonBuilder mapped) {
        return mapped.portable(setting == Setting.PLAIN_STATEMENTS)
                .dataSource(database == null ? source : database.application())
                .build();
    }

    /** Runs statements as whom the database does not bind. */
    public void execute(String... statements) {
        List.of(statements).forEach(sql -> execute(source, sql));
    }

    /** What a query gives, instants as such. */
    public List<List<@Nullable Object>> query(String sql) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(normal(found.getObject(column)));
                }
                rows.add(row);
            }
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
        return rows;
    }

    private static @Nullable Object normal(@Nullable Object value) {
        return switch (value) {
            case Timestamp timestamp -> timestamp.toInstant();
            case OffsetDateTime time -> time.toInstant();
            case null, default -> value;
        };
    }

    @Override
    public void close() {
        keelson.close();
        if (database != null) {
            database.close();
        }
    }
}
