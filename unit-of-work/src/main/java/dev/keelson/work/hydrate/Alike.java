package dev.keelson.work.hydrate;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value that was read back is the one that was written: equal, but for the scale of decimals and, unless strict,
 * fractions of a second that a column cuts. Records and lists are so part by part.
 */
final class Alike {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Alike() {}

    static boolean are(@Nullable Object given, @Nullable Object back, boolean strict) {
        if (Objects.deepEquals(given, back)) {
            return true;
        }
        if (given == null || back == null) {
            return false;
        }
        return switch (given) {
            case BigDecimal decimal -> back instanceof BigDecimal other && decimal.compareTo(other) == 0;
            case OffsetDateTime time ->
                back instanceof OffsetDateTime other && instants(time.toInstant(), other.toInstant(), strict);
            case Instant time -> back instanceof Instant other && instants(time, other, strict);
            case ZonedDateTime time ->
                back instanceof ZonedDateTime other
                        && time.getZone().equals(other.getZone())
                        && instants(time.toInstant(), other.toInstant(), strict);
            case LocalDateTime time ->
                back instanceof LocalDateTime other && !strict && isCut(Duration.between(other, time));
            case LocalTime time -> back instanceof LocalTime other && !strict && isCut(Duration.between(other, time));
            case List<?> list -> back instanceof List<?> other && lists(list, other, strict);
            case Record whole -> whole.getClass() == back.getClass() && records(whole, back, strict);
            case Comparable<?> comparable -> ordersAlike(comparable, back);
            default -> false;
        };
    }

    /** Whether objects of its class are equal by more than being the same. */
    static boolean hasEquals(Object value) {
        try {
            return value.getClass().getMethod("equals", Object.class).getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException never) {
            throw new AssertionError("Every class has equals", never);
        }
    }

    private static boolean instants(Instant given, Instant back, boolean strict) {
        return given.equals(back) || (!strict && isCut(Duration.between(back, given)));
    }

    /** Columns cut towards the past, by less than a second. */
    private static boolean isCut(Duration lost) {
        return !lost.isNegative() && lost.compareTo(SECOND) < 0;
    }

    private static boolean lists(List<?> given, List<?> back, boolean strict) {
        if (given.size() != back.size()) {
            return false;
        }
        Iterator<?> others = back.iterator();
        for (Object element : given) {
            if (!are(element, others.next(), strict)) {
                return false;
            }
        }
        return true;
    }

    private static boolean records(Object given, Object back, boolean strict) {
        for (RecordComponent component : given.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                if (!are(
                        component.getAccessor().invoke(given),
                        component.getAccessor().invoke(back),
                        strict)) {
                    return false;
                }
            } catch (ReflectiveOperationException | RuntimeException closed) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked") // of another class it throws, and is not alike
    private static boolean ordersAlike(Comparable<?> given, Object back) {
        try {
            return ((Comparable<Object>) given).compareTo(back) == 0;
        } catch (ClassCastException otherClass) {
            return false;
        }
    }
}
