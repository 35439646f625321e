package dev.keelson.testing.rules.tidy.domain;

public final class CardPayment extends Payment {

    private final Receipt receipt;

    CardPayment(PaymentId id, Receipt receipt) {
        super(id);
        this.receipt = receipt;
    }

    Receipt receipt() {
        return receipt;
    }
}
