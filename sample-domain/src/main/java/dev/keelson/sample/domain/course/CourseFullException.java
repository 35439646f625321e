package dev.keelson.sample.domain.course;

import java.io.Serial;

/** A course has no seat left. */
public final class CourseFullException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    CourseFullException(Course course) {
        super("All " + course.seats() + " seats of '" + course.title() + "' are taken");
    }
}
