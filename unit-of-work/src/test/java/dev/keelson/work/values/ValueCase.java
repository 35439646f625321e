package dev.keelson.work.values;

import dev.keelson.work.mapping.PropertyConfig;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A type of values, and what is expected of them.
 *
 * @param name what messages call it
 * @param holder makes an aggregate that holds such values
 * @param keyed makes one that is identified by one, or null where none can be
 * @param values makes values, the odd ones among them
 * @param edges values that every run has
 * @param stored what is expected to come back of a value
 * @param refused whether a value must be refused
 * @param config how the property is mapped
 */
@NullMarked
record ValueCase<T>(
        String name,
        Supplier<Holder<T>> holder,
        @Nullable Function<T, Holder.Keyed<T>> keyed,
        Function<RandomGenerator, T> values,
        List<T> edges,
        UnaryOperator<T> stored,
        Predicate<T> refused,
        Consumer<PropertyConfig> config) {

    static <T> ValueCase<T> of(
            String name,
            Supplier<Holder<T>> holder,
            @Nullable Function<T, Holder.Keyed<T>> keyed,
            Function<RandomGenerator, T> values,
            List<T> edges) {
        return new ValueCase<>(name, holder, keyed, values, edges, value -> value, value -> false, config -> {});
    }

    ValueCase<T> storedAs(UnaryOperator<T> what) {
        return new ValueCase<>(name, holder, keyed, values, edges, what, refused, config);
    }

    ValueCase<T> refusing(Predicate<T> which) {
        return new ValueCase<>(name, holder, keyed, values, edges, stored, which, config);
    }

    ValueCase<T> with(Consumer<PropertyConfig> how) {
        return new ValueCase<>(name, holder, keyed, values, edges, stored, refused, how);
    }

    @Override
    public String toString() {
        return name;
    }
}
