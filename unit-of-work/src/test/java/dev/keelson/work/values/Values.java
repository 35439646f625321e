package dev.keelson.work.values;

import dev.keelson.value.ColumnCipher;
import dev.keelson.value.Range;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Makes values of all kinds, and judges which of them no column can hold. */
final class Values {

    static final List<Currency> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .sorted(Comparator.comparing(Currency::getCurrencyCode))
            .toList();
    static final List<Locale> LOCALES = Arrays.stream(Locale.getAvailableLocales())
            .sorted(Comparator.comparing(Locale::toString))
            .toList();
    static final List<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();
    static final ColumnCipher CIPHER = Ciphers.any();

    private static final Instant FIRST = Instant.parse("-4712-01-01T00:00:00Z");
    static final Instant LAST = Instant.parse("+294276-12-31T23:59:59.999999Z");

    private Values() {}

    enum Colour {
        RED,
        DARK_BLUE,
        INDIGO
    }

    record Sku(String code) {}

    record Settings(String name, Map<String, Integer> limits, BigDecimal rate, List<Double> weights) {}

    static Random javaRandom(RandomGenerator random) {
        return new Random(random.nextLong());
    }

    /** Mostly texts that can be stored. */
    static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(16);
        for (int i = 0; i < length; i++) {
            int kind = random.nextInt(200);
            if (kind == 0) {
                text.append((char) random.nextInt(0x10000));
            } else if (kind < 40) {
                int point = random.nextInt(1, 0x110000);
                text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
            } else {
                text.append((char) random.nextInt(' ', 0x250));
            }
        }
        return text.toString();
    }

    static String plainText(RandomGenerator random) {
        return Long.toString(random.nextLong(), 36) + "\"{},\\ NULL";
    }

    static boolean isNoText(String text) {
        return text.indexOf(0) >= 0 || text.codePoints().anyMatch(point -> point >= 0xD800 && point < 0xE000);
    }

    static int integer(RandomGenerator random) {
        return random.nextBoolean() ? random.nextInt() : random.nextInt(-50_000, 50_000);
    }

    static BigDecimal decimal(RandomGenerator random) {
        return new BigDecimal(new BigInteger(random.nextInt(200), javaRandom(random)), random.nextInt(-40, 60));
    }

    static boolean isNoNumeric(BigDecimal decimal) {
        return decimal.signum() != 0 && (long) decimal.precision() - decimal.scale() > 131_072
                || decimal.scale() > 16_383;
    }

    static byte[] bytes(RandomGenerator random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Mostly instants that can be stored, of all ages, with nanoseconds. */
    static Instant instant(RandomGenerator random) {
        long seconds = random.nextInt(50) == 0
                ? random.nextLong(-1L << 43, 1L << 43)
                : random.nextBoolean()
                        ? random.nextLong(-210_000_000_000L, 9_000_000_000_000L)
                        : random.nextLong(-3_000_000_000L, 5_000_000_000L);
        return Instant.ofEpochSecond(seconds, random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000_000));
    }

    static Instant micros(Instant instant) {
        return instant.minusNanos(instant.getNano() % 1_000);
    }

    static Instant[] micros(Instant[] instants) {
        return Arrays.stream(instants)
                .map(instant -> instant == null ? null : micros(instant))
                .toArray(Instant[]::new);
    }

    static boolean isFar(Instant instant) {
        return instant.isBefore(FIRST) || micros(instant).isAfter(LAST);
    }

    static Range<Instant> slot(RandomGenerator random) {
        Instant from = instant(random);
        return from.isAfter(LAST) ? Range.atLeast(from) : Range.closed(from, LAST);
    }

    static ZoneId zone(RandomGenerator random) {
        return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    }

    static InetAddress address(RandomGenerator random) {
        byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    static int[][] matrix(RandomGenerator random) {
        int[][] matrix = new int[random.nextInt(1, 4)][];
        int width = random.nextInt(1, 4);
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = random.ints(width).toArray();
        }
        return matrix;
    }

    static boolean isNoRectangle(int[][] matrix) {
        return Arrays.stream(matrix).anyMatch(row -> row.length == 0 || row.length != matrix[0].length);
    }

    static Settings settings(RandomGenerator random) {
        return new Settings(
                text(random),
                Map.of(plainText(random), random.nextInt(), "k", 1),
                decimal(random).setScale(5, java.math.RoundingMode.DOWN),
                List.of(random.nextDouble() * 1e20, random.nextDouble() * 1e-20));
    }
}
