package dev.keelson.benchmarks.stand;

import dev.keelson.benchmarks.workload.Task;
import dev.keelson.testing.rig.Counts;
import java.sql.SQLException;
import java.util.List;

/**
 * What one task takes on the wire once statements are prepared: exact for trips, statements and parses if every task takes
 * the same, and a mean otherwise. Statements that begin or end a transaction are not counted.
 */
public record WireFigures(double trips, double statements, double parses, double kibibytesUp, double kibibytesDown) {

    /** More tasks than it takes until the driver prepares statements on the server. */
    public static final int PREPARED = 12;
    /** So many tasks whose mean is told. */
    public static final int COUNTED = 10;

    private static final double KIBI = 1_024;

    /**
     * Counts.
     *
     * @param prepared tasks that are performed before, so that statements are prepared
     * @param counted the tasks whose mean is told
     */
    public static WireFigures of(Stand stand, List<Task> prepared, List<Task> counted) throws SQLException {
        for (Task task : prepared) {
            task.prepare(stand.wired());
            task.perform(stand.wired());
        }
        for (Task task : counted) {
            task.prepare(stand.wired());
        }
        stand.wire().reset();
        for (Task task : counted) {
            task.perform(stand.wired());
        }
        Counts counts = stand.wire().counts();
        double tasks = counted.size();
        return new WireFigures(
                counts.roundTrips() / tasks,
                counts.statements() / tasks,
                counts.parses() / tasks,
                counts.bytesUp() / tasks / KIBI,
                counts.bytesDown() / tasks / KIBI);
    }
}
