package dev.keelson.sample.domain.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StudentTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Student ada = Student.register(" Ada ", new EmailAddress("Ada@Academy.example"), NOW);

    @Test
    void a_registered_student_is_in_good_standing_and_the_academy_hears_of_it() {
        assertThat(ada.name()).isEqualTo("Ada");
        assertThat(ada.email()).isEqualTo(new EmailAddress("ada@academy.example"));
        assertThat(ada.domainEvents()).containsExactly(new StudentRegistered(ada.id(), NOW));
        assertThatCode(ada::requireGoodStanding).doesNotThrowAnyException();
    }

    @Test
    void suspending_twice_is_one_event_and_a_reinstated_student_may_go_on() {
        ada.suspend(NOW.plusSeconds(1));
        ada.suspend(NOW.plusSeconds(2));

        assertThatThrownBy(ada::requireGoodStanding).hasMessage("Ada is suspended and may neither enrol nor order");
        assertThat(ada.domainEvents())
                .containsExactly(
                        new StudentRegistered(ada.id(), NOW), new StudentSuspended(ada.id(), NOW.plusSeconds(1)));

        ada.reinstate();
        assertThat(ada.isSuspended()).isFalse();
    }

    @Test
    void a_student_has_a_name_and_an_address_that_can_be_one() {
        assertThatThrownBy(() -> ada.rename(" ")).hasMessage("The name of a student must not be blank");
        assertThatThrownBy(() -> new EmailAddress("ada")).hasMessageContaining("name@host.org");
    }
}
