package dev.keelson.testing.rules.messy.domain;

import dev.keelson.kernel.AggregateRoot;

public final class Customer extends AggregateRoot {

    private final String name;

    public Customer(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }
}
