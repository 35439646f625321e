package dev.keelson.benchmarks.order;

/** Where an order is sent, or its bill. Immutable. */
public record Address(String street, String zip, String city) {}
