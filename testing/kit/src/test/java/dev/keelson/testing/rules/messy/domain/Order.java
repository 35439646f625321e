package dev.keelson.testing.rules.messy.domain;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.testing.rules.messy.helpers.Prices;
import dev.keelson.testing.rules.messy.infrastructure.JooqOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

// region reference
public final class Order extends AggregateRoot {

    private Customer customer;
    private List<OrderLine> lines = new ArrayList<>();
    // endregion
    private Optional<Invoice> invoice = Optional.empty();
    private boolean paid;
    public String note = "";

    public Order(Customer customer) {
        this.customer = customer;
    }

    // region setter
    public void setPaid(boolean paid) {
        this.paid = paid;
    }
    // endregion

    // region commit
    public void pay(UnitOfWork work) {
        paid = true;
        work.commit();
    }
    // endregion

    // region outward
    public long total() {
        return Prices.gross(JooqOrders.sum(lines));
    }
    // endregion

    Customer customer() {
        return customer;
    }

    Optional<Invoice> invoice() {
        return invoice;
    }

    boolean isPaid() {
        return paid;
    }
}
