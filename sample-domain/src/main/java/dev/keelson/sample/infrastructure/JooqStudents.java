package dev.keelson.sample.infrastructure;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.keelson.sample.domain.student.EmailAddress;
import dev.keelson.sample.domain.student.Student;
import dev.keelson.sample.domain.student.StudentId;
import dev.keelson.sample.domain.student.Students;
import dev.keelson.work.AbstractRepository;
import dev.keelson.work.SqlUnitOfWork;
import java.util.Optional;
import org.jooq.Field;

/** The students in their table. */
final class JooqStudents extends AbstractRepository<Student, StudentId> implements Students {

    private static final Field<String> EMAIL = field(name("students", "email"), String.class);

    JooqStudents(SqlUnitOfWork work) {
        super(work, Student.class);
    }

    @Override
    public Optional<Student> reachedAt(EmailAddress email) {
        return query().where(EMAIL.eq(email.value())).first();
    }
}
