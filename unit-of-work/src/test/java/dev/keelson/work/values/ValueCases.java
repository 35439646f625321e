package dev.keelson.work.values;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.value.EnumConverters;
import dev.keelson.value.Range;
import dev.keelson.work.mapping.PropertyConfig;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
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
import java.util.Currency;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Every type of values that has a column. */
final class ValueCases {

    private ValueCases() {}

    static Stream<ValueCase<?>> all() {
        return Stream.of(
                ValueCase.<String>of(
                                "Text",
                                Classes.OfText::new,
                                Classes.ByText::new,
                                Values::text,
                                List.<String>of(
                                        "",
                                        " ",
                                        "a\uFFFF",
                                        "\uD83D\uDE00",
                                        "e\u0301",
                                        "\u00E9",
                                        "NULL",
                                        "null",
                                        "{}",
                                        "\"",
                                        "\\",
                                        "'; drop table x; --",
                                        "\0",
                                        "a\uD800b",
                                        "\uDE00\uD83D"))
                        .refusing(Values::isNoText),
                ValueCase.<String>of(
                                "Varchar",
                                Classes.OfVarchar::new,
                                null,
                                Values::text,
                                List.<String>of("", "x".repeat(12), "x".repeat(13), "\uD83D\uDE00".repeat(12)))
                        .refusing(text -> Values.isNoText(text) || text.codePointCount(0, text.length()) > 12)
                        .with(p -> p.type(ColumnType.varchar(12))),
                ValueCase.<String>of(
                                "Padded",
                                Classes.OfPadded::new,
                                Classes.ByPadded::new,
                                Values::text,
                                List.<String>of("", "abcde", "ab", "ab ", " ab"))
                        .refusing(text -> Values.isNoText(text)
                                || text.codePointCount(0, text.length()) > 5
                                || text.endsWith(" "))
                        .with(p -> p.type(ColumnType.character(5))),
                ValueCase.<Character>of(
                                "Letter",
                                Classes.OfLetter::new,
                                Classes.ByLetter::new,
                                random -> (char) random.nextInt(0x10000),
                                List.<Character>of('a', '\u0131', ' ', '\0', '\uD800'))
                        .refusing(c -> c == 0 || Character.isSurrogate(c)),
                ValueCase.<Boolean>of(
                        "Truth",
                        Classes.OfTruth::new,
                        null,
                        RandomGenerator::nextBoolean,
                        List.<Boolean>of(true, false)),
                ValueCase.<Byte>of(
                        "Octet",
                        Classes.OfOctet::new,
                        Classes.ByOctet::new,
                        random -> (byte) random.nextInt(),
                        List.<Byte>of(Byte.MIN_VALUE, Byte.MAX_VALUE)),
                ValueCase.<Short>of(
                        "Small",
                        Classes.OfSmall::new,
                        Classes.BySmall::new,
                        random -> (short) random.nextInt(),
                        List.<Short>of(Short.MIN_VALUE, Short.MAX_VALUE)),
                ValueCase.<Integer>of(
                        "Whole",
                        Classes.OfWhole::new,
                        Classes.ByWhole::new,
                        Values::integer,
                        List.<Integer>of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0)),
                ValueCase.<Integer>of(
                                "Narrowed",
                                Classes.OfNarrowed::new,
                                null,
                                Values::integer,
                                List.<Integer>of(40_000, 32_767, -32_769))
                        .refusing(n -> n != n.shortValue())
                        .with(p -> p.type(ColumnType.smallint())),
                ValueCase.<Long>of(
                        "Big",
                        Classes.OfBig::new,
                        Classes.ByBig::new,
                        RandomGenerator::nextLong,
                        List.<Long>of(Long.MIN_VALUE, Long.MAX_VALUE, 0L)),
                ValueCase.<Float>of(
                                "Single",
                                Classes.OfSingle::new,
                                null,
                                random -> Float.intBitsToFloat(random.nextInt()),
                                List.<Float>of(
                                        Float.NaN, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY))
                        .storedAs(f -> f.isNaN() ? Float.NaN : f),
                ValueCase.<Double>of(
                                "Twofold",
                                Classes.OfTwofold::new,
                                null,
                                random -> Double.longBitsToDouble(random.nextLong()),
                                List.<Double>of(
                                        Double.NaN, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY))
                        .storedAs(d -> d.isNaN() ? Double.NaN : d),
                ValueCase.<BigInteger>of(
                                "BigWhole",
                                Classes.OfBigWhole::new,
                                Classes.ByBigWhole::new,
                                random -> new BigInteger(random.nextInt(400), Values.javaRandom(random))
                                        .subtract(BigInteger.TEN.pow(60)),
                                List.<BigInteger>of(
                                        BigInteger.ZERO, BigInteger.TEN.pow(131_071), BigInteger.TEN.pow(131_072)))
                        .refusing(n -> n.bitLength() > 435_000 && n.abs().compareTo(BigInteger.TEN.pow(131_072)) >= 0),
                ValueCase.<BigDecimal>of(
                                "Decimal",
                                Classes.OfDecimal::new,
                                null,
                                Values::decimal,
                                List.<BigDecimal>of(
                                        BigDecimal.ZERO,
                                        new BigDecimal("1.50"),
                                        new BigDecimal("1E131071"),
                                        new BigDecimal("1E131072"),
                                        new BigDecimal("1E262144"),
                                        new BigDecimal("1E-16383"),
                                        new BigDecimal("1E-16384"),
                                        new BigDecimal("1E+1000000000")))
                        .storedAs(d -> d.scale() < 0 ? d.setScale(0) : d)
                        .refusing(Values::isNoNumeric),
                ValueCase.<BigDecimal>of(
                                "Amount",
                                Classes.OfAmount::new,
                                null,
                                random -> BigDecimal.valueOf(random.nextLong(2_000_000_000_000L), random.nextInt(6)),
                                List.<BigDecimal>of(
                                        new BigDecimal("1.005"),
                                        new BigDecimal("1.0050"),
                                        new BigDecimal("1.5"),
                                        new BigDecimal("999999999.99"),
                                        new BigDecimal("1000000000"),
                                        new BigDecimal("1E3")))
                        .storedAs(d -> d.setScale(2))
                        .refusing(d ->
                                d.stripTrailingZeros().scale() > 2 || d.abs().compareTo(new BigDecimal("1E9")) >= 0)
                        .with(p -> p.type(ColumnType.numeric(11, 2))),
                ValueCase.<UUID>of(
                        "Uuid",
                        Classes.OfUuid::new,
                        Classes.ByUuid::new,
                        random -> new UUID(random.nextLong(), random.nextLong()),
                        List.<UUID>of(new UUID(0, 0), new UUID(-1, -1))),
                ValueCase.<byte[]>of(
                        "Bytes",
                        Classes.OfBytes::new,
                        null,
                        Values::bytes,
                        List.<byte[]>of(new byte[0], new byte[] {0}, new byte[] {-1, 0, 92})),
                ValueCase.<Instant>of(
                                "Moment",
                                Classes.OfMoment::new,
                                Classes.ByMoment::new,
                                Values::instant,
                                List.<Instant>of(
                                        Instant.EPOCH,
                                        Instant.MAX,
                                        Instant.MIN,
                                        Instant.parse("1582-10-10T00:00:00Z"),
                                        Instant.parse("-0043-03-15T12:00:00Z"),
                                        Instant.parse("1969-12-31T23:59:59.999999999Z"),
                                        Instant.parse("2026-12-31T23:59:59.999999999Z"),
                                        Instant.parse("+294276-12-31T23:59:59.999999Z"),
                                        Instant.parse("0000-02-29T00:00:00Z"),
                                        Instant.parse("0001-01-01T00:00:00Z")))
                        .storedAs(Values::micros)
                        .refusing(Values::isFar),
                ValueCase.<Instant>of(
                                "Millis",
                                Classes.OfMillis::new,
                                null,
                                Values::instant,
                                List.<Instant>of(Instant.parse("1969-12-31T23:59:59.9999Z")))
                        .storedAs(i -> i.minusNanos(i.getNano() % 1_000_000))
                        .refusing(Values::isFar)
                        .with(p -> p.type(new ColumnType(Kind.TIMESTAMPTZ, 3, 0))),
                ValueCase.<Instant>of(
                                "Strict",
                                Classes.OfStrict::new,
                                null,
                                Values::instant,
                                List.<Instant>of(
                                        Instant.parse("2026-11-22T10:15:30.123456Z"),
                                        Instant.parse("2026-11-22T10:15:30.123456001Z")))
                        .refusing(i -> Values.isFar(i) || i.getNano() % 1_000 != 0)
                        .with(p -> p.strictTime(true)),
                ValueCase.<OffsetDateTime>of(
                                "Offset",
                                Classes.OfOffset::new,
                                null,
                                random -> Values.instant(random)
                                        .atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(-64_800, 64_801))),
                                List.<OffsetDateTime>of(
                                        OffsetDateTime.parse("2026-11-22T10:15:30+05:30"),
                                        OffsetDateTime.MAX,
                                        OffsetDateTime.MIN))
                        .storedAs(t -> Values.micros(t.toInstant()).atOffset(ZoneOffset.UTC))
                        .refusing(t -> Values.isFar(t.toInstant())),
                ValueCase.<ZonedDateTime>of(
                                "Zoned",
                                Classes.OfZoned::new,
                                null,
                                random -> Values.instant(random).atZone(Values.zone(random)),
                                List.<ZonedDateTime>of(
                                        ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]"),
                                        ZonedDateTime.parse("2026-10-25T02:30:00+02:00[Europe/Berlin]")))
                        .storedAs(t -> Values.micros(t.toInstant()).atZone(t.getZone()))
                        .refusing(t -> Values.isFar(t.toInstant())),
                ValueCase.<LocalDate>of(
                                "Day",
                                Classes.OfDay::new,
                                Classes.ByDay::new,
                                random -> LocalDate.ofEpochDay(random.nextLong(-2_000_000, 3_000_000)),
                                List.<LocalDate>of(
                                        LocalDate.parse("1582-10-05"),
                                        LocalDate.parse("1582-10-10"),
                                        LocalDate.parse("1582-10-14"),
                                        LocalDate.parse("0001-01-01"),
                                        LocalDate.of(0, 2, 29),
                                        LocalDate.of(-43, 3, 15),
                                        LocalDate.of(-4712, 1, 1),
                                        LocalDate.of(-4713, 12, 31),
                                        LocalDate.MAX,
                                        LocalDate.MIN,
                                        LocalDate.of(5_874_897, 12, 31),
                                        LocalDate.of(5_874_898, 1, 1)))
                        .refusing(d -> d.getYear() < -4712 || d.getYear() > 5_874_897),
                ValueCase.<LocalTime>of(
                                "Clock",
                                Classes.OfClock::new,
                                Classes.ByClock::new,
                                random -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)),
                                List.<LocalTime>of(LocalTime.MIN, LocalTime.MAX, LocalTime.NOON))
                        .storedAs(t -> t.minusNanos(t.getNano() % 1_000)),
                ValueCase.<LocalTime>of(
                                "Seconds",
                                Classes.OfSeconds::new,
                                null,
                                random -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)),
                                List.<LocalTime>of(LocalTime.MAX, LocalTime.of(23, 59, 59, 600_000_000)))
                        .storedAs(t -> t.withNano(0))
                        .with(p -> p.type(new ColumnType(Kind.TIME, 0, 0))),
                ValueCase.<LocalDateTime>of(
                                "Wall",
                                Classes.OfWall::new,
                                Classes.ByWall::new,
                                random -> LocalDateTime.ofInstant(Values.instant(random), ZoneOffset.UTC),
                                List.<LocalDateTime>of(
                                        LocalDateTime.MAX,
                                        LocalDateTime.MIN,
                                        LocalDateTime.parse("1582-10-10T12:00"),
                                        LocalDateTime.of(-43, 3, 15, 1, 2),
                                        LocalDateTime.of(0, 2, 29, 0, 0),
                                        LocalDateTime.of(294_276, 12, 31, 23, 59),
                                        LocalDateTime.of(294_277, 1, 1, 0, 0),
                                        LocalDateTime.parse("2026-03-08T02:30:00.000000999")))
                        .storedAs(t -> t.minusNanos(t.getNano() % 1_000))
                        .refusing(t -> t.getYear() < -4712 || t.getYear() > 294_276),
                ValueCase.<Date>of(
                                "Legacy",
                                Classes.OfLegacy::new,
                                null,
                                random -> new Date(Values.instant(random).toEpochMilli()),
                                List.<Date>of(new Date(0), new Date(-1), new Date(Long.MAX_VALUE)))
                        .refusing(d -> Values.isFar(d.toInstant())),
                ValueCase.<Year>of(
                        "Years",
                        Classes.OfYears::new,
                        Classes.ByYears::new,
                        random -> Year.of(random.nextInt(Year.MIN_VALUE, Year.MAX_VALUE)),
                        List.<Year>of(Year.of(0), Year.of(Year.MAX_VALUE))),
                ValueCase.<YearMonth>of(
                        "Month",
                        Classes.OfMonth::new,
                        Classes.ByMonth::new,
                        random -> YearMonth.of(random.nextInt(-99_999, 99_999), random.nextInt(1, 13)),
                        List.<YearMonth>of(YearMonth.of(10_000, 1), YearMonth.of(-1, 12), YearMonth.of(0, 1))),
                ValueCase.<MonthDay>of(
                        "Birthday",
                        Classes.OfBirthday::new,
                        Classes.ByBirthday::new,
                        random -> MonthDay.of(random.nextInt(1, 13), random.nextInt(1, 29)),
                        List.<MonthDay>of(MonthDay.of(2, 29))),
                ValueCase.<Duration>of(
                        "Span",
                        Classes.OfSpan::new,
                        Classes.BySpan::new,
                        random ->
                                Duration.ofSeconds(random.nextLong(-1L << 50, 1L << 50), random.nextInt(1_000_000_000)),
                        List.<Duration>of(
                                Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofNanos(-1))),
                ValueCase.<Period>of(
                        "Term",
                        Classes.OfTerm::new,
                        null,
                        random -> Period.of(random.nextInt(), random.nextInt(-20, 20), random.nextInt()),
                        List.<Period>of(Period.ZERO, Period.of(Integer.MIN_VALUE, -1, 1))),
                ValueCase.<ZoneId>of(
                        "Zone",
                        Classes.OfZone::new,
                        null,
                        Values::zone,
                        List.<ZoneId>of(ZoneId.of("Z"), ZoneId.of("+05:30"), ZoneId.of("Europe/Berlin"))),
                ValueCase.<Currency>of(
                        "Coin",
                        Classes.OfCoin::new,
                        Classes.ByCoin::new,
                        random -> Values.CURRENCIES.get(random.nextInt(Values.CURRENCIES.size())),
                        List.<Currency>of(Currency.getInstance("JPY"))),
                ValueCase.<Locale>of(
                                "Tongue",
                                Classes.OfTongue::new,
                                null,
                                random -> Values.LOCALES.get(random.nextInt(Values.LOCALES.size())),
                                List.<Locale>of(
                                        Locale.ROOT,
                                        Locale.forLanguageTag("tr-TR"),
                                        new Locale.Builder()
                                                .setLanguage("zh")
                                                .setScript("Hant")
                                                .setRegion("TW")
                                                .build()))
                        .refusing(l -> !Locale.forLanguageTag(l.toLanguageTag()).equals(l)),
                ValueCase.<URI>of(
                        "Link",
                        Classes.OfLink::new,
                        Classes.ByLink::new,
                        random ->
                                URI.create("https://example.org/" + Long.toHexString(random.nextLong()) + "?q=%20a#f"),
                        List.<URI>of(URI.create(""), URI.create("urn:isbn:0"))),
                ValueCase.<InetAddress>of(
                        "Host",
                        Classes.OfHost::new,
                        null,
                        Values::address,
                        List.<InetAddress>of(Values.address("127.0.0.1"), Values.address("::1"))),
                ValueCase.<Values.Colour>of(
                        "Named",
                        Classes.OfNamed::new,
                        Classes.ByNamed::new,
                        random -> Values.Colour.values()[random.nextInt(3)],
                        List.<Values.Colour>of(Values.Colour.values())),
                ValueCase.<Values.Colour>of(
                                "Native",
                                Classes.OfNative::new,
                                Classes.ByNative::new,
                                random -> Values.Colour.values()[random.nextInt(3)],
                                List.<Values.Colour>of(Values.Colour.values()))
                        .with(PropertyConfig::nativeEnum),
                ValueCase.<Values.Colour>of(
                                "Coded",
                                Classes.OfCoded::new,
                                null,
                                random -> Values.Colour.values()[random.nextInt(3)],
                                List.<Values.Colour>of(Values.Colour.values()))
                        .with(p -> p.converter(EnumConverters.byCode(
                                Values.Colour.class, ColumnType.smallint(), c -> 10 + c.ordinal()))),
                ValueCase.<Values.Sku>of(
                        "Sku",
                        Classes.OfSku::new,
                        Classes.BySku::new,
                        random -> new Values.Sku(Long.toHexString(random.nextLong())),
                        List.<Values.Sku>of(new Values.Sku("I\u0130\u0131i"))),
                ValueCase.<int[]>of(
                        "Numbers",
                        Classes.OfNumbers::new,
                        null,
                        random -> random.ints(random.nextInt(5)).toArray(),
                        List.<int[]>of(new int[0], new int[] {1, 2, 3})),
                ValueCase.<String[]>of(
                                "Words",
                                Classes.OfWords::new,
                                null,
                                random -> new String[] {Values.text(random), null, "NULL", ""},
                                List.<String[]>of(
                                        new String[0], new String[] {"NULL", "\"", "\\", "{", ",", " ", null}))
                        .refusing(
                                words -> java.util.Arrays.stream(words).anyMatch(w -> w != null && Values.isNoText(w))),
                ValueCase.<Instant[]>of(
                                "Moments",
                                Classes.OfMoments::new,
                                null,
                                random -> new Instant[] {Values.instant(random), null},
                                List.<Instant[]>of(new Instant[] {
                                    Instant.parse("-0043-03-15T12:00:00Z"),
                                    Instant.parse("2026-01-01T00:00:00.123456789Z")
                                }))
                        .storedAs(Values::micros)
                        .refusing(all -> java.util.Arrays.stream(all).anyMatch(i -> i != null && Values.isFar(i))),
                ValueCase.<int[][]>of(
                                "Matrix",
                                Classes.OfMatrix::new,
                                null,
                                Values::matrix,
                                List.<int[][]>of(
                                        new int[0][],
                                        new int[][] {{1, 2}, {3, 4}},
                                        new int[][] {{1}, {2, 3}},
                                        new int[][] {{}}))
                        .refusing(Values::isNoRectangle),
                ValueCase.<byte[][]>of(
                        "Blobs",
                        Classes.OfBlobs::new,
                        null,
                        random -> new byte[][] {Values.bytes(random), Values.bytes(random)},
                        List.<byte[][]>of(new byte[][] {{}, {1, 92, 34}}, new byte[][] {null, {1}})),
                ValueCase.<List<String>>of(
                                "Tags",
                                Classes.OfTags::new,
                                null,
                                random -> List.of(Values.plainText(random), "b", "a"),
                                List.<List<String>>of(List.of(), List.of("x", "x")))
                        .with(PropertyConfig::array),
                ValueCase.<Set<Integer>>of(
                                "Set",
                                Classes.OfSet::new,
                                null,
                                random -> new HashSet<>(List.of(random.nextInt(), -1, 7)),
                                List.<Set<Integer>>of(Set.of(), Set.of(1)))
                        .with(PropertyConfig::array),
                ValueCase.<double[]>of(
                        "Doubles",
                        Classes.OfDoubles::new,
                        null,
                        random -> random.doubles(3, -1e300, 1e300).toArray(),
                        List.<double[]>of(new double[] {Double.NaN, -0.0, 1e-320, Double.NEGATIVE_INFINITY})),
                ValueCase.<Values.Settings>of(
                                "Json",
                                Classes.OfJson::new,
                                null,
                                Values::settings,
                                List.<Values.Settings>of(
                                        new Values.Settings(
                                                "", Map.of(), new BigDecimal("1.50"), List.of(1e10, -1.5e-7)),
                                        new Values.Settings("\0", Map.of(), BigDecimal.ONE, List.of()),
                                        new Values.Settings("a\uD800b", Map.of(), BigDecimal.ONE, List.of())))
                        .refusing(s -> Values.isNoText(s.name()))
                        .with(PropertyConfig::json),
                ValueCase.<Values.Settings>of(
                                "JsonText",
                                Classes.OfJsonText::new,
                                null,
                                Values::settings,
                                List.<Values.Settings>of(new Values.Settings(
                                        "x", Map.of("b", 1, "a", 2), new BigDecimal("1.50"), List.of())))
                        .refusing(s -> Values.isNoText(s.name()))
                        .with(p -> p.json().type(ColumnType.text())),
                ValueCase.<Range<Integer>>of(
                        "Spanned",
                        Classes.OfSpanned::new,
                        null,
                        random -> Range.of(Math.min(-5, Values.integer(random)), true, random.nextInt(1 << 30), false),
                        List.<Range<Integer>>of(Range.empty(), Range.all(), Range.closed(1, 5), Range.atLeast(3))),
                ValueCase.<Range<LocalDate>>of(
                        "Stay",
                        Classes.OfStay::new,
                        null,
                        random -> Range.closedOpen(
                                LocalDate.ofEpochDay(random.nextInt(20_000)),
                                LocalDate.ofEpochDay(20_000 + random.nextInt(20_000))),
                        List.<Range<LocalDate>>of(Range.lessThan(LocalDate.of(-43, 3, 15)), Range.all())),
                ValueCase.<Range<Instant>>of(
                                "Slot",
                                Classes.OfSlot::new,
                                null,
                                random -> Values.slot(random),
                                List.<Range<Instant>>of(Range.closed(Instant.EPOCH, Instant.EPOCH)))
                        .storedAs(r -> Range.of(
                                r.lower() == null ? null : Values.micros(r.lower()),
                                r.lowerInclusive(),
                                r.upper(),
                                r.upperInclusive()))
                        .refusing(r -> r.lower() != null && Values.isFar(r.lower())),
                ValueCase.<String>of(
                                "Secret",
                                Classes.OfSecret::new,
                                null,
                                Values::text,
                                List.<String>of("", "canary", "\uD83D\uDE00"))
                        .refusing(Values::isNoText)
                        .with(p -> p.encrypted(Values.CIPHER)));
    }

    /** A class for each type, since a mapping knows types by the classes that name them. */
    static final class Classes {

        private Classes() {}

        static final class OfText extends Holder<String> {}

        static final class OfVarchar extends Holder<String> {}

        static final class OfPadded extends Holder<String> {}

        static final class OfLetter extends Holder<Character> {}

        static final class OfTruth extends Holder<Boolean> {}

        static final class OfOctet extends Holder<Byte> {}

        static final class OfSmall extends Holder<Short> {}

        static final class OfWhole extends Holder<Integer> {}

        static final class OfNarrowed extends Holder<Integer> {}

        static final class OfBig extends Holder<Long> {}

        static final class OfSingle extends Holder<Float> {}

        static final class OfTwofold extends Holder<Double> {}

        static final class OfBigWhole extends Holder<BigInteger> {}

        static final class OfDecimal extends Holder<BigDecimal> {}

        static final class OfAmount extends Holder<BigDecimal> {}

        static final class OfUuid extends Holder<UUID> {}

        static final class OfBytes extends Holder<byte[]> {}

        static final class OfMoment extends Holder<Instant> {}

        static final class OfMillis extends Holder<Instant> {}

        static final class OfStrict extends Holder<Instant> {}

        static final class OfOffset extends Holder<OffsetDateTime> {}

        static final class OfZoned extends Holder<ZonedDateTime> {}

        static final class OfDay extends Holder<LocalDate> {}

        static final class OfClock extends Holder<LocalTime> {}

        static final class OfSeconds extends Holder<LocalTime> {}

        static final class OfWall extends Holder<LocalDateTime> {}

        static final class OfLegacy extends Holder<Date> {}

        static final class OfYears extends Holder<Year> {}

        static final class OfMonth extends Holder<YearMonth> {}

        static final class OfBirthday extends Holder<MonthDay> {}

        static final class OfSpan extends Holder<Duration> {}

        static final class OfTerm extends Holder<Period> {}

        static final class OfZone extends Holder<ZoneId> {}

        static final class OfCoin extends Holder<Currency> {}

        static final class OfTongue extends Holder<Locale> {}

        static final class OfLink extends Holder<URI> {}

        static final class OfHost extends Holder<InetAddress> {}

        static final class OfNamed extends Holder<Values.Colour> {}

        static final class OfNative extends Holder<Values.Colour> {}

        static final class OfCoded extends Holder<Values.Colour> {}

        static final class OfSku extends Holder<Values.Sku> {}

        static final class OfNumbers extends Holder<int[]> {}

        static final class OfWords extends Holder<String[]> {}

        static final class OfMoments extends Holder<Instant[]> {}

        static final class OfMatrix extends Holder<int[][]> {}

        static final class OfBlobs extends Holder<byte[][]> {}

        static final class OfTags extends Holder<List<String>> {}

        static final class OfSet extends Holder<Set<Integer>> {}

        static final class OfDoubles extends Holder<double[]> {}

        static final class OfJson extends Holder<Values.Settings> {}

        static final class OfJsonText extends Holder<Values.Settings> {}

        static final class OfSpanned extends Holder<Range<Integer>> {}

        static final class OfStay extends Holder<Range<LocalDate>> {}

        static final class OfSlot extends Holder<Range<Instant>> {}

        static final class OfSecret extends Holder<String> {}

        static final class ByText extends Holder.Keyed<String> {
            ByText(String id) {
                super(id);
            }
        }

        static final class ByPadded extends Holder.Keyed<String> {
            ByPadded(String id) {
                super(id);
            }
        }

        static final class ByLetter extends Holder.Keyed<Character> {
            ByLetter(Character id) {
                super(id);
            }
        }

        static final class ByOctet extends Holder.Keyed<Byte> {
            ByOctet(Byte id) {
                super(id);
            }
        }

        static final class BySmall extends Holder.Keyed<Short> {
            BySmall(Short id) {
                super(id);
            }
        }

        static final class ByWhole extends Holder.Keyed<Integer> {
            ByWhole(Integer id) {
                super(id);
            }
        }

        static final class ByBig extends Holder.Keyed<Long> {
            ByBig(Long id) {
                super(id);
            }
        }

        static final class ByBigWhole extends Holder.Keyed<BigInteger> {
            ByBigWhole(BigInteger id) {
                super(id);
            }
        }

        static final class ByUuid extends Holder.Keyed<UUID> {
            ByUuid(UUID id) {
                super(id);
            }
        }

        static final class ByMoment extends Holder.Keyed<Instant> {
            ByMoment(Instant id) {
                super(id);
            }
        }

        static final class ByDay extends Holder.Keyed<LocalDate> {
            ByDay(LocalDate id) {
                super(id);
            }
        }

        static final class ByClock extends Holder.Keyed<LocalTime> {
            ByClock(LocalTime id) {
                super(id);
            }
        }

        static final class ByWall extends Holder.Keyed<LocalDateTime> {
            ByWall(LocalDateTime id) {
                super(id);
            }
        }

        static final class ByYears extends Holder.Keyed<Year> {
            ByYears(Year id) {
                super(id);
            }
        }

        static final class ByMonth extends Holder.Keyed<YearMonth> {
            ByMonth(YearMonth id) {
                super(id);
            }
        }

        static final class ByBirthday extends Holder.Keyed<MonthDay> {
            ByBirthday(MonthDay id) {
                super(id);
            }
        }

        static final class BySpan extends Holder.Keyed<Duration> {
            BySpan(Duration id) {
                super(id);
            }
        }

        static final class ByCoin extends Holder.Keyed<Currency> {
            ByCoin(Currency id) {
                super(id);
            }
        }

        static final class ByLink extends Holder.Keyed<URI> {
            ByLink(URI id) {
                super(id);
            }
        }

        static final class ByNamed extends Holder.Keyed<Values.Colour> {
            ByNamed(Values.Colour id) {
                super(id);
            }
        }

        static final class ByNative extends Holder.Keyed<Values.Colour> {
            ByNative(Values.Colour id) {
                super(id);
            }
        }

        static final class BySku extends Holder.Keyed<Values.Sku> {
            BySku(Values.Sku id) {
                super(id);
            }
        }
    }
}
