package dev.keelson.tried;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.ExpectRoundTrips;
import dev.keelson.testing.KeelsonTest;
import dev.keelson.testing.Reset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Tests that JUnit runs in parallel are counted and looked after each by itself. */
class ParallelTest {

    private static final Map<String, String> PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

    private static final AtomicInteger INSIDE = new AtomicInteger();
    private static final AtomicInteger MOST_INSIDE = new AtomicInteger();

    private static void ask(UnitOfWorkFactory units, WorkContext context) {
        try (UnitOfWork work = units.begin(context)) {
            assertThat(work.find(Badge.class, 1L)).isEmpty();
        }
    }

    @KeelsonTest(map = Badge.class)
    static class OneDatabase {

        @RepeatedTest(6)
        @ExpectRoundTrips(1)
        void asks_once(UnitOfWorkFactory units, WorkContext context) {
            MOST_INSIDE.accumulateAndGet(INSIDE.incrementAndGet(), Math::max);
            LockSupport.parkNanos(20_000_000); // so that another one would come
            ask(units, context);
            INSIDE.decrementAndGet();
        }

        @Test
        void leaves_a_unit_of_work(UnitOfWorkFactory units, WorkContext context) {
            units.begin(context);
        }
    }

    @KeelsonTest(map = Badge.class, reset = Reset.EACH_METHOD)
    static class ManyDatabases {

        @RepeatedTest(3)
        @ExpectRoundTrips(1)
        void asks_once(UnitOfWorkFactory units, WorkContext context) {
            ask(units, context);
        }
    }

    @Test
    void each_is_counted_by_itself_and_told_what_it_left() {
        Played played = Played.of(PARALLEL, OneDatabase.class, ManyDatabases.class);

        assertThat(MOST_INSIDE).as("tests at a time on one database").hasValue(1);
        assertThat(played.passed()).hasSize(9);
        assertThat(played.failures()).containsOnlyKeys("leaves_a_unit_of_work");
    }
}
