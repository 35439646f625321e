package dev.keelson.work.model;

import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an object of one class through the constructor or factory that was chosen for it at start-up. Thread-safe.
 *
 * @param handle of type (Object[])Object
 * @param parameters for each parameter the position of the property whose value it takes
 */
public record Creator(MethodHandle handle, List<Integer> parameters) {

    public Creator {
        parameters = List.copyOf(parameters);
    }

    public Object create(@Nullable Object[] arguments) {
        try {
            return (Object) handle.invokeExact(arguments);
        } catch (Throwable failure) {
            throw Handles.unchecked(failure);
        }
    }
}
