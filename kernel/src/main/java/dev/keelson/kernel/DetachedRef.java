package dev.keelson.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reference that no unit of work made, hence without a way to load. */
record DetachedRef<T>(Object id, @Nullable T target) implements Ref<T> {

    DetachedRef {
        Objects.requireNonNull(id, "id");
    }

    @Override
    public T get() {
        if (target == null) {
            throw new IllegalStateException("Cannot load the target of Ref[" + id + "]: the reference was made by"
                    + " Ref.of(id) and belongs to no unit of work. Get the target by its id from the unit of work, or"
                    + " make the reference with Ref.of(id, target).");
        }
        return target;
    }

    @Override
    public boolean isLoaded() {
        return target != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ref<?> ref && id.equals(ref.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Ref[" + id + "]";
    }
}
