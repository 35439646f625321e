package dev.keelson.benchmarks.contestant;

import dev.keelson.benchmarks.order.Order;

/** An order and the version that it was loaded at. */
public record Versioned(Order order, long version) {}
