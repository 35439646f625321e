package dev.keelson.sample.infrastructure;

import dev.keelson.sample.domain.order.Order;
import dev.keelson.sample.domain.order.OrderId;
import dev.keelson.sample.domain.order.OrderStatus;
import dev.keelson.sample.domain.order.Orders;
import dev.keelson.sample.domain.student.StudentId;
import dev.keelson.work.AbstractRepository;
import dev.keelson.work.SqlUnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;

// region readme:repository
/** The orders in their tables. */
final class JooqOrders extends AbstractRepository<Order, OrderId> implements Orders {

    private final Field<UUID> student = table().field("student_id", UUID.class);
    private final Field<String> status = table().field("status", String.class);
    private final Field<Instant> placedAt = table().field("placed_at", Instant.class);

    JooqOrders(SqlUnitOfWork work) {
        super(work, Order.class);
    }

    @Override
    public List<Order> placedBy(StudentId buyer) {
        return query().where(student.eq(buyer.value())).orderBy(placedAt.desc()).list();
    }
    // endregion

    @Override
    public List<Order> openSince(Instant before) {
        return query().where(status.eq(OrderStatus.OPEN.name()))
                .where(placedAt.lt(before))
                .orderBy(placedAt.asc())
                .list();
    }
}
