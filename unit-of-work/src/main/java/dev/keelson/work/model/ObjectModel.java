package dev.keelson.work.model;

import java.util.List;

/**
 * How objects of one class, at one place of an aggregate, are made and taken apart. Immutable.
 *
 * @param type the class
 * @param path the place, as "Order", "Order.shippingAddress" or "Order.lines"
 * @param creator makes an instance
 * @param properties the persistent properties in order of declaration, those of superclasses first
 */
public record ObjectModel(Class<?> type, String path, Creator creator, List<Property> properties) {

    public ObjectModel {
        properties = List.copyOf(properties);
    }
}
