package dev.keelson.sample.infrastructure;

import static dev.keelson.sample.infrastructure.tables.Tables.COURSES;

import dev.keelson.sample.domain.course.Course;
import dev.keelson.sample.domain.course.CourseId;
import dev.keelson.sample.domain.course.Courses;
import dev.keelson.work.AbstractRepository;
import dev.keelson.work.SqlUnitOfWork;
import java.time.LocalDate;
import java.util.List;

/** The courses in their tables. */
final class JooqCourses extends AbstractRepository<Course, CourseId> implements Courses {

    JooqCourses(SqlUnitOfWork work) {
        super(work, Course.class);
    }

    @Override
    public List<Course> startingFrom(LocalDate day) {
        return query().where(COURSES.STARTS_ON.ge(day))
                .orderBy(COURSES.STARTS_ON.asc())
                .list();
    }
}
