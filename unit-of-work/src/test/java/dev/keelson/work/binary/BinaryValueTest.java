package dev.keelson.work.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnValues;
import dev.keelson.work.database.Jdbc;
import dev.keelson.work.database.Repeats;
import dev.keelson.work.row.Unreadable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** A value that comes in binary form is read as the driver reads it, whichever form it comes in. */
class BinaryValueTest {

    private static final int ALWAYS_BINARY = -1;
    private static final int NEVER_BINARY = 0;

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {ALWAYS_BINARY, NEVER_BINARY})
    void decimals_are_those_of_the_driver(int threshold) throws SQLException {
        List<String> decimals = decimals().toList();

        assertThat(read(threshold, ColumnType.numeric(), decimals))
                .isEqualTo(decimals.stream().map(BinaryValueTest::stored).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {ALWAYS_BINARY, NEVER_BINARY})
    void what_is_no_number_is_told(int threshold) throws SQLException {
        assertThat(read(threshold, ColumnType.numeric(), List.of("NaN", "Infinity", "-Infinity")))
                .allMatch(Unreadable.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(ints = {ALWAYS_BINARY, NEVER_BINARY})
    void instants_are_those_of_the_driver(int threshold) throws SQLException {
        List<String> instants = instants().toList();

        try (Connection connection = connection(threshold);
                PreparedStatement statement = statement(connection, ColumnType.timestamptz(), instants);
                ResultSet rows = statement.executeQuery()) {
            int read = 0;
            while (rows.next()) {
                assertThat(ColumnValues.readable(rows, 1, ColumnType.timestamptz()))
                        .as(instants.get(read++))
                        .isInstanceOf(Instant.class)
                        .isEqualTo(rows.getObject(1, OffsetDateTime.class).toInstant());
            }
            assertThat(read).isEqualTo(instants.size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {ALWAYS_BINARY, NEVER_BINARY})
    void a_moment_that_never_comes_is_told(int threshold) throws SQLException {
        assertThat(read(threshold, ColumnType.timestamptz(), List.of("infinity", "-infinity")))
                .allMatch(Unreadable.class::isInstance);
    }

    @ParameterizedTest
    @EnumSource(
            value = PreferQueryMode.class,
            names = {"EXTENDED", "SIMPLE"})
    void an_instant_is_sent_as_its_text_would_be(PreferQueryMode mode) throws SQLException {
        List<Instant> instants = Stream.concat(
                        instants().filter(text -> text.endsWith("Z")).map(Instant::parse),
                        Stream.of(
                                Instant.parse("2000-01-01T00:00:00.000000999Z"),
                                Instant.parse("-4712-01-01T00:00:00Z"),
                                Instant.parse("+12345-01-01T00:00:00Z")))
                .toList();
        PGSimpleDataSource source = source();
        source.setPreferQueryMode(mode);

        try (Connection connection = source.getConnection();
                PreparedStatement own = connection.prepareStatement("select cast(? as timestamptz)");
                PreparedStatement drivers = connection.prepareStatement("select cast(? as timestamptz)")) {
            for (Instant instant : instants) {
                Jdbc.bind(own, 1, ColumnType.timestamptz(), instant);
                drivers.setObject(1, instant.atOffset(ZoneOffset.UTC));

                assertThat(text(own)).as(instant.toString()).isEqualTo(text(drivers));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {ALWAYS_BINARY, NEVER_BINARY})
    void a_value_that_comes_again_is_the_same_object(int threshold) throws SQLException {
        for (ColumnType type : List.of(ColumnType.text(), ColumnType.numeric(), ColumnType.integer())) {
            List<@Nullable String> texts = new ArrayList<>(List.of("1000", "1000", "2000", "1000", "1000"));
            texts.add(2, null);

            List<@Nullable Object> plain = read(threshold, type, texts);
            List<@Nullable Object> again = read(threshold, type, texts, new Repeats(2));

            assertThat(again).isEqualTo(plain);
            assertThat(again.get(2)).isNull();
            if (Repeats.areOf(type)) {
                assertThat(again.get(1)).isSameAs(again.get(0));
                assertThat(again.get(5)).isSameAs(again.get(4)).isNotSameAs(again.get(0));
            }
        }
    }

    @Test
    void of_bytes_that_somebody_may_change_each_value_is_another() {
        assertThat(Repeats.areOf(ColumnType.bytea())).isFalse();
        assertThat(Repeats.areOf(ColumnType.array(ColumnType.text()))).isFalse();
    }

    private static Stream<String> decimals() {
        Random random = new Random(7);
        Stream<String> drawn = IntStream.range(0, 2_000)
                .mapToObj(n -> new BigDecimal(new BigInteger(random.nextInt(80), random), random.nextInt(24))
                        .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1))
                        .toPlainString());
        Stream<String> odd = Stream.of(
                "0",
                "0.0",
                "0.00000",
                "1",
                "-1",
                "1.5",
                "10",
                "1000",
                "9999",
                "10000",
                "-100000000",
                "0.0001",
                "0.00010",
                "0.00001",
                "10000.0001",
                "10000.00000",
                "99999999999999",
                "999999999999999999",
                "9223372036854775807",
                "9223372036854775808",
                "1000000000000000000000000",
                "0.000000000000000001");
        return Stream.concat(odd, drawn);
    }

    /** What the server stores of it: the same number, with no decimals fewer. */
    private static Object stored(String decimal) {
        return new BigDecimal(decimal);
    }

    private static Stream<String> instants() {
        Random random = new Random(7);
        Stream<String> drawn = IntStream.range(0, 2_000)
                .mapToObj(n -> Instant.ofEpochSecond(
                                random.nextLong(-62_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000) * 1_000L)
                        .toString());
        Stream<String> odd = Stream.of(
                "2000-01-01T00:00:00Z",
                "1999-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "1883-11-18T12:03:58.000001Z",
                "0001-01-01T00:00:00Z",
                "4713-01-01 00:00:00+00 BC",
                "294276-12-31 23:59:59.999999+00",
                "38000-01-01 00:00:00+00");
        return Stream.concat(odd, drawn);
    }

    private static List<@Nullable Object> read(int threshold, ColumnType type, List<? extends @Nullable String> texts)
            throws SQLException {
        return read(threshold, type, texts, null);
    }

    private static List<@Nullable Object> read(
            int threshold, ColumnType type, List<? extends @Nullable String> texts, @Nullable Repeats repeats)
            throws SQLException {
        List<@Nullable Object> read = new ArrayList<>();
        try (Connection connection = connection(threshold);
                PreparedStatement statement = statement(connection, type, texts);
                ResultSet rows = ColumnValues.unwrapped(statement.executeQuery())) {
            while (rows.next()) {
                assertThat(ColumnValues.isNull(rows, 1, type)).isEqualTo(texts.get(read.size()) == null);
                read.add(repeats == null ? ColumnValues.readable(rows, 1, type) : repeats.readable(rows, 1, type));
            }
        }
        return read;
    }

    private static PreparedStatement statement(
            Connection connection, ColumnType type, List<? extends @Nullable String> texts) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("select cast(e as " + type.sqlName()
                + ") from unnest(cast(? as text[])) with ordinality as u(e, n) order by n");
        statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
        return statement;
    }

    private static @Nullable String text(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connection(int threshold) throws SQLException {
        PGSimpleDataSource source = source();
        source.setPrepareThreshold(threshold);
        return source.getConnection();
    }

    private static PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Objects.requireNonNull(database.application().getJdbcUrl()));
        source.setUser(database.application().getUsername());
        source.setPassword(database.application().getPassword());
        return source;
    }
}
