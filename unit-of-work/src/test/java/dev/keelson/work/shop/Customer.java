package dev.keelson.work.shop;

import java.util.Optional;

/** A record as an aggregate root: its next state is another instance. */
public record Customer(CustomerId id, String name, Optional<Address> address) {

    public Customer renamed(String next) {
        return new Customer(id, next, address);
    }

    public Customer movedTo(Address next) {
        return new Customer(id, name, Optional.of(next));
    }
}
