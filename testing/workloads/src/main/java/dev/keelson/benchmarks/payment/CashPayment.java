package dev.keelson.benchmarks.payment;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Money;
import java.time.Instant;

/** A payment at a till. Immutable. */
public record CashPayment(PaymentId id, CustomerId payer, Money price, Instant paidAt, int till) implements Payment {}
