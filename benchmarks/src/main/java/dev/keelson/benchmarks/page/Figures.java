package dev.keelson.benchmarks.page;

import java.util.List;
import java.util.Optional;

/**
 * What one task of a workload took one contestant; a figure that was not taken is NaN.
 *
 * @param contestant its name
 * @param trips round trips
 * @param statements without those that begin or end a transaction
 * @param kibUp KiB on the wire to the server
 * @param kibDown KiB on the wire from the server
 * @param kibAllocated KiB allocated on the heap
 * @param clientMicros processor time of the client's threads
 * @param serverMicros processor time of the server's processes
 * @param classes loaded, of a start
 * @param timings one a length of a round trip
 */
public record Figures(
        String contestant,
        double trips,
        double statements,
        double kibUp,
        double kibDown,
        double kibAllocated,
        double clientMicros,
        double serverMicros,
        double classes,
        List<Timing> timings) {

    /** The timing at this length of a round trip. */
    public Optional<Timing> at(double millis) {
        return timings.stream().filter(timing -> timing.millis() == millis).findFirst();
    }
}
