package dev.keelson.testing.rules.tidy.domain;

public final class CashPayment extends Payment {

    private final Receipt receipt;

    CashPayment(PaymentId id, Receipt receipt) {
        super(id);
        this.receipt = receipt;
    }

    Receipt receipt() {
        return receipt;
    }
}
