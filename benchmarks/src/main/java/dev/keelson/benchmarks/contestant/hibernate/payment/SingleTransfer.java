package dev.keelson.benchmarks.contestant.hibernate.payment;

import dev.keelson.benchmarks.contestant.PaymentRow;
import dev.keelson.benchmarks.payment.BankTransfer;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;

/** A payment from an account, in the single table. For one thread at a time. */
@Entity
@DiscriminatorValue(PaymentRow.TRANSFER)
@SuppressWarnings("NullAway.Init") // Hibernate fills it
public class SingleTransfer extends SinglePayment {

    private String iban;

    private String purpose;

    static SingleTransfer of(BankTransfer transfer) {
        SingleTransfer entity = new SingleTransfer();
        entity.take(transfer);
        return entity;
    }

    private void take(BankTransfer transfer) {
        takeCommon(transfer);
        iban = transfer.iban();
        purpose = transfer.purpose();
    }

    @Override
    public BankTransfer toPayment() {
        return new BankTransfer(id(), payer(), price(), paidAt(), iban, purpose);
    }
}
