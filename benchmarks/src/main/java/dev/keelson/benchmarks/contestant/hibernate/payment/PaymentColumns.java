package dev.keelson.benchmarks.contestant.hibernate.payment;

import dev.keelson.benchmarks.contestant.OrderRow;
import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.Money;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** What all payments have. For one thread at a time. */
@MappedSuperclass
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills and reads it
public abstract class PaymentColumns {

    @Id
    private UUID id;

    private UUID payer;

    @Embedded
    @AttributeOverride(name = "amount", column = @Column(name = "price_amount"))
    @AttributeOverride(name = "currency", column = @Column(name = "price_currency"))
    private Money price;

    @Column(name = "paid_at")
    private Instant paidAt;

    @Version
    private long version = OrderRow.FIRST_VERSION;

    void takeCommon(Payment payment) {
        id = payment.id().value();
        payer = payment.payer().value();
        price = payment.price();
        paidAt = payment.paidAt();
    }

    PaymentId id() {
        return new PaymentId(id);
    }

    CustomerId payer() {
        return new CustomerId(payer);
    }

    Money price() {
        return price;
    }

    Instant paidAt() {
        return paidAt;
    }

    /** The payment of the domain. */
    public abstract Payment toPayment();
}
