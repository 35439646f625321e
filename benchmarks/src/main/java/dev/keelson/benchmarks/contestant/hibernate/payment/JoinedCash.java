package dev.keelson.benchmarks.contestant.hibernate.payment;

import dev.keelson.benchmarks.contestant.PaymentRow;
import dev.keelson.benchmarks.payment.CashPayment;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A payment at a till, in joined tables. For one thread at a time. */
@Entity
@Table(name = "cash_payments")
@DiscriminatorValue(PaymentRow.CASH)
@SuppressWarnings("NullAway.Init") // Hibernate fills it
public class JoinedCash extends JoinedPayment {

    private int till;

    static JoinedCash of(CashPayment cash) {
        JoinedCash entity = new JoinedCash();
        entity.take(cash);
        return entity;
    }

    private void take(CashPayment cash) {
        takeCommon(cash);
        till = cash.till();
    }

    @Override
    public CashPayment toPayment() {
        return new CashPayment(id(), payer(), price(), paidAt(), till);
    }
}
