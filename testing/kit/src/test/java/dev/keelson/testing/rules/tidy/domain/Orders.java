package dev.keelson.testing.rules.tidy.domain;

import dev.keelson.kernel.Repository;

public interface Orders extends Repository<Order, OrderId> {}
