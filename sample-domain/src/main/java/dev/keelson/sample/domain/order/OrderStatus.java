package dev.keelson.sample.domain.order;

/** How far an order has come. */
public enum OrderStatus {
    /** Placed and not paid; may still be changed. */
    OPEN,
    /** Paid; stands as it is. */
    PAID,
    /** On its way. */
    SHIPPED,
    /** Given up before it was paid. */
    CANCELLED
}
