package dev.keelson.benchmarks.guard;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.stand.Performers;
import dev.keelson.benchmarks.stand.Spent;
import dev.keelson.benchmarks.stand.Stand;
import dev.keelson.benchmarks.stand.WireFigures;
import dev.keelson.benchmarks.workload.Base;
import dev.keelson.benchmarks.workload.Inputs;
import dev.keelson.benchmarks.workload.Inspection;
import dev.keelson.benchmarks.workload.Task;
import dev.keelson.benchmarks.workload.Workload;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes the figures of a workload. Allocations are the least of several goes: what the compilers have not reached yet only
 * adds to them. They compile in the foreground in this JVM, so that it is the count of tasks that decides and not the load of the
 * machine.
 */
final class Measurement {

    private static final double KIBI = 1_024;
    private static final long SEED = 1;
    private static final int ORDERS = 1_200;
    /** Within so many goes the least must have stopped falling. */
    private static final int STEADY = 4;

    private static final double FALLING = 0.99;
    /** A few seconds are enough, but on a machine that other work keeps busy, or if the code allocates more. */
    private static final long MOST_NANOS = 20_000_000_000L;

    private Measurement() {}

    /**
     * Takes them.
     *
     * @param enough KiB above which it goes on, since the compilers may not have reached all code yet
     */
    static Takings of(Workload workload, Contestant contestant, double enough) throws SQLException {
        Base base = workload.base().of(SEED, ORDERS);
        Inputs inputs = new Inputs(base);
        try (Stand stand = Stand.of(contestant, base, workload.crew().workers())) {
            new Inspection(workload.tasks(inputs, Inspection.TASKS), base)
                    .inspect(contestant.name(), stand.direct(), stand.database());
            WireFigures wire = WireFigures.of(
                    stand, workload.tasks(inputs, WireFigures.PREPARED), workload.tasks(inputs, WireFigures.COUNTED));
            return new Takings(
                    workload.name(),
                    wire.trips(),
                    wire.statements(),
                    wire.kibibytesUp(),
                    wire.kibibytesDown(),
                    allocated(workload, inputs, stand, enough));
        }
    }

    private static double allocated(Workload workload, Inputs inputs, Stand stand, double enough) throws SQLException {
        double least = Double.MAX_VALUE;
        int steady = 0;
        int size = Math.max(1, workload.block() / 2);
        try (Performers performers = Performers.of(workload.crew())) {
            long end = System.nanoTime() + MOST_NANOS;
            while ((steady < STEADY || least > enough * KIBI) && System.nanoTime() < end) {
                List<Task> tasks = workload.tasks(inputs, size);
                for (Task task : tasks) {
                    task.prepare(stand.direct());
                }
                Spent spent = performers.perform(tasks, stand.direct());
                double bytes = spent.bytes() / (double) size;
                steady = bytes < least * FALLING ? 0 : steady + 1;
                least = Math.min(least, bytes);
            }
        }
        return least / KIBI;
    }
}
