package dev.keelson.sample.domain.course;

import dev.keelson.sample.domain.shared.Money;
import dev.keelson.sample.domain.shared.Text;
import dev.keelson.sample.domain.student.StudentId;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/**
 * Something taught from a day on to no more students than there are seats. An immutable aggregate: what happens to a
 * course makes its next state.
 *
 * @param id its identity
 * @param title what is taught
 * @param startsOn the first day
 * @param fee what a seat costs
 * @param seats how many may attend
 * @param students who attend
 */
public record Course(CourseId id, String title, LocalDate startsOn, Money fee, int seats, Set<StudentId> students) {

    /** Checks that everybody has a seat. */
    public Course {
        title = Text.required("The title of a course", title);
        students = Set.copyOf(students);
        if (fee.isNegative()) {
            throw new IllegalArgumentException("The fee of a course is not negative");
        }
        if (seats < 1 || students.size() > seats) {
            throw new IllegalArgumentException(students.size() + " students cannot sit on " + seats + " seats");
        }
    }

    /** A new course that nobody attends yet. */
    public static Course announce(String title, LocalDate startsOn, Money fee, int seats) {
        return new Course(CourseId.next(), title, startsOn, fee, seats, Set.of());
    }

    /**
     * Gives the student a seat. Who has one keeps it.
     *
     * @throws CourseFullException if there is none left
     */
    public Course enrol(StudentId student) {
        if (students.contains(student)) {
            return this;
        }
        if (freeSeats() == 0) {
            throw new CourseFullException(this);
        }
        Set<StudentId> attending = new HashSet<>(students);
        attending.add(student);
        return attendedBy(attending);
    }

    /** Takes the student's seat back. */
    public Course withdraw(StudentId student) {
        Set<StudentId> attending = new HashSet<>(students);
        attending.remove(student);
        return attendedBy(attending);
    }

    /** How many more may attend. */
    public int freeSeats() {
        return seats - students.size();
    }

    private Course attendedBy(Set<StudentId> attending) {
        return new Course(id, title, startsOn, fee, seats, attending);
    }
}
