package dev.keelson.work.model;

/**
 * What objects may stand at one place of an aggregate: those of one class, or those of a hierarchy of classes.
 * Immutable.
 */
public sealed interface Shape permits ObjectModel, Hierarchy {

    /** The class, or the type that all classes of the hierarchy have in common. */
    Class<?> type();

    /** The place, as "Order", "Order.shippingAddress" or "Order.lines". */
    String path();
}
