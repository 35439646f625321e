package dev.keelson.benchmarks.order;

import java.util.UUID;

/** The identifier of a line of an order. Immutable. */
public record LineId(UUID value) {}
