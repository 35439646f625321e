package dev.keelson.testing.rules.tidy.domain;

import dev.keelson.kernel.AggregateRoot;

/** The root of a hierarchy, whose classes share a part. */
public abstract sealed class Payment extends AggregateRoot permits CardPayment, CashPayment {

    private final PaymentId id;

    Payment(PaymentId id) {
        this.id = id;
    }

    PaymentId id() {
        return id;
    }
}
