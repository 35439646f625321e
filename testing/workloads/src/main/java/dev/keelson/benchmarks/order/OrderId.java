package dev.keelson.benchmarks.order;

import java.util.UUID;

/** The identifier of an order. Immutable. */
public record OrderId(UUID value) {}
