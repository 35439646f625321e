package dev.keelson.benchmarks.contestant.hibernate.payment;

import dev.keelson.benchmarks.contestant.PaymentRow;
import dev.keelson.benchmarks.payment.CardPayment;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A payment by card, in joined tables. For one thread at a time. */
@Entity
@Table(name = "card_payments")
@DiscriminatorValue(PaymentRow.CARD)
@SuppressWarnings("NullAway.Init") // Hibernate fills it
public class JoinedCard extends JoinedPayment {

    @Column(name = "card_number")
    private String cardNumber;

    private String approval;

    static JoinedCard of(CardPayment card) {
        JoinedCard entity = new JoinedCard();
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
