package dev.keelson.work.shapes;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ZonedDateTimeConverter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DayOfWeek;
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
import java.util.ArrayList;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A value of every type in one column, in the root and in its children. */
final class TypeShapes {

    private TypeShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(everyType(), everyTypeInChildren());
    }

    record Numbers(
            byte tiny,
            short small,
            int whole,
            long big,
            float single,
            double twice,
            boolean flag,
            char letter,
            Byte boxedTiny,
            Short boxedSmall,
            Integer boxedWhole,
            Long boxedBig,
            Float boxedSingle,
            Double boxedTwice,
            Boolean boxedFlag,
            Character boxedLetter,
            BigInteger huge,
            BigDecimal exact,
            BigDecimal price,
            Optional<Long> perhaps,
            @Nullable BigDecimal rarely) {}

    record Times(
            Instant instant,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            LocalDate day,
            LocalTime time,
            LocalDateTime moment,
            Date old,
            Year year,
            YearMonth month,
            MonthDay birthday,
            Duration duration,
            Period period,
            ZoneId zone) {}

    record Texts(
            String text,
            UUID uuid,
            byte[] bytes,
            Currency currency,
            Locale locale,
            URI uri,
            InetAddress host,
            DayOfWeek weekday,
            @Nullable DayOfWeek dayOff) {}

    record SpecimenId(UUID value) {}

    record Specimen(SpecimenId id, Numbers numbers, Times times, Texts texts) {

        Specimen with(Texts next) {
            return new Specimen(id, numbers, times, next);
        }
    }

    private static Numbers numbers(Chance chance) {
        return new Numbers(
                (byte) chance.number(256),
                (short) chance.number(65_536),
                (int) chance.number(),
                chance.number(),
                chance.any(0.1f, -0.0f, Float.NaN, Float.MIN_VALUE),
                chance.any(0.1, -0.0, Double.NaN, Double.NEGATIVE_INFINITY),
                chance.coin(),
                chance.any('x', ' ', '\u20ac'),
                (byte) chance.number(256),
                (short) chance.number(65_536),
                (int) chance.number(),
                chance.number(),
                chance.any(-0.5f, Float.POSITIVE_INFINITY),
                chance.any(-0.5, Double.MAX_VALUE),
                chance.coin(),
                chance.any('y', '"'),
                BigInteger.valueOf(chance.number()).pow(3),
                chance.decimal(),
                chance.cents(),
                Optional.ofNullable(chance.maybe(() -> chance.number())),
                chance.maybe(chance::decimal));
    }

    private static Times times(Chance chance) {
        ZoneId zone = chance.any(ZoneId.of("Europe/Berlin"), ZoneOffset.UTC);
        LocalDateTime moment = LocalDateTime.ofInstant(chance.instant(), ZoneOffset.UTC);
        return new Times(
                chance.instant(),
                chance.instant().atOffset(ZoneOffset.UTC),
                chance.instant().atZone(zone),
                chance.date(),
                moment.toLocalTime(),
                moment,
                new Date(chance.number(1_000_000)),
                Year.of(chance.number(3_000)),
                YearMonth.of(chance.number(9_999), 2),
                MonthDay.of(2, 29),
                Duration.ofNanos(chance.number()),
                Period.of(chance.number(9), -1, chance.number(40)),
                zone);
    }

    private static Texts texts(Chance chance) {
        byte[] bytes = new byte[chance.number(4)];
        return new Texts(
                chance.word(),
                chance.uuid(),
                bytes,
                chance.any(Currency.getInstance("EUR"), Currency.getInstance("JPY")),
                chance.any(Locale.ROOT, Locale.forLanguageTag("de-AT")),
                URI.create("https://example.org/" + chance.number(9)),
                chance.any(address("192.0.2.7"), address("2001:db8::1")),
                chance.any(DayOfWeek.values()),
                chance.maybe(() -> chance.any(DayOfWeek.values())));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Texts withoutDayOff(Texts texts) {
        return new Texts(
                texts.text(),
                texts.uuid(),
                texts.bytes(),
                texts.currency(),
                texts.locale(),
                texts.uri(),
                texts.host(),
                texts.weekday(),
                null);
    }

    private static Shape<?, ?> everyType() {
        return Shape.of("value of every type", Specimen.class, chance -> new SpecimenId(chance.uuid()))
                .mapped(keelson -> keelson.map(
                        Specimen.class,
                        specimen -> specimen.property("times.zoned", p -> p.converter(new ZonedDateTimeConverter()))
                                .property("numbers.price", p -> p.type(ColumnType.numeric(12, 2)))))
                .tables("specimens")
                .replacing(
                        "one of many",
                        specimen -> specimen.with(withoutDayOff(specimen.texts())),
                        "update specimens (texts_day_off)")
                .states((chance, id) -> new Specimen(id, numbers(chance), times(chance), texts(chance)));
    }

    record LoggerId(UUID value) {}

    record ReadingId(UUID value) {}

    static final class Reading {
        private final ReadingId id;
        private Numbers numbers;
        private Times times;
        private Texts texts;

        Reading(ReadingId id, Numbers numbers, Times times, Texts texts) {
            this.id = id;
            this.numbers = numbers;
            this.times = times;
            this.texts = texts;
        }
    }

    record Sample(Times times, Texts texts, @Nullable Numbers numbers) {}

    static final class Logger {
        private final LoggerId id;
        private final List<Reading> readings = new ArrayList<>();
        private List<Sample> samples = new ArrayList<>();

        Logger(LoggerId id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> everyTypeInChildren() {
        return Shape.of("value of every type, in children", Logger.class, chance -> new LoggerId(chance.uuid()))
                .mapped(keelson -> keelson.map(
                        Logger.class,
                        logger -> logger.children(
                                        "readings",
                                        readings -> readings.property(
                                                "times.zoned", p -> p.converter(new ZonedDateTimeConverter())))
                                .values(
                                        "samples",
                                        samples -> samples.property(
                                                "times.zoned", p -> p.converter(new ZonedDateTimeConverter())))))
                .tables("loggers", "logger_readings", "logger_samples")
                .changing(
                        "one of many",
                        logger -> {
                            Reading reading = logger.readings.get(1);
                            reading.texts = withoutDayOff(reading.texts);
                        },
                        "update logger_readings (texts_day_off)")
                .changing(
                        "one of many, in a value",
                        logger -> {
                            Sample sample = logger.samples.get(1);
                            logger.samples.set(
                                    1, new Sample(sample.times(), withoutDayOff(sample.texts()), sample.numbers()));
                        },
                        "update logger_samples (texts_day_off)")
                .states((chance, id) -> {
                    Logger logger = new Logger(id);
                    chance.ids(id.value())
                            .forEach(reading -> logger.readings.add(new Reading(
                                    new ReadingId(reading), numbers(chance), times(chance), texts(chance))));
                    logger.samples = chance.list(
                            () -> new Sample(times(chance), texts(chance), chance.maybe(() -> numbers(chance))));
                    return logger;
                });
    }
}
