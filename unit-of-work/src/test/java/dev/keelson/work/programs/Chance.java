package dev.keelson.work.programs;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Draws all that a program leaves to chance, from one seed; identifiers count up. */
final class Chance {

    private final Random random;
    private long identifiers;

    Chance(long seed) {
        random = new Random(seed);
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    /** True once in so many times. */
    boolean once(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** One of these, which have no order. */
    <T extends Comparable<T>> T anyOf(Collection<T> values) {
        return any(values.stream().sorted().toList());
    }

    <T> void shuffle(List<T> values) {
        Collections.shuffle(values, random);
    }

    <T> @Nullable T maybe(Supplier<? extends T> value) {
        return coin() ? value.get() : null;
    }

    /** Takes one out, or gives null of none. */
    <T> @Nullable T take(List<T> values) {
        return values.isEmpty() ? null : values.remove(random.nextInt(values.size()));
    }

    <T> void insert(List<T> values, T value) {
        values.add(random.nextInt(values.size() + 1), value);
    }

    UUID id() {
        return new UUID(0, ++identifiers);
    }

    String word() {
        return any(List.of("", "a", "b", "null", "'", "\\", "a,b", " a ", "{}", "\u00e4\u20ac", "$1", "?", "\"q\""))
                + number(3);
    }

    BigDecimal money() {
        BigDecimal cents = BigDecimal.valueOf(number(5) * 50L, 2);
        return coin() ? cents : cents.stripTrailingZeros(); // other digits, the same amount
    }

    LocalDate date() {
        return LocalDate.of(2026, 1, 1).plusDays(number(4));
    }

    Instant instant() {
        return Instant.parse("2026-01-01T00:00:00.000001Z").plusSeconds(number(4));
    }
}
