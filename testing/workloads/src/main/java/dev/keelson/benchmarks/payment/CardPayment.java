package dev.keelson.benchmarks.payment;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Money;
import java.time.Instant;

/** A payment by card. Immutable. */
public record CardPayment(
        PaymentId id, CustomerId payer, Money price, Instant paidAt, String cardNumber, String approval)
        implements Payment {}
