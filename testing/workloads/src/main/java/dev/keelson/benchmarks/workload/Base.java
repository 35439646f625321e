package dev.keelson.benchmarks.workload;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderMaker;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.payment.PaymentId;
import dev.keelson.benchmarks.payment.PaymentMaker;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every database has when a workload begins. Immutable.
 *
 * @param seed of all that is drawn
 * @param orders how many orders
 * @param lines how many lines each of them has
 * @param form how the payments lie; null: there are none, otherwise as many as there are orders in other databases
 * @param payments how many payments
 * @param index statements that make what the contestants' tables lack, or nothing
 */
public record Base(
        long seed, int orders, int lines, @Nullable PaymentForm form, int payments, String index) {

    private static final int CHUNK = 500;

    /** Whether most workloads begin with it. */
    public boolean isCommon() {
        return orders > 0 && lines == 10 && index.isEmpty();
    }

    /** The orders; made anew by each call. */
    public List<Order> makeOrders() {
        return new OrderMaker(seed, lines).orders(orders);
    }

    /** The payments; made anew by each call. */
    public List<Payment> makePayments() {
        return new PaymentMaker(seed).payments(payments);
    }

    /** Stores all of it. */
    public void fill(OrderBook book) throws SQLException {
        List<Order> all = makeOrders();
        for (int from = 0; from < all.size(); from += CHUNK) {
            book.insert(all.subList(from, Math.min(from + CHUNK, all.size())));
        }
        if (form != null) {
            List<Payment> paid = makePayments();
            for (int from = 0; from < paid.size(); from += CHUNK) {
                book.insertPayments(form, paid.subList(from, Math.min(from + CHUNK, paid.size())));
            }
        }
    }

    List<PaymentId> paymentIds() {
        return makePayments().stream().map(Payment::id).toList();
    }
}
