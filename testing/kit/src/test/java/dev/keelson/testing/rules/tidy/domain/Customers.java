package dev.keelson.testing.rules.tidy.domain;

import dev.keelson.kernel.Repository;

public interface Customers extends Repository<Customer, CustomerId> {}
