package dev.keelson.benchmarks.payment;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Money;
import java.time.Instant;

/** What a customer has paid: four values that all kinds have, six columns. Immutable. */
public sealed interface Payment permits CardPayment, BankTransfer, CashPayment {

    PaymentId id();

    CustomerId payer();

    Money price();

    Instant paidAt();
}
