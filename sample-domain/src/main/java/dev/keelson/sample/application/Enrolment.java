package dev.keelson.sample.application;

import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.sample.domain.course.Course;
import dev.keelson.sample.domain.course.CourseId;
import dev.keelson.sample.domain.course.Courses;
import dev.keelson.sample.domain.student.EmailAddress;
import dev.keelson.sample.domain.student.Student;
import dev.keelson.sample.domain.student.StudentId;
import dev.keelson.sample.domain.student.Students;

/** Registers students and gives out the seats of courses. Thread-safe. */
public final class Enrolment {

    private final UnitOfWorkFactory units;

    /** The office that works by these units of work. */
    public Enrolment(UnitOfWorkFactory units) {
        this.units = units;
    }

    /** Registers a student, or finds the one who is reached at this address already. */
    public StudentId register(WorkContext context, String name, EmailAddress email) {
        return units.call(context, work -> {
            Students students = work.repository(Students.class);
            return students.reachedAt(email)
                    .orElseGet(() -> students.add(
                            Student.register(name, email, context.clock().instant())))
                    .id();
        });
    }

    /**
     * Gives a student a seat and tells how many are left. Whoever asks at the same time is asked to wait for nothing:
     * the slower unit of work is run again, on the course as it is then.
     *
     * @throws dev.keelson.sample.domain.course.CourseFullException if no seat is left
     */
    public int enrol(WorkContext context, StudentId student, CourseId course) {
        return units.call(context, work -> {
            Student attendant = work.get(Student.class, student);
            attendant.requireGoodStanding();
            work.requireUnchanged(attendant);
            Courses courses = work.repository(Courses.class);
            Course attended = courses.get(course).enrol(student);
            courses.replace(attended);
            return attended.freeSeats();
        });
    }
}
