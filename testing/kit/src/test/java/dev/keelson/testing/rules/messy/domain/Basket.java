package dev.keelson.testing.rules.messy.domain;

import dev.keelson.kernel.ValueObject;
import java.util.List;
import java.util.Map;

/** Keeps what it is given: a collection, an array, and entities. */
// region entities
public record Basket(List<OrderLine> lines, byte[] picture, Map<String, Customer> guests) implements ValueObject {}
// endregion
