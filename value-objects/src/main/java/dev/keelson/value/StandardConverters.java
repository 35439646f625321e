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
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    private static final Map<Class<?>, ScalarConverter<?>> KNOWN = new ConcurrentHashMap<>();

    /** How months are written, made where there are any. */
    private static final class Months {

        /** As YearMonth parses it; its own toString leaves out the sign that years above 9999 need. */
        private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
                .appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD)
                .appendLiteral('-')
                .appendValue(ChronoField.MONTH_OF_YEAR, 2)
                .toFormatter(Locale.ROOT);
    }

    /** Which texts are addresses, made where there are any. */
    private static final class Addresses {

        private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

        /** Only literal ones: what else {@code getByName} takes, it looks up in the network. */
        private static final Pattern LITERAL = Pattern.compile(OCTET + "(\\." + OCTET + "){3}|(?=.*:)[0-9a-fA-F:.]+");
    }

    private StandardConverters() {}

    /** Returns the converter of a type; a primitive type has that of its box. */
    public static Optional<ScalarConverter<?>> find(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(byName(type));
        }
        ScalarConverter<?> known = KNOWN.get(type);
        if (known != null) {
            return Optional.of(known);
        }
        ScalarConverter<?> made = made(type);
        if (made == null) {
            return Optional.empty();
        }
        ScalarConverter<?> other = KNOWN.putIfAbsent(type, made);
        return Optional.of(other == null ? made : other);
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

    /** A converter of the standard's, or null. Only what is asked for is made, since a start has to link every function that it names. */
    private static @Nullable ScalarConverter<?> made(Class<?> type) {
        ScalarConverter<?> number = number(type);
        if (number != null) {
            return number;
        }
        ScalarConverter<?> text = text(type);
        if (text != null) {
            return text;
        }
        ScalarConverter<?> time = time(type);
        return time == null ? textForm(type) : time;
    }

    private static @Nullable ScalarConverter<?> number(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return plain(Boolean.class, ColumnType.bool());
        }
        if (type == short.class || type == Short.class) {
            return plain(Short.class, ColumnType.smallint());
        }
        if (type == int.class || type == Integer.class) {
            return plain(Integer.class, ColumnType.integer());
        }
        if (type == long.class || type == Long.class) {
            return plain(Long.class, ColumnType.bigint());
        }
        if (type == float.class || type == Float.class) {
            return plain(Float.class, ColumnType.real());
        }
        if (type == double.class || type == Double.class) {
            return plain(Double.class, ColumnType.doublePrecision());
        }
        if (type == byte.class || type == Byte.class) {
            return ScalarConverter.of(Byte.class, ColumnType.smallint(), Byte::shortValue, StandardConverters::octet);
        }
        if (type == BigDecimal.class) {
            return plain(BigDecimal.class, ColumnType.numeric());
        }
        return type == BigInteger.class
                ? ScalarConverter.of(
                        BigInteger.class, ColumnType.numeric(), BigDecimal::new, StandardConverters::integer)
                : null;
    }

    private static @Nullable ScalarConverter<?> text(Class<?> type) {
        if (type == String.class) {
            return plain(String.class, ColumnType.text());
        }
        if (type == UUID.class) {
            return plain(UUID.class, ColumnType.uuid());
        }
        if (type == char.class || type == Character.class) {
            return ScalarConverter.of(
                    Character.class, ColumnType.varchar(1), Object::toString, StandardConverters::character);
        }
        return type == byte[].class
                ? ScalarConverter.of(
                        byte[].class, ColumnType.bytea(), Function.identity(), bytes -> ((byte[]) bytes).clone())
                : null;
    }

    @SuppressWarnings("JavaUtilDate") // legacy classes have it
    private static @Nullable ScalarConverter<?> time(Class<?> type) {
        if (type == Instant.class) {
            return plain(Instant.class, ColumnType.timestamptz());
        }
        if (type == LocalDate.class) {
            return plain(LocalDate.class, ColumnType.date());
        }
        if (type == LocalTime.class) {
            return plain(LocalTime.class, ColumnType.time());
        }
        if (type == LocalDateTime.class) {
            return plain(LocalDateTime.class, ColumnType.timestamp());
        }
        if (type == OffsetDateTime.class) {
            return ScalarConverter.of(
                    OffsetDateTime.class,
                    ColumnType.timestamptz(),
                    OffsetDateTime::toInstant,
                    instant -> ((Instant) instant).atOffset(ZoneOffset.UTC));
        }
        if (type == Date.class) {
            return ScalarConverter.of(
                    Date.class,
                    new ColumnType(ColumnType.Kind.TIMESTAMPTZ, 3, 0),
                    date -> Instant.ofEpochMilli(date.getTime()),
                    instant -> new Date(((Instant) instant).toEpochMilli()));
        }
        return type == Year.class
                ? ScalarConverter.of(Year.class, ColumnType.integer(), Year::getValue, year -> Year.of((Integer) year))
                : null;
    }

    private static @Nullable ScalarConverter<?> textForm(Class<?> type) {
        if (type == YearMonth.class) {
            return text(YearMonth.class, Months.FORM::format, YearMonth::parse);
        }
        if (type == MonthDay.class) {
            return text(MonthDay.class, MonthDay::toString, MonthDay::parse);
        }
        if (type == Duration.class) {
            return text(Duration.class, Duration::toString, Duration::parse);
        }
        if (type == Period.class) {
            return text(Period.class, Period::toString, Period::parse);
        }
        if (type == ZoneId.class) {
            return text(ZoneId.class, ZoneId::getId, StandardConverters::zone);
        }
        if (type == Currency.class) {
            return text(Currency.class, Currency::getCurrencyCode, Currency::getInstance);
        }
        if (type == Locale.class) {
            return text(Locale.class, StandardConverters::tag, Locale::forLanguageTag);
        }
        if (type == URI.class) {
            return text(URI.class, URI::toString, URI::create);
        }
        return type == InetAddress.class
                ? text(InetAddress.class, StandardConverters::address, StandardConverters::address)
                : null;
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
        if (!Addresses.LITERAL.matcher(text).matches()) {
            throw new IllegalArgumentException("it is no literal address");
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("it is no literal address", e);
        }
    }
}
