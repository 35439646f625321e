package dev.keelson.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** Fits times into time columns: cut towards the past to the column's fraction of a second; far years are refused. */
final class TimeFit {

    private static final int MIN_YEAR = -4712;
    private static final int MAX_YEAR = 294_276;
    private static final int MAX_DATE_YEAR = 5_874_897;
    private static final Instant MIN_INSTANT = Instant.parse("-4712-01-01T00:00:00Z");
    private static final Instant MAX_INSTANT = Instant.parse("+294276-12-31T23:59:59.999999999Z");

    /** Nanoseconds of one step, by the number of digits of a second's fraction. */
    private static final int[] STEP = {1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000};

    private TimeFit() {}

    static Object fit(ColumnType type, Object value) {
        return switch (type.kind()) {
            case DATE -> value instanceof LocalDate date ? date(type, date) : refuse(type, value);
            case TIME -> value instanceof LocalTime time ? time(type, time) : refuse(type, value);
            case TIMESTAMP -> value instanceof LocalDateTime time ? timestamp(type, time) : refuse(type, value);
            case TIMESTAMPTZ -> value instanceof Instant instant ? instant(type, instant) : refuse(type, value);
            default -> refuse(type, value);
        };
    }

    private static LocalDate date(ColumnType type, LocalDate date) {
        checkYear(type, date.getYear(), MAX_DATE_YEAR);
        return date;
    }

    private static LocalTime time(ColumnType type, LocalTime time) {
        int excess = excess(type, time);
        return excess == 0 ? time : time.minusNanos(excess);
    }

    private static LocalDateTime timestamp(ColumnType type, LocalDateTime time) {
        checkYear(type, time.getYear(), MAX_YEAR);
        int excess = excess(type, time);
        return excess == 0 ? time : time.minusNanos(excess);
    }

    /** The nanoseconds of an instant count forward from its second, before 1970 too, so dropping some is the past. */
    private static Instant instant(ColumnType type, Instant instant) {
        if (instant.isBefore(MIN_INSTANT) || instant.isAfter(MAX_INSTANT)) {
            throw farYear(type, MAX_YEAR);
        }
        int excess = excess(type, instant);
        return excess == 0 ? instant : instant.minusNanos(excess);
    }

    /** Returns the nanoseconds that the column does not hold. */
    private static int excess(ColumnType type, TemporalAccessor time) {
        int step = STEP[type.size() == ColumnType.UNSIZED ? STEP.length - 1 : type.size()];
        return time.get(ChronoField.NANO_OF_SECOND) % step;
    }

    private static void checkYear(ColumnType type, int year, int max) {
        if (year < MIN_YEAR || year > max) {
            throw farYear(type, max);
        }
    }

    private static IllegalArgumentException farYear(ColumnType type, int max) {
        return new IllegalArgumentException(
                "its year is out of the range of %s, 4713 BC to %d AD".formatted(type, max));
    }

    private static Object refuse(ColumnType type, Object value) {
        throw type.wrongClass(value);
    }
}
