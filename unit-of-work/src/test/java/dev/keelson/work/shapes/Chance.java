package dev.keelson.work.shapes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Draws the values of a state. A {@link #full} one leaves nothing out: every optional value is there, every collection
 * has elements, of several choices it takes the first.
 */
final class Chance {

    private static final List<String> WORDS =
            List.of("", "a", "b", "null", "{}", "\"", "'", "\\", "a,b", " a ", "\n\t", "ä€", "\ud83d\ude00", "$1", "?");

    private static final int SIBLINGS = 5;

    private final Random random;
    private final boolean full;

    private Chance(long seed, boolean full) {
        this.random = new Random(seed);
        this.full = full;
    }

    static Chance of(long seed) {
        return new Chance(seed, false);
    }

    static Chance full(long seed) {
        return new Chance(seed, true);
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    long number() {
        return random.nextLong();
    }

    boolean coin() {
        return full || random.nextBoolean();
    }

    @SafeVarargs
    final <T> T any(T... values) {
        return full ? values[0] : values[random.nextInt(values.length)];
    }

    <T> T any(List<T> values) {
        return full ? values.get(0) : values.get(random.nextInt(values.size()));
    }

    /** One of several ways to make a value. */
    @SafeVarargs
    final <T> T either(Supplier<? extends T>... makers) {
        return makers[full ? 0 : random.nextInt(makers.length)].get();
    }

    /** Any text, also a strange one. */
    String word() {
        return WORDS.get(random.nextInt(WORDS.size())) + (random.nextBoolean() ? "" : random.nextInt(3));
    }

    /** A text that is a key somewhere, hardly ever the same. */
    String name() {
        return "n" + Integer.toUnsignedString(random.nextInt(), 36);
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Identifiers of some children of one parent: never the same twice, often those of its last state, in any order. */
    List<UUID> ids(UUID parent) {
        List<UUID> ids = new ArrayList<>();
        numbers()
                .forEach(n -> ids.add(new UUID(parent.getMostSignificantBits(), parent.getLeastSignificantBits() + n)));
        return ids;
    }

    /** Some of the same few numbers, each at most once, in any order. */
    List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int n = 1; n <= SIBLINGS; n++) {
            if (full ? n <= 3 : random.nextBoolean()) {
                numbers.add(n);
            }
        }
        if (!full) {
            Collections.shuffle(numbers, random);
        }
        return numbers;
    }

    <T> @Nullable T maybe(Supplier<? extends T> value) {
        return coin() ? value.get() : null;
    }

    <T> List<T> list(Supplier<? extends T> value) {
        List<T> list = new ArrayList<>();
        for (int count = size(); count > 0; count--) {
            list.add(value.get());
        }
        return list;
    }

    <T> Set<T> set(Supplier<? extends T> value) {
        Set<T> set = new LinkedHashSet<>();
        int size = size();
        for (int tries = 0; set.size() < size && tries < 100; tries++) {
            set.add(value.get());
        }
        return set;
    }

    <K, V> Map<K, V> map(Supplier<? extends K> key, Supplier<? extends V> value) {
        Map<K, V> map = new LinkedHashMap<>();
        int size = size();
        for (int tries = 0; map.size() < size && tries < 100; tries++) {
            map.put(key.get(), value.get());
        }
        return map;
    }

    /** Most often few, now and then more than are written row by row. */
    private int size() {
        if (full) {
            return 2;
        }
        return random.nextInt(6) == 0 ? random.nextInt(8) : random.nextInt(4);
    }

    BigDecimal decimal() {
        return new BigDecimal(new BigInteger(random.nextInt(60), random), random.nextInt(9));
    }

    BigDecimal cents() {
        return BigDecimal.valueOf(random.nextInt(100_000), 2);
    }

    Instant instant() {
        return Instant.EPOCH.plus(random.nextLong() >> 12, ChronoUnit.MICROS);
    }

    LocalDate date() {
        return LocalDate.ofEpochDay(random.nextInt(40_000));
    }
}
