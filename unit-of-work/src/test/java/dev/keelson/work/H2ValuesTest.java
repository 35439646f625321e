package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.sql.StatementProfile;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values on H2, where it takes them otherwise than PostgreSQL: JSON, decimals, times, sequences, words that it reserves. */
@SuppressWarnings("NullAway.Init")
class H2ValuesTest {

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    record Reading(int value, List<String> key) {}

    /** Columns whose names H2 reserves. */
    static final class Day {
        private final long id;
        private Map<String, Reading> value = Map.of();
        private @Nullable Reading key;
        private BigDecimal year = new BigDecimal("1.000");
        private LocalTime hour = LocalTime.of(1, 2, 3, 456_789_000);
        private LocalDate month = LocalDate.of(-44, 3, 15);
        private Instant second = Instant.parse("1582-10-10T00:00:00.000001Z");
        private byte[] interval = {1, 0, -1};
        private double row = Double.NEGATIVE_INFINITY;

        Day(long id) {
            this.id = id;
        }
    }

    private JdbcConnectionPool pool;
    private Keelson keelson;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Day.class,
                        day -> day.databaseIds("day_numbers")
                                .property("value", p -> p.json())
                                .property("key", p -> p.json())
                                .property("year", p -> p.type(ColumnType.numeric(10, 3))));
    }

    @BeforeEach
    void open() throws SQLException {
        pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        execute(pool, mapped().schema(StatementProfile.H2).ddl());
        keelson = mapped().dataSource(pool).build();
    }

    @AfterEach
    void close() throws SQLException {
        execute(pool, "shutdown");
        pool.dispose();
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void what_goes_in_comes_out_and_is_not_written_again() {
        Day day = new Day(keelson.<Long, RuntimeException>call(CONTEXT, work -> work.nextId(Day.class)));
        day.value = Map.of("a \"quoted\" word", new Reading(1, List.of("x", "y")));
        day.key = new Reading(2, List.of());
        day.year = new BigDecimal("12.340");
        keelson.run(CONTEXT, work -> work.add(day));

        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            Day loaded = work.get(Day.class, day.id);
            assertThat(loaded).usingRecursiveComparison().isEqualTo(day);
            assertThat(work.plan()).hasToString("nothing to commit");
            loaded.value = Map.of("b", new Reading(3, List.of("z")));
            loaded.key = null;
            work.commit();
        }
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            Day loaded = work.get(Day.class, day.id);
            assertThat(loaded.value).isEqualTo(Map.of("b", new Reading(3, List.of("z"))));
            assertThat(loaded.key).isNull();
        }
    }

    @Test
    void rows_of_a_batch_have_values_and_nulls() {
        List<Day> days = new ArrayList<>();
        keelson.run(CONTEXT, work -> {
            for (int n = 0; n < 120; n++) {
                Day day = new Day(work.<Long>nextId(Day.class));
                day.key = n % 2 == 0 ? null : new Reading(n, List.of("" + n));
                days.add(day);
                work.add(day);
            }
        });
        assertThat(days).extracting(day -> day.id).doesNotHaveDuplicates();
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            assertThat(work.getAll(Day.class, days.stream().map(day -> day.id).toList()))
                    .usingRecursiveComparison()
                    .isEqualTo(days);
            assertThat(work.query(Day.class)
                            .where(work.table(Day.class)
                                    .field("month", LocalDate.class)
                                    .lt(LocalDate.of(-43, 1, 1)))
                            .count())
                    .isEqualTo(120);
        }
    }

    @Test
    void a_sequence_that_is_missing_is_told() {
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            assertThatThrownBy(() -> work.nextNumber("nowhere"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("draw identifiers for nowhere");
        }
        assertThatThrownBy(() -> Keelson.builder()
                        .map(Day.class, day -> day.databaseIds("nowhere"))
                        .dataSource(pool)
                        .build())
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("there is no sequence nowhere");
    }

    @Test
    void odd_types_of_other_tables_are_in_nobodys_way() throws SQLException {
        execute(
                pool,
                "create table others (a char(20000000), b numeric(2000, 1500), c interval day, d geometry, e int"
                        + " array)");

        mapped().dataSource(pool).build().close();
    }

    @Test
    void types_that_h2_has_not_are_told_at_the_start() {
        assertThatThrownBy(() -> Keelson.builder()
                        .map(
                                Day.class,
                                day -> day.databaseIds("day_numbers")
                                        .property("value", p -> p.json())
                                        .property("key", p -> p.json())
                                        .property("interval", p -> p.type(ColumnType.other("inet"))))
                        .dataSource(pool)
                        .build())
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("days.interval");
    }
}
