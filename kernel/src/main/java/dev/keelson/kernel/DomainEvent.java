package dev.keelson.kernel;

/**
 * Something that happened in the domain and that other parts of the system may care about.
 *
 * <p>Optional marker. Events are handed to listeners when the unit of work commits; they are not stored by
 * themselves.
 *
 * <p>Source: Evans, DDD Reference, Domain Events.
 */
public interface DomainEvent {}
