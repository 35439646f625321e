package dev.keelson.sample.infrastructure;

import static dev.keelson.sample.infrastructure.tables.Tables.ORDERS;

import dev.keelson.sample.domain.order.Order;
import dev.keelson.sample.domain.order.OrderId;
import dev.keelson.sample.domain.order.OrderStatus;
import dev.keelson.sample.domain.order.Orders;
import dev.keelson.sample.domain.student.StudentId;
import dev.keelson.work.AbstractRepository;
import dev.keelson.work.SqlUnitOfWork;
import java.time.Instant;
import java.util.List;

// region readme:repository
/** The orders in their tables. */
final class JooqOrders extends AbstractRepository<Order, OrderId> implements Orders {

    JooqOrders(SqlUnitOfWork work) {
        super(work, Order.class);
    }

    @Override
    public List<Order> placedBy(StudentId student) {
        return query().where(ORDERS.STUDENT_ID.eq(student))
                .orderBy(ORDERS.PLACED_AT.desc())
                .list();
    }
    // endregion

    @Override
    public List<Order> openSince(Instant before) {
        return query().where(ORDERS.STATUS.eq(OrderStatus.OPEN))
                .where(ORDERS.PLACED_AT.lt(before))
                .orderBy(ORDERS.PLACED_AT.asc())
                .list();
    }
}
