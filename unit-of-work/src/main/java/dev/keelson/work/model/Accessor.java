package dev.keelson.work.model;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Reads one field of an object and, where the field is not final, writes it: through method handles obtained once at
 * start-up, never through a getter or setter of the domain. Thread-safe.
 */
public final class Accessor {

    private final MethodHandle getter;
    private final @Nullable MethodHandle setter;

    /**
     * @param getter of type (Object)Object
     * @param setter of type (Object,Object)void, or null where the field is final
     */
    public Accessor(MethodHandle getter, @Nullable MethodHandle setter) {
        this.getter = getter;
        this.setter = setter;
    }

    public @Nullable Object get(Object target) {
        try {
            return (@Nullable Object) getter.invokeExact(target);
        } catch (Throwable failure) {
            throw Handles.unchecked(failure);
        }
    }

    public boolean isWritable() {
        return setter != null;
    }

    /** Writes a field that {@link #isWritable()}. */
    public void set(Object target, @Nullable Object value) {
        if (setter == null) {
            throw new IllegalStateException("a final field is never written");
        }
        try {
            setter.invokeExact(target, value);
        } catch (Throwable failure) {
            throw Handles.unchecked(failure);
        }
    }
}
