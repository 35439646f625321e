package dev.keelson.benchmarks.order;

import java.util.UUID;

/** The identifier of a customer. Immutable. */
public record CustomerId(UUID value) {}
