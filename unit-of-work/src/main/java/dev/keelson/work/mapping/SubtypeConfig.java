package dev.keelson.work.mapping;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Corrections for one class of a hierarchy; its properties are named from that class on. They go before those of the
 * hierarchy as a whole. Used by one thread, at {@code build()}.
 */
public final class SubtypeConfig extends ObjectConfig<SubtypeConfig> {

    private @Nullable Object discriminatorValue;

    SubtypeConfig() {}

    @Override
    SubtypeConfig self() {
        return this;
    }

    /** What the discriminator holds in rows of this class; by convention the class's name in snake case. */
    public SubtypeConfig discriminatorValue(Object value) {
        this.discriminatorValue = Objects.requireNonNull(value, "value");
        return this;
    }

    public @Nullable Object discriminatorValue() {
        return discriminatorValue;
    }
}
