package dev.keelson.work.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Reads one field of an object and, where the field is not final, writes it: through method handles obtained once at
 * start-up, never through a getter or setter of the domain. Thread-safe.
 *
 * @param typed of type (Object)Object, or of type (Object)int and the like where the field is of a primitive type
 * @param getter the same, of type (Object)Object
 * @param setter of type (Object,Object)void, or null where the field is final
 */
public record Accessor(
        MethodHandle typed, MethodHandle getter, @Nullable MethodHandle setter) {

    /**
     * Makes an accessor of the handles of a field.
     *
     * @param typed of type (Object)Object, or of type (Object)int and the like where the field is of a primitive type
     * @param setter of type (Object,Object)void, or null where the field is final
     */
    public Accessor(MethodHandle typed, @Nullable MethodHandle setter) {
        this(typed, typed.asType(MethodType.genericMethodType(1)), setter);
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
