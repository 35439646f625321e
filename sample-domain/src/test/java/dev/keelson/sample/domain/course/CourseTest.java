package dev.keelson.sample.domain.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.sample.domain.shared.Money;
import dev.keelson.sample.domain.student.StudentId;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CourseTest {

    private final StudentId ada = StudentId.next();
    private final StudentId grace = StudentId.next();
    private final Course logic = Course.announce("Logic", LocalDate.of(2026, 9, 1), Money.of("480", "EUR"), 1);

    @Test
    void enrolling_makes_the_next_state_and_leaves_this_one_as_it_was() {
        Course attended = logic.enrol(ada);

        assertThat(attended)
                .isEqualTo(new Course(
                        logic.id(), "Logic", LocalDate.of(2026, 9, 1), Money.of("480", "EUR"), 1, Set.of(ada)));
        assertThat(logic.freeSeats()).isEqualTo(1);
        assertThat(attended.freeSeats()).isZero();
    }

    @Test
    void a_full_course_takes_nobody_but_whom_it_has() {
        Course full = logic.enrol(ada);

        assertThat(full.enrol(ada)).isSameAs(full);
        assertThatThrownBy(() -> full.enrol(grace))
                .isInstanceOf(CourseFullException.class)
                .hasMessage("All 1 seats of 'Logic' are taken");
    }

    @Test
    void a_seat_given_back_can_be_given_to_another() {
        assertThat(logic.enrol(ada).withdraw(ada).enrol(grace).students()).containsExactly(grace);
    }

    @Test
    void a_course_has_a_seat_for_everybody_in_it() {
        assertThatThrownBy(() -> new Course(logic.id(), "Logic", logic.startsOn(), logic.fee(), 1, Set.of(ada, grace)))
                .hasMessage("2 students cannot sit on 1 seats");
    }
}
