package dev.keelson.tried;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.ExpectRoundTrips;
import dev.keelson.testing.ExpectStatements;
import dev.keelson.testing.KeelsonTest;
import dev.keelson.testing.rig.WireCounter;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test says of the statements it sends is compared with what passes over the wire. */
class ExpectationsTest {

    @Retention(RetentionPolicy.RUNTIME)
    @ExpectRoundTrips(1)
    @ExpectStatements(1)
    @interface OneQuestion {}

    @KeelsonTest(map = Badge.class)
    static class Counted {

        private final Badge badge = new Badge(System.nanoTime(), "ada");
        private UnitOfWorkFactory units;
        private WorkContext context;

        @BeforeEach
        void store(UnitOfWorkFactory units, WorkContext context) {
            this.units = units;
            this.context = context;
            units.run(context, work -> work.add(badge));
        }

        @AfterEach
        void load() {
            ask(3);
        }

        private void ask(int times) {
            for (int i = 0; i < times; i++) {
                try (UnitOfWork work = units.begin(context)) {
                    assertThat(work.get(Badge.class, badge.id())).isEqualTo(badge);
                }
            }
        }

        @Test
        @ExpectRoundTrips(2)
        @ExpectStatements(2)
        void as_many_as_said() {
            ask(2);
        }

        @Test
        @ExpectRoundTrips(0)
        void none_and_none_are_sent() {
            assertThat(badge.name()).isEqualTo("ada");
        }

        @Test
        @ExpectRoundTrips(1)
        void one_too_many() {
            ask(2);
        }

        @Test
        @ExpectRoundTrips(2)
        @ExpectStatements(3)
        void one_too_few() {
            ask(1);
        }

        @Test
        @ExpectRoundTrips(1)
        void counting_from_zero_within_hides_nothing(WireCounter wire) {
            ask(1);
            wire.reset();
            ask(1);
        }

        @Test
        @ExpectRoundTrips(1)
        void a_test_that_fails_by_itself_is_not_counted() {
            ask(2);
            throw new IllegalStateException("by itself");
        }

        @Test
        @OneQuestion
        void said_by_an_annotation_of_the_teams_own() {
            ask(2);
        }

        @ParameterizedTest(name = "asked {0} times")
        @ValueSource(ints = {1, 2})
        @ExpectRoundTrips(1)
        void each_round_by_itself(int times) {
            ask(times);
        }

        @Test
        @ExpectStatements(-1)
        void less_than_nothing() {}

        @Nested
        class Within {

            @Test
            @ExpectRoundTrips(1)
            void one_too_many_within() {
                ask(2);
            }
        }
    }

    private static final Played PLAYED = Played.of(Counted.class);

    @Test
    void what_is_sent_before_and_after_the_method_does_not_count() {
        assertThat(PLAYED.passed()).contains("as_many_as_said", "none_and_none_are_sent", "asked 1 times");
    }

    @Test
    void another_number_has_the_test_fail_and_shows_the_statements() {
        assertThat(PLAYED.failure("one_too_many"))
                .startsWith(
                        "AssertionError: 1 round trip expected, 2 taken, from the first line of the test method to its"
                                + " last:\n  select ")
                .hasLineCount(3);
        assertThat(PLAYED.failure("one_too_few"))
                .startsWith("AssertionError: 2 round trips expected, 1 taken; 3 statements expected, 1 sent, from");
        assertThat(PLAYED.failure("counting_from_zero_within_hides_nothing"))
                .startsWith("AssertionError: 1 round trip expected, 2 taken");
        assertThat(PLAYED.failure("said_by_an_annotation_of_the_teams_own"))
                .startsWith("AssertionError: 1 round trip expected, 2 taken; 1 statement expected, 2 sent");
        assertThat(PLAYED.failure("asked 2 times")).startsWith("AssertionError: 1 round trip expected, 2 taken");
        assertThat(PLAYED.failure("one_too_many_within")).startsWith("AssertionError: 1 round trip expected, 2 taken");
    }

    @Test
    void a_test_that_fails_by_itself_says_that_alone() {
        assertThat(PLAYED.failure("a_test_that_fails_by_itself_is_not_counted"))
                .isEqualTo("IllegalStateException: by itself");
    }

    @Test
    void an_expectation_that_cannot_be_met_is_told() {
        assertThat(PLAYED.failure("less_than_nothing"))
                .contains("@ExpectStatements(-1) on ")
                .contains("expects less than nothing. Give 0 or more.");
        assertThat(PLAYED.failures()).hasSize(8);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @KeelsonTest(map = Badge.class)
    @ExpectRoundTrips(1)
    @interface Both {}

    @Both
    static class OfBoth {

        @Test
        void none(UnitOfWorkFactory units) {}

        @Test
        void one(UnitOfWorkFactory units, WorkContext context) {
            units.run(context, work -> work.add(new Badge(1, "ada")));
        }

        @Test
        @ExpectRoundTrips(0)
        void none_as_the_method_says() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @ExpectRoundTrips(1)
    @interface Once {}

    @Once
    static class OfOnce {

        @Test
        void none() {}
    }

    @Test
    void what_a_class_says_counts_for_each_of_its_methods() {
        Played played = Played.of(OfBoth.class);
        assertThat(played.passed()).containsExactlyInAnyOrder("one", "none_as_the_method_says");
        assertThat(played.failure("none")).startsWith("AssertionError: 1 round trip expected, 0 taken");
        assertThat(Played.of(OfOnce.class).failure("none")).contains(", which says @ExpectRoundTrips(1): its class");
    }

    @KeelsonTest(map = Badge.class)
    static class Alone {

        @Test
        void statements_are_those_of_the_test(UnitOfWorkFactory units, WorkContext context, WireCounter wire) {
            units.run(context, work -> work.add(new Badge(1, "ada")));
            assertThat(wire.statements()).singleElement().asString().startsWith("with token as");
        }
    }

    @Test
    void the_meter_stands_at_zero_when_the_method_begins() {
        assertThat(Played.of(Alone.class).passed()).isEqualTo(List.of("statements_are_those_of_the_test"));
    }
}
