package dev.keelson.sample.domain.student;

import dev.keelson.kernel.DomainEvent;
import java.time.Instant;

/**
 * A student may neither enrol nor order until further notice.
 *
 * @param student who
 * @param at when
 */
public record StudentSuspended(StudentId student, Instant at) implements DomainEvent {}
