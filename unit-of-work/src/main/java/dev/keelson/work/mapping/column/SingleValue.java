package dev.keelson.work.mapping.column;

import dev.keelson.work.model.Accessor;
import java.util.function.Function;

/**
 * The way from a value of a single component, such as {@code record OrderId(UUID value)}, to the column. A record, since what a
 * record holds is constant to the compiler of the virtual machine where the record is. Immutable, thread-safe.
 *
 * @param type the value's class
 * @param component what its component is called
 * @param accessor reads the component
 * @param inner from the component to the column
 */
record SingleValue(Class<?> type, String component, Accessor accessor, Function<? super Object, ?> inner)
        implements Function<Object, Object> {

    @Override
    public Object apply(Object value) {
        if (value.getClass() != type) {
            throw new IllegalArgumentException(
                    "is a " + value.getClass().getSimpleName() + ", and would come back as a " + type.getSimpleName());
        }
        Object held = accessor.get(value);
        if (held == null) {
            throw new IllegalArgumentException(
                    "a " + type.getSimpleName() + " whose " + component + " is null cannot be told from no value");
        }
        return inner.apply(held);
    }
}
