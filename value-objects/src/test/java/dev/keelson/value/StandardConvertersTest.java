package dev.keelson.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardConvertersTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

    static List<Arguments> stored() throws Exception {
        return List.of(
                Arguments.of(boolean.class, true, "boolean", true),
                Arguments.of(byte.class, (byte) -128, "smallint", (short) -128),
                Arguments.of(short.class, (short) 7, "smallint", (short) 7),
                Arguments.of(int.class, 7, "integer", 7),
                Arguments.of(long.class, 7L, "bigint", 7L),
                Arguments.of(float.class, -0.0f, "real", -0.0f),
                Arguments.of(double.class, Double.NaN, "double precision", Double.NaN),
                Arguments.of(char.class, ' ', "character varying(1)", " "),
                Arguments.of(Integer.class, 7, "integer", 7),
                Arguments.of(String.class, "Größe", "text", "Größe"),
                Arguments.of(BigDecimal.class, new BigDecimal("1.50"), "numeric", new BigDecimal("1.50")),
                Arguments.of(
                        BigInteger.class, BigInteger.TEN.pow(100), "numeric", new BigDecimal(BigInteger.TEN.pow(100))),
                Arguments.of(UUID.class, new UUID(1, 2), "uuid", new UUID(1, 2)),
                Arguments.of(byte[].class, new byte[] {1, 2}, "bytea", new byte[] {1, 2}),
                Arguments.of(Instant.class, NOON, "timestamp with time zone", NOON),
                Arguments.of(OffsetDateTime.class, NOON.atOffset(ZoneOffset.UTC), "timestamp with time zone", NOON),
                Arguments.of(
                        Date.class,
                        new Date(-1),
                        "timestamp(3) with time zone",
                        Instant.parse("1969-12-31T23:59:59.999Z")),
                Arguments.of(LocalDate.class, LocalDate.EPOCH, "date", LocalDate.EPOCH),
                Arguments.of(LocalTime.class, LocalTime.NOON, "time without time zone", LocalTime.NOON),
                Arguments.of(
                        LocalDateTime.class,
                        LocalDateTime.parse("1582-10-10T00:00"),
                        "timestamp without time zone",
                        LocalDateTime.parse("1582-10-10T00:00")),
                Arguments.of(Year.class, Year.of(-44), "integer", -44),
                Arguments.of(YearMonth.class, YearMonth.of(2026, 11), "text", "2026-11"),
                Arguments.of(YearMonth.class, YearMonth.of(12_026, 1), "text", "+12026-01"),
                Arguments.of(MonthDay.class, MonthDay.of(Month.FEBRUARY, 29), "text", "--02-29"),
                Arguments.of(Duration.class, Duration.ofMillis(-1_500), "text", "PT-1.5S"),
                Arguments.of(Period.class, Period.of(1, 14, -3), "text", "P1Y14M-3D"),
                Arguments.of(ZoneId.class, ZoneId.of("Europe/Vienna"), "text", "Europe/Vienna"),
                Arguments.of(ZoneId.class, ZoneOffset.ofHours(2), "text", "+02:00"),
                Arguments.of(Currency.class, Currency.getInstance("EUR"), "text", "EUR"),
                Arguments.of(Locale.class, Locale.forLanguageTag("sr-Latn-RS"), "text", "sr-Latn-RS"),
                Arguments.of(Locale.class, Locale.ROOT, "text", "und"),
                Arguments.of(URI.class, URI.create("urn:isbn:0321125215"), "text", "urn:isbn:0321125215"),
                Arguments.of(InetAddress.class, InetAddress.getByName("192.0.2.1"), "text", "192.0.2.1"),
                Arguments.of(InetAddress.class, InetAddress.getByName("::1"), "text", "0:0:0:0:0:0:0:1"),
                Arguments.of(Month.class, Month.MAY, "text", "MAY"));
    }

    @ParameterizedTest
    @MethodSource
    void stored(Class<?> type, Object value, String sqlName, Object columnValue) {
        ScalarConverter<Object> converter = find(type);

        assertThat(converter.columnType().sqlName()).isEqualTo(sqlName);
        assertThat(converter.toColumn(value)).isEqualTo(columnValue);
        assertThat(converter.fromColumn(columnValue)).isEqualTo(value);
    }

    @Test
    void a_type_it_does_not_know_has_no_converter() {
        assertThat(StandardConverters.find(Thread.class)).isEmpty();
        assertThat(StandardConverters.find(Object.class)).isEmpty();
        assertThat(StandardConverters.find(Enum.class)).isEmpty();
    }

    @Test
    void times_are_cut_towards_the_past() {
        assertThat(find(Instant.class).toColumn(Instant.parse("1969-12-31T23:59:59.999999999Z")))
                .isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
        assertThat(find(LocalTime.class).toColumn(LocalTime.MAX)).isEqualTo(LocalTime.parse("23:59:59.999999"));
        assertThat(find(Date.class).fromColumn(Instant.EPOCH.minusNanos(1_000))).isEqualTo(new Date(-1));
    }

    @Test
    void an_offset_is_not_kept_but_its_instant_is() {
        assertThat(find(OffsetDateTime.class)
                        .fromColumn(
                                find(OffsetDateTime.class).toColumn(OffsetDateTime.parse("2026-11-21T14:00+02:00"))))
                .isEqualTo(OffsetDateTime.parse("2026-11-21T12:00Z"));
    }

    @Test
    void byte_arrays_are_copied_both_ways() {
        byte[] bytes = {1, 2};

        assertThat(find(byte[].class).toColumn(bytes)).isNotSameAs(bytes).isEqualTo(bytes);
        assertThat(find(byte[].class).fromColumn(bytes)).isNotSameAs(bytes).isEqualTo(bytes);
    }

    @Test
    void other_columns_are_read_if_nothing_is_lost() {
        assertThat(find(long.class).fromColumn(7)).isEqualTo(7L);
        assertThat(find(int.class).fromColumn(new BigDecimal("7.00"))).isEqualTo(7);
        assertThat(find(BigInteger.class).fromColumn(7L)).isEqualTo(BigInteger.valueOf(7));
        assertThat(find(double.class).fromColumn(0.5f)).isEqualTo(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(int.class).fromColumn(Long.MAX_VALUE))
                .withMessage("its magnitude does not fit integer");
    }

    @Test
    void what_cannot_be_stored_is_refused() {
        Locale norwegian = Locale.of("no", "NO", "NY"); // its tag is that of another language: nn-NO
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(String.class).toColumn("secret\0"))
                .withMessage("it holds a NUL character at index 6, which no text column can store");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(char.class).toColumn('\uD800'))
                .withMessage("it holds a lone surrogate at index 0, which has no UTF-8 form");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(Locale.class).toColumn(norwegian))
                .withMessage("its BCP 47 tag does not give the same locale back");
    }

    static List<Arguments> unreadable() {
        return List.of(
                Arguments.of(byte.class, (short) 128, "its magnitude does not fit a byte"),
                Arguments.of(char.class, "ab", "its 2 chars are no char"),
                Arguments.of(char.class, "", "its 0 chars are no char"),
                Arguments.of(BigInteger.class, new BigDecimal("1.5"), "its decimals do not fit a BigInteger"),
                Arguments.of(YearMonth.class, "2026-13", "its text is no YearMonth"),
                Arguments.of(Duration.class, "1h", "its text is no Duration"),
                Arguments.of(ZoneId.class, "Europe/Atlantis", "its text is no ZoneId"),
                Arguments.of(Currency.class, "euro", "its text is no Currency"),
                Arguments.of(URI.class, "::", "its text is no URI"),
                Arguments.of(
                        Month.class,
                        "may",
                        "it is 'may', and Month has only [APRIL, AUGUST, DECEMBER, FEBRUARY, JANUARY, JULY, JUNE,"
                                + " MARCH, MAY, NOVEMBER, OCTOBER, SEPTEMBER]"));
    }

    @ParameterizedTest
    @MethodSource
    void unreadable(Class<?> type, Object columnValue, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(type).fromColumn(columnValue))
                .withMessage(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "999.1.1.1", "1.2", "fe80::1%eth0", "::g", "a", ""})
    void only_literal_addresses_are_read_so_nothing_is_looked_up(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(InetAddress.class).fromColumn(text))
                .withMessage("its text is no InetAddress");
    }

    @SuppressWarnings("unchecked")
    private static ScalarConverter<Object> find(Class<?> type) {
        return (ScalarConverter<Object>) StandardConverters.find(type).orElseThrow();
    }
}
