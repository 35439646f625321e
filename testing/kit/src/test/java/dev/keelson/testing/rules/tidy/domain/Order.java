package dev.keelson.testing.rules.tidy.domain;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.kernel.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

public final class Order extends AggregateRoot {

    private final OrderId id;
    private final CustomerId customer;
    private final Ref<Customer> payer;
    private final List<OrderLine> lines = new ArrayList<>();
    private Address shipTo;
    private Optional<Seal> seal = Optional.empty();
    private boolean settled;

    public Order(OrderId id, CustomerId customer, Ref<Customer> payer, Address shipTo) {
        this.id = id;
        this.customer = customer;
        this.payer = payer;
        this.shipTo = shipTo;
    }

    public void redirect(Address shipTo) {
        this.shipTo = shipTo;
    }

    /** Begins as setters do, and is none. */
    public void settle(boolean wholly) {
        settled = wholly || lines.isEmpty();
    }

    /** Is called as setters are, and there is no such field. */
    public void setOut(int days) {
        if (days > 0) {
            seal = Optional.empty();
        }
    }

    public OrderId id() {
        return id;
    }

    CustomerId customer() {
        return customer;
    }

    Ref<Customer> payer() {
        return payer;
    }

    Address shipTo() {
        return shipTo;
    }

    Optional<Seal> seal() {
        return seal;
    }

    boolean isSettled() {
        return settled;
    }
}
