package dev.keelson.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The converters of the JDK's types to one column each. Immutable and thread-safe.
 *
 * <table>
 * <caption>Java type, column type, limits</caption>
 * <tr><td>boolean, short, int, long, float, double and boxes</td><td>boolean, smallint, integer, bigint, real, double
 * precision</td><td></td></tr>
 * <tr><td>byte</td><td>smallint</td><td></td></tr>
 * <tr><td>char</td><td>character varying(1)</td><td>no NUL, no surrogate</td></tr>
 * <tr><td>String</td><td>text</td><td>no NUL, no lone surrogate</td></tr>
 * <tr><td>BigDecimal, BigInteger</td><td>numeric</td><td>131,072 digits before the point, 16,383 after it</td></tr>
 * <tr><td>UUID, byte[]</td><td>uuid, bytea</td><td>arrays are copied both ways</td></tr>
 * <tr><td>Instant</td><td>timestamp with time zone</td><td>cut to microseconds, towards the past</td></tr>
 * <tr><td>OffsetDateTime</td><td>timestamp with time zone</td><td>keeps the instant, not the offset;
 * read as UTC</td></tr>
 * <tr><td>java.util.Date</td><td>timestamp(3) with time zone</td><td>milliseconds; finer stored ones are cut</td></tr>
 * <tr><td>LocalDate, LocalTime, LocalDateTime</td><td>date, time, timestamp</td><td>cut to microseconds</td></tr>
 * <tr><td>Year</td><td>integer</td><td></td></tr>
 * <tr><td>YearMonth, MonthDay, Duration, Period</td><td>text</td><td>ISO 8601: 2026-11, --11-21, PT1.5S, P1M</td></tr>
 * <tr><td>ZoneId, Currency, URI</td><td>text</td><td>the id, the ISO 4217 code, the text</td></tr>
 * <tr><td>Locale</td><td>text</td><td>the BCP 47 tag; a locale that its tag does not give back is refused</td></tr>
 * <tr><td>InetAddress</td><td>text</td><td>the address, without host name and scope; never looked up</td></tr>
 * <tr><td>ZonedDateTime</td><td>timestamp with time zone, text</td><td>the instant and the zone's id, in two
 * columns</td></tr>
 * <tr><td>javax.money.MonetaryAmount</td><td>numeric, character varying</td><td>amount and currency, in two
 * columns</td></tr>
 * <tr><td>enums</td><td>text</td><td>the constant's name; see {@link EnumConverters} for codes</td></tr>
 * </table>
 */
public final class StandardConverters {

    /** A month as YearMonth parses it; its own toString leaves out the sign that years above 9999 need. */
    private static final DateTimeFormatter MONTH = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD)
            .appendLiteral('-')
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .toFormatter(Locale.ROOT);

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** Only literal addresses: what else {@code getByName} takes, it looks up in the network. */
    private static final Pattern ADDRESS = Pattern.compile(OCTET + "(\\." + OCTET + "){3}|(?=.*:)[0-9a-fA-F:.]+");

    private static final Map<Class<?>, ScalarConverter<?>> BY_TYPE = byType();

    private StandardConverters() {}

    /** Returns the converter of a type; a primitive type has that of its box. */
    public static Optional<ScalarConverter<?>> find(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(byName(type));
        }
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /** Returns the converter of a type that takes several columns: a time in a zone, an amount of money. */
    public static Optional<ValueConverter<?>> several(Class<?> type) {
        if (type == ZonedDateTime.class) {
            return Optional.of(new ZonedDateTimeConverter());
        }
        return isMonetaryAmount(type) ? Optional.of(new MonetaryAmountConverter()) : Optional.empty();
    }

    /** By name, since the API of money need not be there. */
    private static boolean isMonetaryAmount(Class<?> type) {
        return type.getName().equals("javax.money.MonetaryAmount");
    }

    static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("it is no zone id that this JVM knows", e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the caller has made sure that it is an enum
    private static ScalarConverter<?> byName(Class<?> type) {
        return EnumConverters.byName((Class) type);
    }

    private static Map<Class<?>, ScalarConverter<?>> byType() {
        Map<Class<?>, ScalarConverter<?>> all = new HashMap<>();
        addNumbers(all);
        addTexts(all);
        addTimes(all);
        addTextForms(all);
        return Collections.unmodifiableMap(all);
    }

    private static void addNumbers(Map<Class<?>, ScalarConverter<?>> all) {
        primitive(all, boolean.class, plain(Boolean.class, ColumnType.bool()));
        primitive(all, short.class, plain(Short.class, ColumnType.smallint()));
        primitive(all, int.class, plain(Integer.class, ColumnType.integer()));
        primitive(all, long.class, plain(Long.class, ColumnType.bigint()));
        primitive(all, float.class, plain(Float.class, ColumnType.real()));
        primitive(all, double.class, plain(Double.class, ColumnType.doublePrecision()));
        primitive(
                all,
                byte.class,
                ScalarConverter.of(Byte.class, ColumnType.smallint(), Byte::shortValue, StandardConverters::octet));
        add(all, plain(BigDecimal.class, ColumnType.numeric()));
        add(
                all,
                ScalarConverter.of(
                        BigInteger.class, ColumnType.numeric(), BigDecimal::new, StandardConverters::integer));
    }

    private static void addTexts(Map<Class<?>, ScalarConverter<?>> all) {
        primitive(
                all,
                char.class,
                ScalarConverter.of(
                        Character.class, ColumnType.varchar(1), Object::toString, StandardConverters::character));
        add(all, plain(String.class, ColumnType.text()));
        add(all, plain(UUID.class, ColumnType.uuid()));
        add(
                all,
                ScalarConverter.of(
                        byte[].class, ColumnType.bytea(), Function.identity(), bytes -> ((byte[]) bytes).clone()));
    }

    @SuppressWarnings("JavaUtilDate") // legacy classes have it
    private static void addTimes(Map<Class<?>, ScalarConverter<?>> all) {
        add(all, plain(Instant.class, ColumnType.timestamptz()));
        add(all, plain(LocalDate.class, ColumnType.date()));
        add(all, plain(LocalTime.class, ColumnType.time()));
        add(all, plain(LocalDateTime.class, ColumnType.timestamp()));
        add(
                all,
                ScalarConverter.of(
                        OffsetDateTime.class,
                        ColumnType.timestamptz(),
                        OffsetDateTime::toInstant,
                        instant -> ((Instant) instant).atOffset(ZoneOffset.UTC)));
        add(
                all,
                ScalarConverter.of(
                        Date.class,
                        new ColumnType(ColumnType.Kind.TIMESTAMPTZ, 3, 0),
                        date -> Instant.ofEpochMilli(date.getTime()),
                        instant -> new Date(((Instant) instant).toEpochMilli())));
        add(all, ScalarConverter.of(Year.class, ColumnType.integer(), Year::getValue, year -> Year.of((Integer) year)));
    }

    private static void addTextForms(Map<Class<?>, ScalarConverter<?>> all) {
        add(all, text(YearMonth.class, MONTH::format, YearMonth::parse));
        add(all, text(MonthDay.class, MonthDay::toString, MonthDay::parse));
        add(all, text(Duration.class, Duration::toString, Duration::parse));
        add(all, text(Period.class, Period::toString, Period::parse));
        add(all, text(ZoneId.class, ZoneId::getId, StandardConverters::zone));
        add(all, text(Currency.class, Currency::getCurrencyCode, Currency::getInstance));
        add(all, text(Locale.class, StandardConverters::tag, Locale::forLanguageTag));
        add(all, text(URI.class, URI::toString, URI::create));
        add(all, text(InetAddress.class, StandardConverters::address, StandardConverters::address));
    }

    private static void add(Map<Class<?>, ScalarConverter<?>> all, ScalarConverter<?> converter) {
        all.put(converter.valueType(), converter);
    }

    private static void primitive(
            Map<Class<?>, ScalarConverter<?>> all, Class<?> primitive, ScalarConverter<?> converter) {
        all.put(primitive, converter);
        add(all, converter);
    }

    private static <V> ScalarConverter<V> plain(Class<V> type, ColumnType column) {
        return ScalarConverter.plain(type, column);
    }

    /** Turns what the JDK's parsers throw, which quotes the text, into a refusal that does not. */
    private static <V> ScalarConverter<V> text(Class<V> type, Function<V, String> to, Function<String, V> from) {
        return ScalarConverter.of(type, ColumnType.text(), to, text -> {
            try {
                return from.apply((String) text);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException("its text is no " + type.getSimpleName(), e);
            }
        });
    }

    private static Byte octet(Object number) {
        short value = (Short) number;
        if (value != (byte) value) {
            throw new IllegalArgumentException("its magnitude does not fit a byte");
        }
        return (byte) value;
    }

    private static BigInteger integer(Object number) {
        BigDecimal decimal = (BigDecimal) number;
        try {
            return decimal.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("its decimals do not fit a BigInteger", e);
        }
    }

    private static Character character(Object text) {
        String value = (String) text;
        if (value.length() != 1) {
            throw new IllegalArgumentException("its %d chars are no char".formatted(value.length()));
        }
        return value.charAt(0);
    }

    private static String tag(Locale locale) {
        String tag = locale.toLanguageTag();
        if (!Locale.forLanguageTag(tag).equals(locale)) {
            throw new IllegalArgumentException("its BCP 47 tag does not give the same locale back");
        }
        return tag;
    }

    private static String address(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError("An address has the length of an address", e);
        }
    }

    private static InetAddress address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("it is no literal address");
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("it is no literal address", e);
        }
    }
}
