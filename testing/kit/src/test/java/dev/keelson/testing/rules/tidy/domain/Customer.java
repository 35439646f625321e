package dev.keelson.testing.rules.tidy.domain;

import dev.keelson.kernel.Refs;

/** A root by its repository alone. */
public final class Customer {

    private final CustomerId id;
    private final Refs<Order> orders = Refs.none();

    public Customer(CustomerId id) {
        this.id = id;
    }

    CustomerId id() {
        return id;
    }

    Refs<Order> orders() {
        return orders;
    }
}
