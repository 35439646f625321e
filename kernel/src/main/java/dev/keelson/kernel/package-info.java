/**
 * The words of a domain-driven service and the contract of its unit of work.
 *
 * <p>Enters: nothing; this room depends on JSpecify alone, so that a domain and an application layer may import it
 * without importing persistence. Leaves: the types that those two layers name ({@link Aggregates}, {@link Reading},
 * {@link UnitOfWork}, {@link UnitOfWorkFactory}, {@link WorkContext}) and a few optional ones for the domain ({@link AggregateRoot},
 * {@link Ref}). What can go wrong is the next room, {@code dev.keelson.kernel.error}.
 */
@NullMarked
package dev.keelson.kernel;

import org.jspecify.annotations.NullMarked;
