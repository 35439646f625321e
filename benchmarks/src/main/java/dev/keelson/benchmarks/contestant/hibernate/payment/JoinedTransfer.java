package dev.keelson.benchmarks.contestant.hibernate.payment;

import dev.keelson.benchmarks.contestant.PaymentRow;
import dev.keelson.benchmarks.payment.BankTransfer;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A payment from an account, in joined tables. For one thread at a time. */
@Entity
@Table(name = "bank_transfers")
@DiscriminatorValue(PaymentRow.TRANSFER)
@SuppressWarnings("NullAway.Init") // Hibernate fills it
public class JoinedTransfer extends JoinedPayment {

    private String iban;

    private String purpose;

    static JoinedTransfer of(BankTransfer transfer) {
        JoinedTransfer entity = new JoinedTransfer();
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
