package dev.keelson.benchmarks.order;

/** How far an order has come. */
public enum OrderStatus {
    OPEN,
    PAID,
    SHIPPED
}
