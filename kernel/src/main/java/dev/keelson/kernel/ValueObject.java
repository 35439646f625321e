package dev.keelson.kernel;

/**
 * Marks an immutable object that is defined by its attributes and has no identity.
 *
 * <p>Optional: Keelson embeds a value object by its mapping, not by this interface. Records are its natural form.
 *
 * <p>Source: Evans, DDD Reference, Value Objects; Fowler, PoEAA, Value Object (486).
 */
public interface ValueObject {}
