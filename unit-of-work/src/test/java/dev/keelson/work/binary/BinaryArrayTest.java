package dev.keelson.work.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.value.ColumnText;
import dev.keelson.value.ColumnType;
import dev.keelson.value.Range;
import dev.keelson.work.database.Jdbc;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** The server reads of an array in binary form what it reads of the texts of its elements. */
class BinaryArrayTest {

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                of(ColumnType.bool(), true, false),
                of(ColumnType.smallint(), (short) 0, Short.MIN_VALUE, Short.MAX_VALUE),
                of(ColumnType.integer(), 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE),
                of(ColumnType.bigint(), 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE),
                of(ColumnType.real(), 0f, -0f, 1.5f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY),
                of(ColumnType.doublePrecision(), 0d, -0d, 1.5, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY),
                of(ColumnType.numeric(), decimals()),
                of(ColumnType.text(), texts()),
                of(ColumnType.varchar(40), texts()),
                of(ColumnType.character(40), texts()),
                of(ColumnType.json(), "1", "{\"a\": \"\u00e9\"}", "null"),
                of(ColumnType.jsonb(), "1", "{\"a\": \"\uD83D\uDE00\"}", "null"),
                of(ColumnType.uuid(), new UUID(0, 0), new UUID(-1, -1), new UUID(1, Long.MIN_VALUE)),
                of(ColumnType.bytea(), new byte[0], new byte[] {0, -1, 127}),
                of(
                        ColumnType.date(),
                        LocalDate.EPOCH,
                        LocalDate.of(2000, 1, 1),
                        LocalDate.of(1999, 12, 31),
                        LocalDate.of(0, 2, 29),
                        LocalDate.of(-4712, 1, 1),
                        LocalDate.of(294_276, 12, 31)),
                of(ColumnType.time(), LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000)),
                of(
                        ColumnType.timestamp(),
                        LocalDateTime.of(2000, 1, 1, 0, 0),
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                        LocalDateTime.of(-4712, 1, 2, 3, 4),
                        LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000)),
                of(
                        ColumnType.timestamptz(),
                        Instant.EPOCH,
                        Instant.parse("1883-11-18T12:03:58.000001Z"),
                        Instant.parse("0000-02-29T00:00:00Z"),
                        Instant.parse("2026-07-01T12:34:56.123456Z")),
                of(ColumnType.array(ColumnType.integer()), List.of(), List.of(1, 2), List.of(-1)),
                of(ColumnType.range(ColumnType.integer()), Range.empty(), Range.closedOpen(1, 5)),
                of(ColumnType.other("inet"), "10.0.0.1", "::1"));
    }

    private static Arguments of(ColumnType type, Object... values) {
        return Arguments.of(type, Arrays.asList(values));
    }

    private static Object[] decimals() {
        Random random = new Random(7);
        Stream<BigDecimal> drawn = IntStream.range(0, 2_000)
                .mapToObj(n -> new BigDecimal(new BigInteger(random.nextInt(80), random), random.nextInt(20))
                        .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1)));
        Stream<BigDecimal> odd = Stream.of(
                        "0",
                        "0.0",
                        "0.00000",
                        "1",
                        "-1",
                        "0.1",
                        "-0.1",
                        "10",
                        "9999",
                        "10000",
                        "0.0001",
                        "0.00001",
                        "10000.0001",
                        "123456789012345678",
                        "-999999999999999999",
                        "1234567890123456789",
                        "0.000000000000000001",
                        "123456.789012345678",
                        "100000000",
                        "1e30",
                        "1e-30",
                        "12e3")
                .map(BigDecimal::new);
        return Stream.concat(odd, drawn).toArray();
    }

    private static Object[] texts() {
        return new Object[] {
            "", "a", "NULL", "\u00e9", "\uFFFF", "x\uD83D\uDE00y", "a\u00e9\u20ac\uD83D\uDE00", "{\",\"}"
        };
    }

    @ParameterizedTest
    @MethodSource("values")
    void each_value_is_read_as_its_text_would_be(ColumnType type, List<Object> values) throws SQLException {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.add(1, null);
        List<@Nullable String> texts = new ArrayList<>();
        for (Object value : all) {
            texts.add(value == null ? null : ColumnText.write(type, value));
        }

        try (Connection connection = database.application().getConnection()) {
            List<@Nullable String> read = read(connection, type, all.toArray());

            assertThat(read).isEqualTo(readTexts(connection, type, texts));
            assertThat(read.get(1)).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void an_array_may_be_empty(ColumnType type, List<Object> values) throws SQLException {
        try (Connection connection = database.application().getConnection()) {
            assertThat(read(connection, type, new Object[0])).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void the_driver_asks_the_server_for_no_type(ColumnType type, List<Object> values) throws SQLException {
        try (WireCounter counter = WireCounter.start();
                Connection connection = database.through(counter).getConnection()) {
            counter.reset();

            read(connection, type, values.toArray());

            assertThat(counter.counts().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void where_values_are_sent_inside_of_the_text_arrays_are_texts() throws SQLException {
        DataSource simple = simple();
        try (Connection connection = simple.getConnection()) {
            UUID one = new UUID(0, 1);
            try (PreparedStatement statement =
                    connection.prepareStatement("select e from unnest(cast(? as uuid[])) as u(e)")) {
                Jdbc.bindArray(statement, 1, ColumnType.uuid(), new UUID[] {one});

                assertThat(column(statement)).containsExactly(one.toString());
            }
        }
    }

    private static DataSource simple() {
        PGSimpleDataSource simple = new PGSimpleDataSource();
        simple.setUrl(database.application().getJdbcUrl());
        simple.setUser(database.application().getUsername());
        simple.setPassword(database.application().getPassword());
        simple.setPreferQueryMode(PreferQueryMode.SIMPLE);
        return simple;
    }

    private static List<@Nullable String> read(Connection connection, ColumnType type, Object[] values)
            throws SQLException {
        String cast = sent(type);
        try (PreparedStatement statement = connection.prepareStatement(
                "select cast(cast(e as " + cast + ") as text) from unnest(?) with ordinality as u(e, n) order by n")) {
            Jdbc.bindArray(statement, 1, type, values);
            return column(statement);
        }
    }

    private static List<@Nullable String> readTexts(
            Connection connection, ColumnType type, List<@Nullable String> texts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select cast(cast(e as " + sent(type)
                + ") as text) from unnest(cast(? as text[])) with ordinality as u(e, n) order by n")) {
            statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
            return column(statement);
        }
    }

    /** A type without its length, which would cut. */
    private static String sent(ColumnType type) {
        return type.kind() == ColumnType.Kind.CHAR ? "bpchar" : type.sqlName();
    }

    private static List<@Nullable String> column(PreparedStatement statement) throws SQLException {
        List<@Nullable String> column = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                column.add(rows.getString(1));
            }
        }
        return column;
    }
}
