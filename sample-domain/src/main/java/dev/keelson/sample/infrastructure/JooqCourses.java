package dev.keelson.sample.infrastructure;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.keelson.sample.domain.course.Course;
import dev.keelson.sample.domain.course.CourseId;
import dev.keelson.sample.domain.course.Courses;
import dev.keelson.work.AbstractRepository;
import dev.keelson.work.SqlUnitOfWork;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Field;

/** The courses in their tables. */
final class JooqCourses extends AbstractRepository<Course, CourseId> implements Courses {

    private static final Field<LocalDate> STARTS_ON = field(name("courses", "starts_on"), LocalDate.class);

    JooqCourses(SqlUnitOfWork work) {
        super(work, Course.class);
    }

    @Override
    public List<Course> startingFrom(LocalDate day) {
        return query().where(STARTS_ON.ge(day)).orderBy(STARTS_ON.asc()).list();
    }
}
