package dev.keelson.work.hydrate;

import dev.keelson.work.model.Accessor;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets fields of an object that was made. A final collection that was initialised in place is filled instead. */
final class Setting {

    private Setting() {}

    /** Sets a field; gives what is wrong with it if it cannot, null if it did. */
    static @Nullable String set(Accessor field, Object object, @Nullable Object value) {
        if (field.isWritable()) {
            field.set(object, value);
            return null;
        }
        Object found = field.get(object);
        if (found instanceof Collection<?> target && value instanceof Collection<?> elements) {
            return fill(target, elements);
        }
        return found instanceof Map<?, ?> target && value instanceof Map<?, ?> entries
                ? fill(target, entries)
                : "the final collection was not initialised in place";
    }

    @SuppressWarnings("unchecked") // the collection is declared with the elements' class
    private static @Nullable String fill(Collection<?> target, Collection<?> elements) {
        try {
            if (!target.isEmpty()) {
                target.clear(); // what the constructor or an initialiser put in is no part of the stored state
            }
            ((Collection<Object>) target).addAll(elements);
            return merged(target.size(), elements.size());
        } catch (UnsupportedOperationException unmodifiable) {
            return "the final collection cannot be filled: it is unmodifiable";
        }
    }

    @SuppressWarnings("unchecked") // the map is declared with the classes of the entries
    private static @Nullable String fill(Map<?, ?> target, Map<?, ?> entries) {
        try {
            if (!target.isEmpty()) {
                target.clear();
            }
            ((Map<Object, Object>) target).putAll(entries);
            return merged(target.size(), entries.size());
        } catch (UnsupportedOperationException unmodifiable) {
            return "the final map cannot be filled: it is unmodifiable";
        }
    }

    /** A collection may tell fewer elements apart than its rows do, as one sorted without regard to case. */
    private static @Nullable String merged(int kept, int given) {
        return kept == given
                ? null
                : "the final collection keeps " + kept + " of the " + given + " elements that have rows, since it takes"
                        + " some for the same; remove the rows of all but one of them, or have it tell them apart";
    }
}
