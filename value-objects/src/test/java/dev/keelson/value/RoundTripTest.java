package dev.keelson.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random values, by a seed that is printed: what is written and read back equals what was written. */
class RoundTripTest {

    private static final int VALUES = 2_000;
    private static final List<String> ZONES = new ArrayList<>(ZoneId.getAvailableZoneIds());

    /** The generators, all within what the columns hold exactly. */
    private static final Map<Class<?>, Function<RandomGenerator, Object>> GENERATORS = generators();

    static Stream<Class<?>> types() {
        return GENERATORS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_is_read_back_equals_what_was_written(Class<?> type) {
        long seed = System.nanoTime();
        System.out.println("RoundTripTest " + type.getSimpleName() + " seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        ScalarConverter<Object> converter = find(type);
        for (int i = 0; i < VALUES; i++) {
            Object value = GENERATORS.get(type).apply(random);
            Object columnValue = converter.toColumn(value);

            assertThat(converter.fromColumn(columnValue)).as("seed %d", seed).isEqualTo(value);
            assertThat(converter.columnType().fit(columnValue))
                    .as("seed %d", seed)
                    .isSameAs(columnValue);
            assertThat(columnValue)
                    .as("seed %d", seed)
                    .isInstanceOf(converter.columnType().javaType());
        }
    }

    private static Map<Class<?>, Function<RandomGenerator, Object>> generators() {
        Map<Class<?>, Function<RandomGenerator, Object>> all = new LinkedHashMap<>();
        all.put(Byte.class, random -> (byte) random.nextInt());
        all.put(Short.class, random -> (short) random.nextInt());
        all.put(Integer.class, RandomGenerator::nextInt);
        all.put(Long.class, RandomGenerator::nextLong);
        all.put(Float.class, random -> Float.intBitsToFloat(random.nextInt()));
        all.put(Double.class, random -> Double.longBitsToDouble(random.nextLong()));
        all.put(Character.class, random -> (char) random.nextInt(1, 0xD800));
        all.put(String.class, RoundTripTest::text);
        all.put(BigInteger.class, random -> integer(random, 400));
        all.put(BigDecimal.class, random -> new BigDecimal(integer(random, 200), random.nextInt(100)));
        all.put(UUID.class, random -> new UUID(random.nextLong(), random.nextLong()));
        all.put(byte[].class, random -> bytes(random, random.nextInt(50)));
        all.put(Instant.class, RoundTripTest::instant);
        all.put(OffsetDateTime.class, random -> instant(random).atOffset(ZoneOffset.UTC));
        all.put(LocalDateTime.class, random -> LocalDateTime.ofInstant(instant(random), ZoneOffset.UTC));
        all.put(LocalDate.class, random -> LocalDate.ofEpochDay(random.nextInt(-2_400_000, 100_000_000)));
        all.put(LocalTime.class, random -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1_000));
        all.put(YearMonth.class, random -> YearMonth.of(random.nextInt(-20_000, 20_000), random.nextInt(1, 13)));
        all.put(
                Duration.class,
                random -> Duration.ofSeconds(random.nextLong() >> random.nextInt(64), random.nextInt(1_000_000_000)));
        all.put(Period.class, random -> Period.of(random.nextInt(), random.nextInt(), random.nextInt()));
        all.put(ZoneId.class, random -> ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
        all.put(Locale.class, RoundTripTest::locale);
        all.put(InetAddress.class, random -> address(bytes(random, random.nextBoolean() ? 4 : 16)));
        return all;
    }

    private static Instant instant(RandomGenerator random) {
        return Instant.ofEpochSecond(
                random.nextLong(-210_800_000_000L, 9_224_000_000_000L), random.nextInt(1_000_000) * 1_000L);
    }

    private static String text(RandomGenerator random) {
        return random.ints(random.nextInt(40), 1, Character.MAX_CODE_POINT + 1)
                .map(point -> point >= 0xD800 && point < 0xE000 ? 'x' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Locale locale(RandomGenerator random) {
        String[] languages = Locale.getISOLanguages();
        String[] countries = Locale.getISOCountries();
        return new Locale.Builder()
                .setLanguage(languages[random.nextInt(languages.length)])
                .setRegion(countries[random.nextInt(countries.length)])
                .build();
    }

    private static BigInteger integer(RandomGenerator random, int maxBytes) {
        return new BigInteger(bytes(random, random.nextInt(1, maxBytes)));
    }

    private static byte[] bytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress("host.example", bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static ScalarConverter<Object> find(Class<?> type) {
        return (ScalarConverter<Object>) StandardConverters.find(type).orElseThrow();
    }
}
