package dev.keelson.testing.rules.tidy.infrastructure;

import com.google.inject.Singleton;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.testing.rules.tidy.application.OrderDesk;
import java.util.function.Supplier;

/** There is one of it, and it keeps what makes units of work. */
@Singleton
public final class OrderEndpoint {

    private final OrderDesk desk;
    private final UnitOfWorkFactory units;
    private final Supplier<UnitOfWork> begun;

    public OrderEndpoint(OrderDesk desk, UnitOfWorkFactory units, Supplier<UnitOfWork> begun) {
        this.desk = desk;
        this.units = units;
        this.begun = begun;
    }

    OrderDesk desk() {
        return desk;
    }

    UnitOfWorkFactory units() {
        return units;
    }

    Supplier<UnitOfWork> begun() {
        return begun;
    }
}
