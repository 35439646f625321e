package dev.keelson.work.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * Where an object stands while its class is mapped. Immutable.
 *
 * @param type the class
 * @param path the place in messages, as "Order.shippingAddress"
 * @param within the path of the object within its row, with a dot at its end; empty for the row's own object
 * @param config the corrections of the row's object
 * @param prefix what the names of its columns start with
 * @param optional whether an object around it may be absent, so that its columns take nulls
 * @param enclosing the classes around it in this row, itself included
 */
record Place(
        Class<?> type,
        String path,
        String within,
        ObjectConfig<?> config,
        String prefix,
        boolean optional,
        List<Class<?>> enclosing) {

    static Place ofRow(Class<?> type, String path, ObjectConfig<?> config) {
        return new Place(type, path, "", config, "", false, List.of(type));
    }

    Place embedded(PropertyDraft property, Class<?> embedded, String columnPrefix, boolean mayBeAbsent) {
        List<Class<?>> around = new ArrayList<>(enclosing);
        around.add(embedded);
        return new Place(
                embedded,
                path + "." + property.name(),
                within + property.name() + ".",
                config,
                columnPrefix,
                optional || mayBeAbsent,
                List.copyOf(around));
    }

    String path(PropertyDraft property) {
        return path + "." + property.name();
    }

    String within(PropertyDraft property) {
        return within + property.name();
    }
}
