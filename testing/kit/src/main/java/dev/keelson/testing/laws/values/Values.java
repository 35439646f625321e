package dev.keelson.testing.laws.values;

import dev.keelson.value.Range;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
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
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values of the domain's classes: those that the user's own function makes, of the platform's classes from pools, records and classes of
 * one constructor of values of their parameters. Used by one thread.
 */
public final class Values {

    private static final int TRIES = 40;
    private static final int DEPTH = 4;

    private final Random random;
    private final Plausible plausible;
    private final Map<Class<?>, Function<Random, ?>> given;

    /**
     * Draws values.
     *
     * @param given how the user makes those of some classes
     * @param daring whether they are most often of those that mappings lose
     */
    public Values(Random random, Map<Class<?>, Function<Random, ?>> given, boolean daring) {
        this.random = random;
        this.plausible = new Plausible(random, daring);
        this.given = given;
    }

    /** The plain values. */
    public Plausible plausible() {
        return plausible;
    }

    /** Whether the user says how to make them. */
    public boolean isGiven(Class<?> type) {
        return given.containsKey(type);
    }

    /**
     * A value, or null where none could be made.
     *
     * @param limit how long its texts may be
     * @param fresh whether it is hardly ever the same
     */
    public @Nullable Object of(Type type, int limit, boolean fresh) {
        return of(type, limit, fresh, DEPTH);
    }

    private @Nullable Object of(Type type, int limit, boolean fresh, int depth) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Object made = generic(raw, generic, limit, depth);
            return made == null ? of(raw, limit, fresh, depth) : made;
        }
        if (!(type instanceof Class<?> raw)) {
            return null;
        }
        Function<Random, ?> user = given.get(raw);
        if (user != null) {
            Object made = user.apply(random);
            if (made == null) {
                throw new IllegalStateException("the function given to generate(" + raw.getSimpleName()
                        + ".class, ...) gave null; have it give a value");
            }
            return made;
        }
        Object plain = plain(raw, limit, fresh);
        if (plain != null || depth == 0 || raw.getName().startsWith("java.") || raw.isPrimitive() || raw.isArray()) {
            return plain;
        }
        if (raw.isEnum()) {
            return any(raw.getEnumConstants());
        }
        if (raw.isSealed()) {
            return of(any(raw.getPermittedSubclasses()), limit, fresh, depth);
        }
        return Modifier.isAbstract(raw.getModifiers()) ? null : constructed(raw, limit, fresh, depth);
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private @Nullable Object generic(Class<?> raw, ParameterizedType type, int limit, int depth) {
        if (depth == 0) {
            return null;
        }
        Type[] arguments = type.getActualTypeArguments();
        Object element = of(arguments[arguments.length - 1], limit, false, depth - 1);
        if (element == null) {
            return null;
        }
        if (raw == Optional.class) {
            return plausible.coin() ? Optional.of(element) : Optional.empty();
        }
        if (raw == List.class || raw == Iterable.class || raw == java.util.Collection.class) {
            return plausible.coin() ? List.of(element) : List.of();
        }
        if (raw == Set.class) {
            return plausible.coin() ? Set.of(element) : Set.of();
        }
        if (raw == Map.class) {
            Object key = of(arguments[0], limit, true, depth - 1);
            return key == null || plausible.coin() ? Map.of() : Map.of(key, element);
        }
        return raw == Range.class && element instanceof Comparable<?> ? range(element) : null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // of one class, which is comparable
    private static Object range(Object lower) {
        return Range.atLeast((Comparable) lower);
    }

    private @Nullable Object constructed(Class<?> type, int limit, boolean fresh, int depth) {
        Object made = constructed(type, limit, fresh, depth, TRIES / 4);
        if (made == null) {
            plausible.calmed();
            made = constructed(type, limit, fresh, depth, TRIES);
            plausible.recovered();
        }
        return made;
    }

    private @Nullable Object constructed(Class<?> type, int limit, boolean fresh, int depth, int most) {
        Constructor<?> constructor = constructor(type);
        if (constructor == null || !constructor.trySetAccessible()) {
            return null;
        }
        Type[] parameters = constructor.getGenericParameterTypes();
        for (int tries = 0; tries < most; tries++) {
            List<@Nullable Object> arguments = new ArrayList<>();
            for (Type parameter : parameters) {
                arguments.add(of(parameter, limit, fresh, depth - 1));
            }
            if (arguments.contains(null)) {
                return null;
            }
            Object made = made(constructor, arguments.toArray());
            if (made != null) {
                return made;
            }
        }
        return null;
    }

    private static @Nullable Object made(Constructor<?> constructor, @Nullable Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException | IllegalArgumentException refused) {
            return null;
        }
    }

    private static @Nullable Constructor<?> constructor(Class<?> type) {
        try {
            if (type.isRecord()) {
                Class<?>[] parameters = java.util.Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
                return type.getDeclaredConstructor(parameters);
            }
            Constructor<?>[] all = type.getDeclaredConstructors();
            return all.length == 1 && all[0].getParameterCount() > 0 ? all[0] : null;
        } catch (NoSuchMethodException never) {
            throw new AssertionError(never);
        }
    }

    private @Nullable Object plain(Class<?> type, int limit, boolean fresh) {
        if (type == String.class || type == CharSequence.class) {
            return plausible.text(limit, fresh);
        } else if (type == int.class || type == Integer.class) {
            return (int) plausible.number(Integer.MAX_VALUE, fresh);
        } else if (type == long.class || type == Long.class) {
            return plausible.number(Long.MAX_VALUE, fresh);
        } else if (type == short.class || type == Short.class) {
            return (short) plausible.number(Short.MAX_VALUE, fresh);
        } else if (type == byte.class || type == Byte.class) {
            return (byte) plausible.number(Byte.MAX_VALUE, fresh);
        } else if (type == boolean.class || type == Boolean.class) {
            return plausible.coin();
        } else if (type == char.class || type == Character.class) {
            return any(new Character[] {'a', 'B', '7', 'ä', ' '});
        } else if (type == double.class || type == Double.class) {
            return plausible.decimal(fresh).doubleValue();
        } else if (type == float.class || type == Float.class) {
            return plausible.decimal(fresh).floatValue();
        } else if (type == BigDecimal.class) {
            return plausible.decimal(fresh);
        } else if (type == BigInteger.class) {
            return BigInteger.valueOf(plausible.number(Long.MAX_VALUE, fresh));
        } else if (type == UUID.class) {
            return plausible.uuid();
        } else if (type == byte[].class) {
            return plausible.bytes();
        }
        return time(type, fresh);
    }

    private @Nullable Object time(Class<?> type, boolean fresh) {
        if (type == Instant.class) {
            return plausible.instant(fresh);
        } else if (type == LocalDate.class) {
            return plausible.date(fresh);
        } else if (type == LocalTime.class) {
            return plausible.time();
        } else if (type == LocalDateTime.class) {
            return LocalDateTime.ofInstant(plausible.instant(fresh), ZoneOffset.UTC);
        } else if (type == OffsetDateTime.class) {
            return plausible.instant(fresh).atOffset(ZoneOffset.UTC);
        } else if (type == ZonedDateTime.class) {
            return plausible.instant(fresh).atZone(ZoneId.of("Europe/Amsterdam"));
        } else if (type == Duration.class) {
            return Duration.ofMillis(plausible.number(Integer.MAX_VALUE, fresh));
        } else if (type == Period.class) {
            return Period.ofDays((int) plausible.number(1_000, false));
        } else if (type == Year.class) {
            return Year.of(2000 + random.nextInt(50));
        } else if (type == YearMonth.class) {
            return YearMonth.from(plausible.date(fresh));
        } else if (type == MonthDay.class) {
            return MonthDay.from(plausible.date(fresh));
        } else if (type == java.util.Date.class) {
            return java.util.Date.from(plausible.instant(fresh).truncatedTo(ChronoUnit.MILLIS));
        } else if (type == DayOfWeek.class || type == Month.class) {
            return any(type.getEnumConstants());
        } else if (type == ZoneId.class) {
            return any(new ZoneId[] {ZoneId.of("UTC"), ZoneId.of("Europe/Amsterdam")});
        } else if (type == Currency.class) {
            return Currency.getInstance(any(new String[] {"EUR", "USD", "JPY"}));
        }
        if (type == URI.class) {
            return URI.create("https://example.org/" + plausible.number(1_000, fresh));
        } else if (type == InetAddress.class) {
            return address();
        }
        return type == Locale.class ? any(new Locale[] {Locale.GERMANY, Locale.ENGLISH}) : null;
    }

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
        } catch (UnknownHostException never) {
            throw new AssertionError(never);
        }
    }
}
