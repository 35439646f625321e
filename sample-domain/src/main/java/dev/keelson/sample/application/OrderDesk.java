package dev.keelson.sample.application;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.sample.domain.order.Order;
import dev.keelson.sample.domain.order.OrderId;
import dev.keelson.sample.domain.order.OrderLine;
import dev.keelson.sample.domain.order.OrderLineId;
import dev.keelson.sample.domain.order.Orders;
import dev.keelson.sample.domain.order.Payment;
import dev.keelson.sample.domain.order.Tag;
import dev.keelson.sample.domain.shared.Address;
import dev.keelson.sample.domain.shared.Money;
import dev.keelson.sample.domain.student.Student;
import dev.keelson.sample.domain.student.StudentId;
import java.time.Instant;
import java.util.List;

/** Takes, changes and settles orders. Thread-safe. */
public final class OrderDesk {

    private static final Tag REMINDED = new Tag("reminded");

    private final UnitOfWorkFactory units;

    /** The desk that works by these units of work. */
    public OrderDesk(UnitOfWorkFactory units) {
        this.units = units;
    }

    /** Places an order, if the student may order, and still may when the order is stored. */
    public OrderId place(
            WorkContext context, StudentId student, Address billTo, Address shipTo, List<OrderLine> lines) {
        try (UnitOfWork work = units.begin(context)) {
            Student buyer = work.get(Student.class, student);
            buyer.requireGoodStanding();
            work.requireUnchanged(buyer);
            Order order = Order.place(
                    buyer.id(), billTo, shipTo, lines, context.clock().instant());
            work.add(order);
            work.commit();
            return order.id();
        }
    }

    // region readme:usecase
    /** Corrects the quantity of one line. */
    public void changeQuantity(WorkContext context, OrderId id, OrderLineId line, int quantity) {
        try (UnitOfWork work = units.begin(context)) {
            Order order = work.get(Order.class, id);
            order.changeQuantity(line, quantity);
            work.commit();
        }
    }
    // endregion

    /** Books a payment. The bank may tell of it more than once; its message's token makes it count once. */
    public void pay(WorkContext context, CommandToken token, OrderId id, Money amount, String reference) {
        Instant now = context.clock().instant();
        units.run(context, token, work -> {
            Order order = work.get(Order.class, id);
            order.pay(new Payment(amount, reference, now));
        });
    }

    /** Takes an order off the books. */
    public void remove(WorkContext context, OrderId id) {
        units.run(context, work -> work.remove(Order.class, id));
    }

    /** Brings back an order that was removed, as it was. */
    public void restore(WorkContext context, OrderId id) {
        units.run(context, work -> work.restore(Order.class, id));
    }

    /** Tags every order that is still open and was placed before this instant; tells how many there are. */
    public int remind(WorkContext context, Instant placedBefore) {
        return units.call(context, work -> {
            List<Order> open = work.repository(Orders.class).openSince(placedBefore);
            open.forEach(order -> order.tag(REMINDED));
            return open.size();
        });
    }
}
