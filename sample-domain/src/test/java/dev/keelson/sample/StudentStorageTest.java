package dev.keelson.sample;

import static dev.keelson.testing.Scenario.emitted;
import static dev.keelson.testing.Scenario.given;
import static dev.keelson.testing.Scenario.stored;

import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.sample.domain.student.EmailAddress;
import dev.keelson.sample.domain.student.Student;
import dev.keelson.sample.domain.student.StudentSuspended;
import dev.keelson.testing.ExpectRoundTrips;
import dev.keelson.testing.KeelsonTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

// region testing:first
@KeelsonTest(AcademyStage.class)
class StudentStorageTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T09:00:00Z");

    private final Student ada = Student.register("Ada", new EmailAddress("ada@academy.example"), MORNING);

    @Test
    @ExpectRoundTrips(1)
    void a_student_is_added_in_one_round_trip(UnitOfWorkFactory units, WorkContext context) {
        units.run(context, work -> work.add(ada));
    }

    @Test
    void a_suspended_student_is_stored_and_told_of() {
        given(ada).when(it -> it.suspend(MORNING)).then(emitted(StudentSuspended.class), stored());
    }
}
// endregion
