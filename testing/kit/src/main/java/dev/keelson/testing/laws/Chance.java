package dev.keelson.testing.laws;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Draws what a state is made of: the same from the same seed. For examples, given to {@link MappingLaws#example}. Used by one thread. */
public final class Chance {

    private static final Instant SOMETIME = Instant.parse("2026-03-02T09:00:00.123456Z");

    private final Random random;
    private final Function<Class<?>, Object> stored;

    Chance(Random random, Function<Class<?>, Object> stored) {
        this.random = random;
        this.stored = stored;
    }

    /** A number from 0 to below the bound. */
    public int number(int bound) {
        return random.nextInt(bound);
    }

    /** True or false. */
    public boolean coin() {
        return random.nextBoolean();
    }

    /** One of these. */
    @SafeVarargs
    public final <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** What the supplier gives, or null. */
    public <T> @Nullable T maybe(Supplier<? extends T> value) {
        return coin() ? value.get() : null;
    }

    /** As many as are between the two numbers, both included. */
    public <T> List<T> list(int least, int most, Supplier<? extends T> value) {
        List<T> list = new ArrayList<>();
        for (int count = least + random.nextInt(most - least + 1); count > 0; count--) {
            list.add(value.get());
        }
        return list;
    }

    /** A text of some letters, hardly ever the same. */
    public String word() {
        return "w" + Integer.toUnsignedString(random.nextInt(), 36);
    }

    /** An identifier, never the same. */
    public UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** An amount of two decimals, from 0.00 to 999.99. */
    public BigDecimal cents() {
        return BigDecimal.valueOf(random.nextInt(100_000), 2);
    }

    /** A time in microseconds. */
    public Instant instant() {
        return SOMETIME.plusNanos(1_000 * (random.nextLong() >>> 16));
    }

    /**
     * The identifier of an aggregate of a type that is stored, for states that refer to one.
     *
     * @param type the type of its root
     * @param <I> the type of its identifier, which the caller knows
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the type of the root says
    public <I> I stored(Class<?> type) {
        return (I) stored.apply(type);
    }

    /** The same chance for what draws by the JDK's. */
    public Random random() {
        return random;
    }
}
