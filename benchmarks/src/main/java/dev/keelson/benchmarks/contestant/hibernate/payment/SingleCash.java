package dev.keelson.benchmarks.contestant.hibernate.payment;

import dev.keelson.benchmarks.contestant.PaymentRow;
import dev.keelson.benchmarks.payment.CashPayment;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;

/** A payment at a till, in the single table. For one thread at a time. */
@Entity
@DiscriminatorValue(PaymentRow.CASH)
@SuppressWarnings("NullAway.Init") // Hibernate fills it
public class SingleCash extends SinglePayment {

    private int till;

    static SingleCash of(CashPayment cash) {
        SingleCash entity = new SingleCash();
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
