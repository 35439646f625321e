package shop.domain;

import dev.keelson.kernel.DomainEvent;

/** An order was paid. */
public record OrderPaid(OrderId order, Money total) implements DomainEvent {}
