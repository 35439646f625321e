package dev.keelson.sample.domain.student;

import dev.keelson.kernel.Repository;
import java.util.Optional;

/** All students of the school. */
public interface Students extends Repository<Student, StudentId> {

    /** The student who is reached under this address. */
    Optional<Student> reachedAt(EmailAddress email);
}
