package dev.keelson.benchmarks.contestant.hibernate.payment;

import dev.keelson.benchmarks.payment.BankTransfer;
import dev.keelson.benchmarks.payment.CardPayment;
import dev.keelson.benchmarks.payment.CashPayment;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;

/** The entities of either form. */
public final class PaymentEntities {

    private PaymentEntities() {}

    /** All classes of a form. */
    public static Class<?>[] classes(PaymentForm form) {
        return switch (form) {
            case SINGLE ->
                new Class<?>[] {SinglePayment.class, SingleCard.class, SingleTransfer.class, SingleCash.class};
            case JOINED ->
                new Class<?>[] {JoinedPayment.class, JoinedCard.class, JoinedTransfer.class, JoinedCash.class};
        };
    }

    /** The class that all others of a form extend. */
    public static Class<? extends PaymentColumns> root(PaymentForm form) {
        return switch (form) {
            case SINGLE -> SinglePayment.class;
            case JOINED -> JoinedPayment.class;
        };
    }

    /** A new entity of a payment. */
    public static PaymentColumns of(PaymentForm form, Payment payment) {
        return switch (form) {
            case SINGLE ->
                switch (payment) {
                    case CardPayment card -> SingleCard.of(card);
                    case BankTransfer transfer -> SingleTransfer.of(transfer);
                    case CashPayment cash -> SingleCash.of(cash);
                };
            case JOINED ->
                switch (payment) {
                    case CardPayment card -> JoinedCard.of(card);
                    case BankTransfer transfer -> JoinedTransfer.of(transfer);
                    case CashPayment cash -> JoinedCash.of(cash);
                };
        };
    }
}
