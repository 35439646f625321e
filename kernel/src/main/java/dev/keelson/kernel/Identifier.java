package dev.keelson.kernel;

/**
 * Marks a type whose values identify entities, such as {@code record OrderId(UUID value)}.
 *
 * <p>Optional: Keelson recognises identifiers by the mapping, not by this interface. It adds no method and no
 * behaviour.
 *
 * <p>Source: Fowler, PoEAA, Identity Field (216).
 */
public interface Identifier {}
