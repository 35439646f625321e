package dev.keelson.work.model;

import org.jspecify.annotations.Nullable;

/**
 * A part of the model that is known only once all aggregates are mapped, since mappings refer to each other in circles.
 * Set once, by whoever builds the model, before anybody else sees it; immutable from then on.
 *
 * @param <T> the part
 */
public final class Late<T> {

    private @Nullable T value;

    public void set(T known) {
        if (value != null) {
            throw new IllegalStateException("set before");
        }
        value = known;
    }

    public boolean isSet() {
        return value != null;
    }

    public T get() {
        if (value == null) {
            throw new IllegalStateException("the model is not complete");
        }
        return value;
    }
}
