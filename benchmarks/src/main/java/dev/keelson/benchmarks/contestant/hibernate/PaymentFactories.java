package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.contestant.hibernate.payment.PaymentColumns;
import dev.keelson.benchmarks.contestant.hibernate.payment.PaymentEntities;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/** The factories of payments, made when they are first asked for: they are not on the way of who only has orders. Thread-safe. */
final class PaymentFactories {

    private final DataSource pool;
    private final Map<PaymentForm, SessionFactory> made = new ConcurrentHashMap<>();

    PaymentFactories(DataSource pool) {
        this.pool = pool;
    }

    SessionFactory of(PaymentForm form) {
        return made.computeIfAbsent(form, asked -> Factories.of(pool, PaymentEntities.classes(asked)));
    }

    void insert(PaymentForm form, List<Payment> payments) {
        of(form).inTransaction(session -> {
            for (Payment payment : payments) {
                session.persist(PaymentEntities.of(form, payment));
            }
        });
    }

    static List<UUID> keys(List<PaymentId> ids) {
        return ids.stream().map(PaymentId::value).toList();
    }

    static Payment domain(Object loaded) {
        return ((PaymentColumns) loaded).toPayment();
    }

    void close() {
        made.values().forEach(SessionFactory::close);
    }
}
