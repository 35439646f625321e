package dev.keelson.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Dates and timestamps as PostgreSQL writes them, with the era, so that all years are told apart. */
final class TimeText {

    private static final String BEFORE_CHRIST = " BC";

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 9, SignStyle.NOT_NEGATIVE)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DATE)
            .appendPattern(" HH:mm:ss.SSSSSS")
            .toFormatter(Locale.ROOT);

    private TimeText() {}

    static String write(LocalDate date) {
        return DATE.format(date) + era(date.getYear());
    }

    static String write(LocalDateTime time) {
        return TIMESTAMP.format(time) + era(time.getYear());
    }

    static String write(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return TIMESTAMP.format(time) + "+00" + era(time.getYear());
    }

    private static String era(int year) {
        return year > 0 ? "" : BEFORE_CHRIST;
    }

    static LocalDate date(String text) {
        refuseInfinity(text);
        String plain = withoutEra(text);
        int day = plain.length() - 2;
        int month = day - 3;
        try {
            int year = Integer.parseInt(plain, 0, month - 1, 10);
            return LocalDate.of(
                    plain.length() == text.length() ? year : 1 - year,
                    Integer.parseInt(plain, month, month + 2, 10),
                    Integer.parseInt(plain, day, day + 2, 10));
        } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException wrong) {
            throw new IllegalArgumentException("it is no date in ISO style", wrong);
        }
    }

    static LocalDateTime timestamp(String text) {
        refuseInfinity(text);
        String plain = withoutEra(text);
        int blank = plain.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException("it is no timestamp in ISO style");
        }
        String era = text.substring(plain.length());
        return LocalDateTime.of(date(plain.substring(0, blank) + era), LocalTime.parse(plain.substring(blank + 1)));
    }

    static Instant instant(String text) {
        refuseInfinity(text);
        String plain = withoutEra(text);
        int sign = Math.max(plain.lastIndexOf('+'), plain.lastIndexOf('-'));
        if (sign < plain.indexOf(':')) {
            throw new IllegalArgumentException("it is no timestamp with a time zone in ISO style");
        }
        String era = text.substring(plain.length());
        LocalDateTime time = timestamp(plain.substring(0, sign) + era);
        return time.toInstant(ZoneOffset.of(plain.substring(sign)));
    }

    private static String withoutEra(String text) {
        return text.endsWith(BEFORE_CHRIST) ? text.substring(0, text.length() - BEFORE_CHRIST.length()) : text;
    }

    private static void refuseInfinity(String text) {
        if (text.endsWith("infinity")) {
            throw new IllegalArgumentException("it is " + text + ", and Java has no such time");
        }
    }
}
