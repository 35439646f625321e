package dev.keelson.sample.domain.course;

import dev.keelson.kernel.Repository;
import java.time.LocalDate;
import java.util.List;

/** All courses of the school. */
public interface Courses extends Repository<Course, CourseId> {

    /** The courses that start on this day or later, the next one first. */
    List<Course> startingFrom(LocalDate day);
}
