package dev.keelson.value;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A range of values as PostgreSQL's {@code int4range}, {@code int8range}, {@code numrange}, {@code daterange}, {@code
 * tsrange} and {@code tstzrange} hold it. The bounds are of {@link Integer}, {@link Long}, {@link BigDecimal}, {@link
 * LocalDate}, {@link LocalDateTime} or {@link Instant}, and of no other class.
 *
 * <p>It is kept as PostgreSQL keeps it, so that what is read equals what was written. A range of whole numbers or days
 * runs from a bound that belongs to it to one that does not: {@code closed(1, 5)} is {@code [1,6)}. A range without any
 * value is the empty one, whatever its bounds were. A bound that is not there never belongs to it.
 *
 * <p>Two ranges are equal if their bounds are; decimals of different scale are not, though their order ignores the
 * scale. Immutable and thread-safe.
 *
 * <p>Source: PostgreSQL documentation, 8.17 Range Types.
 *
 * @param <T> the class of the bounds
 */
public final class Range<T> {

    private static final Range<Object> EMPTY = new Range<>(null, false, null, false, true);
    private static final Range<Object> ALL = new Range<>(null, false, null, false, false);

    private final @Nullable T lower;
    private final boolean lowerInclusive;
    private final @Nullable T upper;
    private final boolean upperInclusive;
    private final boolean empty;

    private Range(@Nullable T lower, boolean lowerInclusive, @Nullable T upper, boolean upperInclusive, boolean empty) {
        this.lower = lower;
        this.lowerInclusive = lowerInclusive;
        this.upper = upper;
        this.upperInclusive = upperInclusive;
        this.empty = empty;
    }

    /**
     * Returns the range between two bounds.
     *
     * @param lower the lower bound, or null if there is none
     * @param lowerInclusive whether the lower bound belongs to it
     * @param upper the upper bound, or null if there is none
     * @param upperInclusive whether the upper bound belongs to it
     * @param <T> the class of the bounds
     * @throws IllegalArgumentException if the lower bound is above the upper, a bound is of a class that has no range,
     *     or the next whole number or day after a bound is needed and there is none
     */
    public static <T> Range<T> of(
            @Nullable T lower, boolean lowerInclusive, @Nullable T upper, boolean upperInclusive) {
        requireRangeClass(lower, upper);
        if (lower == null && upper == null) {
            return all();
        }
        if (isVoid(lower, lowerInclusive, upper, upperInclusive)) {
            return empty();
        }
        T from = lower;
        boolean fromInclusive = lower != null && lowerInclusive;
        T to = upper;
        boolean toInclusive = upper != null && upperInclusive;
        if (isDiscrete(lower == null ? upper : lower)) {
            if (lower != null && !lowerInclusive) {
                from = next(lower);
                fromInclusive = true;
            }
            if (upper != null && upperInclusive) {
                to = next(upper);
                toInclusive = false;
            }
            if (isVoid(from, fromInclusive, to, toInclusive)) {
                return empty();
            }
        }
        return new Range<>(from, fromInclusive, to, toInclusive, false);
    }

    /** Returns {@code [lower,upper]}, with both bounds. */
    public static <T extends Comparable<? super T>> Range<T> closed(T lower, T upper) {
        return of(present(lower), true, present(upper), true);
    }

    /** Returns {@code [lower,upper)}, without the upper bound. */
    public static <T extends Comparable<? super T>> Range<T> closedOpen(T lower, T upper) {
        return of(present(lower), true, present(upper), false);
    }

    /** Returns {@code (lower,upper)}, without both bounds. */
    public static <T extends Comparable<? super T>> Range<T> open(T lower, T upper) {
        return of(present(lower), false, present(upper), false);
    }

    /** Returns {@code (lower,upper]}, without the lower bound. */
    public static <T extends Comparable<? super T>> Range<T> openClosed(T lower, T upper) {
        return of(present(lower), false, present(upper), true);
    }

    /** Returns {@code [lower,)}, without an upper bound. */
    public static <T extends Comparable<? super T>> Range<T> atLeast(T lower) {
        return of(present(lower), true, null, false);
    }

    /** Returns {@code (lower,)}, without an upper bound. */
    public static <T extends Comparable<? super T>> Range<T> greaterThan(T lower) {
        return of(present(lower), false, null, false);
    }

    /** Returns {@code (,upper]}, without a lower bound. */
    public static <T extends Comparable<? super T>> Range<T> atMost(T upper) {
        return of(null, false, present(upper), true);
    }

    /** Returns {@code (,upper)}, without a lower bound. */
    public static <T extends Comparable<? super T>> Range<T> lessThan(T upper) {
        return of(null, false, present(upper), false);
    }

    /** Returns {@code (,)}, to which every value belongs. */
    @SuppressWarnings("unchecked") // it holds no value
    public static <T> Range<T> all() {
        return (Range<T>) ALL;
    }

    /** Returns the range to which no value belongs. */
    @SuppressWarnings("unchecked") // it holds no value
    public static <T> Range<T> empty() {
        return (Range<T>) EMPTY;
    }

    /** Returns the lower bound, or null if there is none or the range is empty. */
    public @Nullable T lower() {
        return lower;
    }

    /** Returns the upper bound, or null if there is none or the range is empty. */
    public @Nullable T upper() {
        return upper;
    }

    /** Returns whether there is a lower bound that belongs to the range. */
    public boolean lowerInclusive() {
        return lowerInclusive;
    }

    /** Returns whether there is an upper bound that belongs to the range. */
    public boolean upperInclusive() {
        return upperInclusive;
    }

    /** Returns whether no value belongs to the range. */
    public boolean isEmpty() {
        return empty;
    }

    /**
     * Returns whether a value belongs to the range.
     *
     * @throws IllegalArgumentException if the value is not of the class of the bounds
     */
    public boolean contains(T value) {
        requireRangeClass(present(value), lower == null ? upper : lower);
        return !empty
                && (lower == null || compare(value, lower) > (lowerInclusive ? -1 : 0))
                && (upper == null || compare(value, upper) < (upperInclusive ? 1 : 0));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Range<?> range
                && empty == range.empty
                && lowerInclusive == range.lowerInclusive
                && upperInclusive == range.upperInclusive
                && Objects.equals(lower, range.lower)
                && Objects.equals(upper, range.upper);
    }

    @Override
    public int hashCode() {
        return Objects.hash(empty, lowerInclusive, upperInclusive, lower, upper);
    }

    /** Returns the range in PostgreSQL's notation, such as {@code [2020-01-01,2020-02-01)}. */
    @Override
    public String toString() {
        return empty
                ? "empty"
                : (lowerInclusive ? "[" : "(")
                        + (lower == null ? "" : lower)
                        + ","
                        + (upper == null ? "" : upper)
                        + (upperInclusive ? "]" : ")");
    }

    private static <T> T present(T bound) {
        return Objects.requireNonNull(bound, "bound");
    }

    private static void requireRangeClass(@Nullable Object one, @Nullable Object other) {
        Object bound = one == null ? other : one;
        if (bound == null) {
            return;
        }
        if (!isDiscrete(bound)
                && !(bound instanceof BigDecimal || bound instanceof LocalDateTime || bound instanceof Instant)) {
            throw new IllegalArgumentException(
                    "a range has bounds of Integer, Long, BigDecimal, LocalDate, LocalDateTime or Instant, not of "
                            + bound.getClass().getSimpleName());
        }
        if (other != null && bound.getClass() != other.getClass()) {
            throw new IllegalArgumentException("a range has one class of values, not %s and %s"
                    .formatted(
                            bound.getClass().getSimpleName(), other.getClass().getSimpleName()));
        }
    }

    private static boolean isDiscrete(@Nullable Object bound) {
        return bound instanceof Integer || bound instanceof Long || bound instanceof LocalDate;
    }

    private static boolean isVoid(
            @Nullable Object lower, boolean lowerInclusive, @Nullable Object upper, boolean upperInclusive) {
        if (lower == null || upper == null) {
            return false;
        }
        int order = compare(lower, upper);
        if (order > 0) {
            throw new IllegalArgumentException("its lower bound is above its upper bound");
        }
        return order == 0 && !(lowerInclusive && upperInclusive);
    }

    @SuppressWarnings("unchecked") // all six classes compare to themselves, and both are of the same
    private static int compare(Object one, Object other) {
        return Integer.signum(((Comparable<Object>) one).compareTo(other));
    }

    @SuppressWarnings("unchecked") // the same class comes out
    private static <T> T next(T bound) {
        try {
            return (T)
                    switch ((Object) bound) {
                        case Integer number -> (Object) Math.incrementExact(number);
                        case Long number -> Math.incrementExact(number);
                        case LocalDate date -> date.plusDays(1);
                        default -> bound;
                    };
        } catch (ArithmeticException | DateTimeException last) {
            throw new IllegalArgumentException(
                    "its bound is the last %s, and the range would need the one after it"
                            .formatted(bound.getClass().getSimpleName()),
                    last);
        }
    }
}
