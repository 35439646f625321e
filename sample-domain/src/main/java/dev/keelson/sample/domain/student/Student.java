package dev.keelson.sample.domain.student;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.sample.domain.shared.Text;
import java.time.Instant;

/**
 * Who learns at a school, under one name and one e-mail address. A suspended student neither enrols nor orders.
 *
 * <p>Written as many know it from other mappers: no final fields and a private constructor without parameters. Nothing
 * asks for that; the other aggregates do without.
 */
public final class Student extends AggregateRoot {

    private StudentId id;
    private String name;
    private EmailAddress email;
    private Instant registeredAt;
    private boolean suspended;

    @SuppressWarnings("NullAway.Init") // whoever calls it sets the fields
    private Student() {}

    /** Makes somebody a student. */
    public static Student register(String name, EmailAddress email, Instant at) {
        Student student = new Student();
        student.id = StudentId.next();
        student.name = Text.required("The name of a student", name);
        student.email = email;
        student.registeredAt = at;
        student.record(new StudentRegistered(student.id, at));
        return student;
    }

    /** Takes a new name. */
    public void rename(String name) {
        this.name = Text.required("The name of a student", name);
    }

    /** Will be reached under another address. */
    public void moveTo(EmailAddress email) {
        this.email = email;
    }

    /** Bars the student from enrolling and ordering. Suspending twice changes nothing. */
    public void suspend(Instant at) {
        if (!suspended) {
            suspended = true;
            record(new StudentSuspended(id, at));
        }
    }

    /** Ends a suspension. */
    public void reinstate() {
        suspended = false;
    }

    /**
     * The rule that others build on: only students in good standing enrol and order.
     *
     * @throws IllegalStateException if the student is suspended
     */
    public void requireGoodStanding() {
        if (suspended) {
            throw new IllegalStateException(name + " is suspended and may neither enrol nor order");
        }
    }

    public StudentId id() {
        return id;
    }

    public String name() {
        return name;
    }

    public EmailAddress email() {
        return email;
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    public boolean isSuspended() {
        return suspended;
    }
}
