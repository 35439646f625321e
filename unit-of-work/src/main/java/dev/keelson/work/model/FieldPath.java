package dev.keelson.work.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that lead from an object to a value within it; where the object may be of several classes that have nothing but
 * an interface in common, those of each class. Immutable, thread-safe.
 */
public final class FieldPath {

    private final List<Accessor> common;
    private final Map<Class<?>, List<Accessor>> byClass;

    private FieldPath(List<Accessor> common, Map<Class<?>, List<Accessor>> byClass) {
        this.common = List.copyOf(common);
        this.byClass = Map.copyOf(byClass);
    }

    /** The same fields for all objects. */
    public static FieldPath of(List<Accessor> steps) {
        return new FieldPath(steps, Map.of());
    }

    /** Other fields for each class. */
    public static FieldPath byClass(Map<Class<?>, List<Accessor>> steps) {
        return new FieldPath(List.of(), steps);
    }

    /** The value, or null where it or an object before it is absent. */
    public @Nullable Object get(Object from) {
        List<Accessor> steps = steps(from);
        Object at = from;
        for (int i = 0; i < steps.size() && at != null; i++) {
            at = steps.get(i).get(at);
        }
        return at;
    }

    /** Writes the value, unless its field is final or an object before it absent; tells whether it did. */
    public boolean set(Object from, @Nullable Object value) {
        List<Accessor> steps = steps(from);
        Accessor last = steps.get(steps.size() - 1);
        Object at = from;
        for (int i = 0; i < steps.size() - 1 && at != null; i++) {
            at = steps.get(i).get(at);
        }
        if (at == null || !last.isWritable()) {
            return false;
        }
        last.set(at, value);
        return true;
    }

    private List<Accessor> steps(Object from) {
        if (byClass.isEmpty()) {
            return common;
        }
        List<Accessor> steps = byClass.get(from.getClass());
        if (steps == null) {
            throw new IllegalArgumentException(from.getClass().getName() + " is not mapped here");
        }
        return steps;
    }
}
