package dev.keelson.work.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an object of one class through the constructor or factory that was chosen for it at start-up. Thread-safe.
 */
public final class Creator {

    private final MethodHandle spread;
    private final MethodHandle unary;
    private final List<Integer> parameters;

    /**
     * A creator by this constructor.
     *
     * @param constructor takes the parameters as they are declared
     * @param parameters for each parameter the position of the property whose value it takes
     */
    public Creator(MethodHandle constructor, List<Integer> parameters) {
        MethodHandle fixed = constructor.asFixedArity();
        this.spread = fixed.asSpreader(Object[].class, parameters.size())
                .asType(MethodType.methodType(Object.class, Object[].class));
        this.unary = parameters.size() == 1
                ? fixed.asType(MethodType.methodType(Object.class, Object.class))
                : MethodHandles.empty(MethodType.methodType(Object.class, Object.class));
        this.parameters = List.copyOf(parameters);
    }

    /** For each parameter the position of the property whose value it takes. */
    public List<Integer> parameters() {
        return parameters;
    }

    /** Makes an object of its only argument. */
    public Object create(Object argument) {
        try {
            return (Object) unary.invokeExact(argument);
        } catch (Throwable failure) {
            throw Handles.unchecked(failure);
        }
    }

    public Object create(@Nullable Object[] arguments) {
        try {
            return (Object) spread.invokeExact(arguments);
        } catch (Throwable failure) {
            throw Handles.unchecked(failure);
        }
    }
}
