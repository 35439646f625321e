package shop.application;

import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import shop.domain.Money;
import shop.domain.Order;
import shop.domain.OrderId;
import shop.domain.Orders;

/** Takes orders and has them paid. Thread-safe. */
public final class Checkout {

    private final UnitOfWorkFactory units;

    public Checkout(UnitOfWorkFactory units) {
        this.units = units;
    }

    public OrderId order(WorkContext context, String customer, String item, int quantity, Money price) {
        try (UnitOfWork work = units.begin(context)) {
            Order order = new Order(OrderId.next(), customer);
            order.add(item, quantity, price);
            work.add(order);
            work.commit();
            return order.id();
        }
    }

    public void pay(WorkContext context, OrderId id) {
        units.run(context, work -> work.get(Order.class, id).pay()); // tries again if somebody else was faster
    }

    public int payAll(WorkContext context, String customer) {
        return units.call(context, work -> {
            var open = work.repository(Orders.class).openOf(customer);
            open.forEach(Order::pay);
            return open.size();
        });
    }
}
