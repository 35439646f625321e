package dev.keelson.benchmarks.contestant.hibernate.payment;

import dev.keelson.benchmarks.contestant.PaymentRow;
import dev.keelson.benchmarks.payment.CardPayment;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;

/** A payment by card, in the single table. For one thread at a time. */
@Entity
@DiscriminatorValue(PaymentRow.CARD)
@SuppressWarnings("NullAway.Init") // Hibernate fills it
public class SingleCard extends SinglePayment {

    @Column(name = "card_number")
    private String cardNumber;

    private String approval;

    static SingleCard of(CardPayment card) {
        SingleCard entity = new SingleCard();
        entity.take(card);
        return entity;
    }

    private void take(CardPayment card) {
        takeCommon(card);
        cardNumber = card.cardNumber();
        approval = card.approval();
    }

    @Override
    public CardPayment toPayment() {
        return new CardPayment(id(), payer(), price(), paidAt(), cardNumber, approval);
    }
}
