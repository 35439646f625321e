package dev.keelson.testing.rules.tidy.infrastructure;

import dev.keelson.testing.rules.tidy.domain.Order;
import dev.keelson.testing.rules.tidy.domain.OrderId;
import dev.keelson.testing.rules.tidy.domain.Orders;
import dev.keelson.work.AbstractRepository;
import dev.keelson.work.SqlUnitOfWork;
import org.jooq.Condition;
import org.jooq.impl.DSL;

public final class JooqOrders extends AbstractRepository<Order, OrderId> implements Orders {

    public JooqOrders(SqlUnitOfWork work) {
        super(work, Order.class);
    }

    static Condition nothing() {
        return DSL.noCondition();
    }
}
