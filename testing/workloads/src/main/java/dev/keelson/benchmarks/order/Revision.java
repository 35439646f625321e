package dev.keelson.benchmarks.order;

/**
 * What is done to an order that is revised: one row of each kind is written. Immutable, but for the line it adds.
 *
 * @param order which order
 * @param note its new note
 * @param quantity the new quantity of its first line
 * @param added the line in place of its last one
 */
public record Revision(OrderId order, String note, int quantity, OrderLine added) {}
