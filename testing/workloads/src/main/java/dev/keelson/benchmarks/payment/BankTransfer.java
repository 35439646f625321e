package dev.keelson.benchmarks.payment;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Money;
import java.time.Instant;

/** A payment from an account. Immutable. */
public record BankTransfer(PaymentId id, CustomerId payer, Money price, Instant paidAt, String iban, String purpose)
        implements Payment {}
