package dev.keelson.testing.rules.tidy.application;

import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rules.tidy.domain.Address;
import dev.keelson.testing.rules.tidy.domain.Order;
import dev.keelson.testing.rules.tidy.domain.OrderId;

public final class OrderDesk {

    private final UnitOfWorkFactory units;

    public OrderDesk(UnitOfWorkFactory units) {
        this.units = units;
    }

    public void redirect(WorkContext context, OrderId id, Address shipTo) {
        try (UnitOfWork work = units.begin(context)) {
            work.get(Order.class, id).redirect(shipTo);
            work.commit();
        }
    }

    public void settle(WorkContext context, OrderId id) {
        units.run(context, work -> work.get(Order.class, id).settle(true));
    }
}
