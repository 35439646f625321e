package shop.infrastructure;

import dev.keelson.work.AbstractRepository;
import dev.keelson.work.SqlUnitOfWork;
import java.util.List;
import shop.domain.Order;
import shop.domain.OrderId;
import shop.domain.Orders;

/** The orders in their tables. */
final class SqlOrders extends AbstractRepository<Order, OrderId> implements Orders {

    SqlOrders(SqlUnitOfWork work) {
        super(work, Order.class);
    }

    @Override
    public List<Order> openOf(String customer) {
        return query().where(order -> order.field("customer")
                        .eq(customer)
                        .and(order.field("paid").eq(false)))
                .list();
    }
}
