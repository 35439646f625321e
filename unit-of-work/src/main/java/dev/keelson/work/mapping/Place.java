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
 * @param rowType the class of the row's own object
 * @param enclosing all classes around it, up to the root, itself included
 */
record Place(
        Class<?> type,
        String path,
        String within,
        ObjectConfig<?> config,
        String prefix,
        boolean optional,
        Class<?> rowType,
        List<Class<?>> enclosing) {

    static Place ofRoot(Class<?> type, ObjectConfig<?> config) {
        return new Place(type, type.getSimpleName(), "", config, "", false, type, List.of(type));
    }

    /** An element of a collection, which has a row of its own. */
    Place element(PropertyDraft collection, ObjectConfig<?> elements) {
        Class<?> element = collection.elementType();
        return new Place(element, path(collection), "", elements, "", false, element, enclosingAnd(element));
    }

    Place embedded(PropertyDraft property, Class<?> embedded, String columnPrefix, boolean mayBeAbsent) {
        return new Place(
                embedded,
                path(property),
                within(property) + ".",
                config,
                columnPrefix,
                optional || mayBeAbsent,
                rowType,
                enclosingAnd(embedded));
    }

    private List<Class<?>> enclosingAnd(Class<?> inner) {
        List<Class<?>> around = new ArrayList<>(enclosing);
        around.add(inner);
        return List.copyOf(around);
    }

    String path(PropertyDraft property) {
        return path + "." + property.name();
    }

    String within(PropertyDraft property) {
        return within + property.name();
    }
}
