package dev.keelson.sample.infrastructure;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

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

    private static final Field<UUID> STUDENT = field(name("orders", "student_id"), UUID.class);
    private static final Field<String> STATUS = field(name("orders", "status"), String.class);
    private static final Field<Instant> PLACED_AT = field(name("orders", "placed_at"), Instant.class);

    JooqOrders(SqlUnitOfWork work) {
        super(work, Order.class);
    }

    @Override
    public List<Order> placedBy(StudentId student) {
        return query().where(STUDENT.eq(student.value()))
                .orderBy(PLACED_AT.desc())
                .list();
    }
    // endregion

    @Override
    public List<Order> openSince(Instant before) {
        return query().where(STATUS.eq(OrderStatus.OPEN.name()))
                .where(PLACED_AT.lt(before))
                .orderBy(PLACED_AT.asc())
                .list();
    }
}
