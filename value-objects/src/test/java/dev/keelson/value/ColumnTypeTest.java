package dev.keelson.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keelson.value.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnTypeTest {

    private static final ColumnType AMOUNT = ColumnType.numeric(6, 2);
    private static final ColumnType MILLIS = new ColumnType(Kind.TIMESTAMPTZ, 3, 0);

    @Test
    void is_spelled_as_the_catalogue_spells_it() {
        assertThat(Stream.of(
                                ColumnType.bool(),
                                ColumnType.smallint(),
                                ColumnType.integer(),
                                ColumnType.bigint(),
                                ColumnType.numeric(),
                                ColumnType.numeric(19, 2),
                                ColumnType.numeric(5, -2),
                                ColumnType.real(),
                                ColumnType.doublePrecision(),
                                ColumnType.text(),
                                ColumnType.varchar(20),
                                ColumnType.of(Kind.VARCHAR),
                                ColumnType.character(3),
                                ColumnType.uuid(),
                                ColumnType.bytea(),
                                ColumnType.date(),
                                ColumnType.time(),
                                new ColumnType(Kind.TIME, 0, 0),
                                ColumnType.timestamp(),
                                new ColumnType(Kind.TIMESTAMP, 6, 0),
                                ColumnType.timestamptz(),
                                MILLIS,
                                ColumnType.jsonb(),
                                ColumnType.json())
                        .map(ColumnType::sqlName))
                .containsExactly(
                        "boolean",
                        "smallint",
                        "integer",
                        "bigint",
                        "numeric",
                        "numeric(19,2)",
                        "numeric(5,-2)",
                        "real",
                        "double precision",
                        "text",
                        "character varying(20)",
                        "character varying",
                        "character(3)",
                        "uuid",
                        "bytea",
                        "date",
                        "time without time zone",
                        "time(0) without time zone",
                        "timestamp without time zone",
                        "timestamp(6) without time zone",
                        "timestamp with time zone",
                        "timestamp(3) with time zone",
                        "jsonb",
                        "json");
    }

    @Test
    void knows_the_class_of_its_values() {
        assertThat(ColumnType.timestamptz().javaType()).isEqualTo(Instant.class);
        assertThat(ColumnType.bytea().javaType()).isEqualTo(byte[].class);
        assertThat(ColumnType.jsonb().javaType()).isEqualTo(String.class);
    }

    @ParameterizedTest
    @CsvSource({
        "NUMERIC, 0, 0",
        "NUMERIC, 1001, 0",
        "NUMERIC, 5, 1001",
        "NUMERIC, -1, 2",
        "VARCHAR, 0, 0",
        "CHAR, -1, 0",
        "TIME, 7, 0",
        "TIME, -2, 0",
        "TEXT, 5, 0",
        "BIGINT, -1, 1"
    })
    void a_type_that_the_database_does_not_have_cannot_be_made(Kind kind, int size, int scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ColumnType(kind, size, scale))
                .withMessageStartingWith("Cannot make a column type " + kind + " of size " + size);
    }

    static List<Arguments> fitting() {
        return List.of(
                Arguments.of(AMOUNT, new BigDecimal("1.5"), new BigDecimal("1.50")),
                Arguments.of(AMOUNT, new BigDecimal("1.5000"), new BigDecimal("1.50")),
                Arguments.of(AMOUNT, new BigDecimal("-9999.99"), new BigDecimal("-9999.99")),
                Arguments.of(AMOUNT, new BigDecimal("9E+3"), new BigDecimal("9000.00")),
                Arguments.of(AMOUNT, new BigDecimal("0E+1000000000"), new BigDecimal("0.00")),
                Arguments.of(AMOUNT, 7, new BigDecimal("7.00")),
                Arguments.of(AMOUNT, BigInteger.TEN, new BigDecimal("10.00")),
                Arguments.of(ColumnType.numeric(2, 4), new BigDecimal("0.0099"), new BigDecimal("0.0099")),
                Arguments.of(ColumnType.numeric(2, -3), new BigDecimal("99000"), new BigDecimal("99000")),
                Arguments.of(ColumnType.numeric(), new BigDecimal("1.500"), new BigDecimal("1.500")),
                Arguments.of(ColumnType.numeric(), new BigDecimal("1E+3"), new BigDecimal("1000")),
                Arguments.of(ColumnType.numeric(), new BigDecimal("0E+3"), new BigDecimal("0")),
                Arguments.of(ColumnType.numeric(), Long.MIN_VALUE, BigDecimal.valueOf(Long.MIN_VALUE)),
                Arguments.of(ColumnType.smallint(), 32_767, (short) 32_767),
                Arguments.of(ColumnType.smallint(), (byte) -1, (short) -1),
                Arguments.of(ColumnType.integer(), -2_147_483_648L, Integer.MIN_VALUE),
                Arguments.of(ColumnType.bigint(), 5, 5L),
                Arguments.of(ColumnType.bigint(), new BigDecimal("5.0"), 5L),
                Arguments.of(ColumnType.bigint(), BigInteger.valueOf(Long.MAX_VALUE), Long.MAX_VALUE),
                Arguments.of(ColumnType.real(), 0.5, 0.5f),
                Arguments.of(ColumnType.real(), Double.NaN, Float.NaN),
                Arguments.of(ColumnType.doublePrecision(), 0.1f, (double) 0.1f),
                Arguments.of(ColumnType.varchar(2), "\uD83D\uDE00a", "\uD83D\uDE00a"),
                Arguments.of(ColumnType.character(4), "\uD83D\uDE00a", "\uD83D\uDE00a"),
                Arguments.of(
                        MILLIS, Instant.parse("2026-11-21T10:15:30.1239Z"), Instant.parse("2026-11-21T10:15:30.123Z")),
                Arguments.of(
                        MILLIS, Instant.parse("1969-12-31T23:59:59.9999Z"), Instant.parse("1969-12-31T23:59:59.999Z")),
                Arguments.of(
                        ColumnType.timestamptz(),
                        Instant.parse("-0044-03-15T12:00:00.000000001Z"),
                        Instant.parse("-0044-03-15T12:00:00Z")),
                Arguments.of(
                        new ColumnType(Kind.TIMESTAMP, 0, 0),
                        LocalDateTime.parse("2026-11-21T23:59:59.999999999"),
                        LocalDateTime.parse("2026-11-21T23:59:59")),
                Arguments.of(ColumnType.time(), LocalTime.MAX, LocalTime.parse("23:59:59.999999")),
                Arguments.of(ColumnType.date(), LocalDate.of(5_874_897, 1, 1), LocalDate.of(5_874_897, 1, 1)));
    }

    @ParameterizedTest
    @MethodSource
    void fitting(ColumnType type, Object value, Object fitted) {
        assertThat(type.fit(value)).isEqualTo(fitted);
        assertThat(type.fit(fitted)).as("fitted again").isSameAs(fitted);
        assertThat(type.javaType()).isEqualTo(fitted.getClass());
    }

    static List<Arguments> refused() {
        return List.of(
                Arguments.of(
                        AMOUNT, new BigDecimal("1.005"), "its scale of 3 does not fit numeric(6,2) without rounding"),
                Arguments.of(AMOUNT, new BigDecimal("10000"), "its magnitude does not fit numeric(6,2)"),
                Arguments.of(AMOUNT, new BigDecimal("1E+1000000000"), "its magnitude does not fit numeric(6,2)"),
                Arguments.of(
                        AMOUNT,
                        new BigDecimal("1E-1000000000"),
                        "its scale of 1000000000 does not fit numeric(6,2) without rounding"),
                Arguments.of(
                        ColumnType.numeric(2, -3),
                        new BigDecimal("99500"),
                        "its scale of 0 does not fit numeric(2,-3) without rounding"),
                Arguments.of(ColumnType.numeric(), new BigDecimal("1E+131072"), "its magnitude does not fit numeric"),
                Arguments.of(
                        ColumnType.numeric(),
                        new BigDecimal("1E-16384"),
                        "its scale of 16384 does not fit numeric without rounding"),
                Arguments.of(ColumnType.numeric(), 1.5, "numeric takes a BigDecimal, not a Double"),
                Arguments.of(ColumnType.smallint(), 32_768, "its magnitude does not fit smallint"),
                Arguments.of(ColumnType.integer(), 2_147_483_648L, "its magnitude does not fit integer"),
                Arguments.of(ColumnType.bigint(), BigInteger.ONE.shiftLeft(63), "its magnitude does not fit bigint"),
                Arguments.of(
                        ColumnType.bigint(),
                        new BigDecimal("1.5"),
                        "its scale of 1 does not fit bigint without rounding"),
                Arguments.of(ColumnType.bigint(), 1.0, "bigint takes a Long, not a Double"),
                Arguments.of(ColumnType.real(), 0.1, "a double of this precision or magnitude does not fit real"),
                Arguments.of(ColumnType.real(), 1E300, "a double of this precision or magnitude does not fit real"),
                Arguments.of(ColumnType.doublePrecision(), 1L, "double precision takes a Double, not a Long"),
                Arguments.of(ColumnType.varchar(2), "abc", "its 3 code points do not fit character varying(2)"),
                Arguments.of(ColumnType.character(2), "abc", "its 3 code points do not fit character(2)"),
                Arguments.of(
                        ColumnType.character(3),
                        "a ",
                        "it ends in a blank, which character(3) cannot tell from its padding"),
                Arguments.of(
                        ColumnType.text(),
                        "a\0b",
                        "it holds a NUL character at index 1, which no text column can store"),
                Arguments.of(
                        ColumnType.jsonb(), "\uD800", "it holds a lone surrogate at index 0, which has no UTF-8 form"),
                Arguments.of(
                        ColumnType.text(), "a\uDC00", "it holds a lone surrogate at index 1, which has no UTF-8 form"),
                Arguments.of(
                        ColumnType.text(), "\uD800a", "it holds a lone surrogate at index 0, which has no UTF-8 form"),
                Arguments.of(ColumnType.text(), 'c', "text takes a String, not a Character"),
                Arguments.of(ColumnType.uuid(), "x", "uuid takes a UUID, not a String"),
                Arguments.of(ColumnType.bytea(), "x", "bytea takes a byte[], not a String"),
                Arguments.of(
                        ColumnType.timestamptz(),
                        Instant.MAX,
                        "its year is out of the range of timestamp with time zone, 4713 BC to 294276 AD"),
                Arguments.of(
                        ColumnType.timestamp(),
                        LocalDateTime.MIN,
                        "its year is out of the range of timestamp without time zone, 4713 BC to 294276 AD"),
                Arguments.of(
                        ColumnType.date(),
                        LocalDate.MAX,
                        "its year is out of the range of date, 4713 BC to 5874897 AD"),
                Arguments.of(ColumnType.date(), LocalDateTime.MIN, "date takes a LocalDate, not a LocalDateTime"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(ColumnType type, Object value, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> type.fit(value)).withMessage(problem);
    }

    @Test
    void a_value_in_normal_form_is_returned_as_it_is() {
        List<Object> values = List.of(UUID.randomUUID(), Boolean.TRUE, new byte[] {1});

        assertThat(Stream.of(ColumnType.uuid(), ColumnType.bool(), ColumnType.bytea())
                        .map(type -> type.fit(values.stream()
                                .filter(type.javaType()::isInstance)
                                .findFirst()
                                .orElseThrow())))
                .containsExactlyElementsOf(values);
    }
}
