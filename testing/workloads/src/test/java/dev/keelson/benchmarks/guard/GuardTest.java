package dev.keelson.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.keelson.KeelsonContestant;
import dev.keelson.benchmarks.workload.Workloads;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a workload takes does not grow unseen, nor shrink: round trips, statements, bytes on the wire and allocations are those of
 * {@code figures.md}. Times are no business of this test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardTest {

    private static final boolean RECORDING = Boolean.getBoolean("keelson.record");
    private static final double OF_WIRE = 0.02;
    private static final double OF_ALLOCATIONS = 0.10;

    private final Contestant keelson = new KeelsonContestant("keelson");
    private final List<Takings> found = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W1-1",
                "W1-10",
                "W1-100",
                "W1-1000",
                "W2-1",
                "W2-100",
                "W2-1000",
                "W3",
                "W4",
                "W5",
                "W6-single",
                "W6-joined",
                "W7",
                "W11"
            })
    void a_workload_takes_what_is_recorded(String name) throws SQLException {
        if (RECORDING) {
            found.add(Measurement.of(Workloads.of(name), keelson, Double.MAX_VALUE));
            return;
        }
        Recorded recorded = Recorded.read();
        Takings right = recorded.takings().get(name);
        assertThat(right)
                .as("figures of %s in testing/workloads/figures.md; to record them: %s", name, Recorded.COMMAND)
                .isNotNull();
        Takings taken = Measurement.of(
                Workloads.of(name), keelson, Objects.requireNonNull(right).kibAllocated() * (1 + OF_ALLOCATIONS));
        assertThat(differences(right, taken, recorded.java())).isEmpty();
    }

    @Test
    void what_differs_is_told_with_what_to_do_about_it() {
        Takings recorded = new Takings("W5", 2, 2, 0.4, 2.0, 24.0);

        assertThat(differences(
                        recorded,
                        new Takings("W5", 2, 2, 0.404, 2.03, 26.3),
                        Runtime.version().feature()))
                .isEmpty();
        assertThat(differences(
                        recorded,
                        new Takings("W5", 3, 2, 0.4, 2.1, 20.0),
                        Runtime.version().feature()))
                .containsExactly(
                        "W5, round trips: recorded 2.000, found 3.000. If the change is meant: " + Recorded.COMMAND,
                        "W5, KiB down: recorded 2.000, found 2.100. If the change is meant: " + Recorded.COMMAND,
                        "W5, KiB allocated: recorded 24.000, found 20.000. If the change is meant: "
                                + Recorded.COMMAND);
        assertThat(differences(recorded, new Takings("W5", 2, 2, 0.4, 2.0, 99.0), 8))
                .as("allocations that another release of Java made")
                .isEmpty();
    }

    @AfterAll
    void records_what_was_found_if_that_is_asked() {
        if (RECORDING) {
            Recorded.write(found);
        }
    }

    private static List<String> differences(Takings recorded, Takings found, int java) {
        List<String> differences = new ArrayList<>();
        compare(differences, found.workload() + ", round trips", recorded.trips(), found.trips(), 0);
        compare(differences, found.workload() + ", statements", recorded.statements(), found.statements(), 0);
        compare(differences, found.workload() + ", KiB up", recorded.kibUp(), found.kibUp(), OF_WIRE);
        compare(differences, found.workload() + ", KiB down", recorded.kibDown(), found.kibDown(), OF_WIRE);
        if (java == Runtime.version().feature()) {
            compare(
                    differences,
                    found.workload() + ", KiB allocated",
                    recorded.kibAllocated(),
                    found.kibAllocated(),
                    OF_ALLOCATIONS);
        }
        return differences;
    }

    private static void compare(
            List<String> differences, String figure, double recorded, double found, double tolerance) {
        if (Math.abs(found - recorded) > recorded * tolerance + 1e-9) {
            differences.add(String.format(
                    Locale.ROOT,
                    "%s: recorded %.3f, found %.3f. If the change is meant: %s",
                    figure,
                    recorded,
                    found,
                    Recorded.COMMAND));
        }
    }
}
