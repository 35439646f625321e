package dev.keelson.sample.domain.student;

import dev.keelson.kernel.DomainEvent;
import java.time.Instant;

/**
 * Somebody has become a student.
 *
 * @param student who
 * @param at when
 */
public record StudentRegistered(StudentId student, Instant at) implements DomainEvent {}
