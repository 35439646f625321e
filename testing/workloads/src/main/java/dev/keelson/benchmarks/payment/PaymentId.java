package dev.keelson.benchmarks.payment;

import java.util.UUID;

/** The identifier of a payment. Immutable. */
public record PaymentId(UUID value) {}
