package dev.keelson.work.hydrate;

import dev.keelson.work.model.TableModel;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How an element of a collection gives way to another that shows what the database filled in. */
final class InPlace {

    private InPlace() {}

    /**
     * What puts another element in the place of one, and tells whether it could; null where the table has nothing that the
     * database fills.
     *
     * @param place the element's place in the order of the collection
     * @param known the key of a map's entry, else the element itself
     */
    static @Nullable Predicate<Object> of(TableModel table, Object collection, int place, Object known) {
        if (table.rowType().filled().length == 0) {
            return null;
        }
        return fresh -> {
            try {
                put(collection, place, known, fresh);
                return true;
            } catch (UnsupportedOperationException unmodifiable) {
                return false;
            }
        };
    }

    @SuppressWarnings("unchecked") // the fresh element is of the class of the one before
    private static void put(Object collection, int place, Object known, Object fresh) {
        switch (collection) {
            case List<?> list -> ((List<Object>) list).set(place, fresh);
            case Map<?, ?> map -> ((Map<Object, Object>) map).put(known, fresh);
            case Collection<?> elements -> {
                elements.remove(known);
                ((Collection<Object>) elements).add(fresh);
            }
            default -> throw new UnsupportedOperationException();
        }
    }
}
