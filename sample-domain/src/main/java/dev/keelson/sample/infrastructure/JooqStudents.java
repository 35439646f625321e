package dev.keelson.sample.infrastructure;

import static dev.keelson.sample.infrastructure.tables.Tables.STUDENTS;

import dev.keelson.sample.domain.student.EmailAddress;
import dev.keelson.sample.domain.student.Student;
import dev.keelson.sample.domain.student.StudentId;
import dev.keelson.sample.domain.student.Students;
import dev.keelson.work.AbstractRepository;
import dev.keelson.work.SqlUnitOfWork;
import java.util.Optional;

/** The students in their table. */
final class JooqStudents extends AbstractRepository<Student, StudentId> implements Students {

    JooqStudents(SqlUnitOfWork work) {
        super(work, Student.class);
    }

    @Override
    public Optional<Student> reachedAt(EmailAddress email) {
        return query().where(STUDENTS.EMAIL.eq(email)).first();
    }
}
