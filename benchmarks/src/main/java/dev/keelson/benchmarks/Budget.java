package dev.keelson.benchmarks;

import java.time.Duration;

/**
 * How long a run may take: what is left is shared by the workloads that are left. Without a limit all rounds are run. For one
 * thread.
 */
final class Budget {

    private final long end;
    private final boolean limited;
    private int workloads;
    private long share;

    /**
     * Begins now.
     *
     * @param seconds how many it may take; 0: as many as it takes
     * @param workloads how many there are
     */
    Budget(int seconds, int workloads) {
        this.limited = seconds > 0;
        this.end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        this.workloads = workloads;
    }

    /** The next workload begins. */
    void next() {
        long now = System.nanoTime();
        share = now + Math.max(0, end - now) / Math.max(1, workloads);
        workloads--;
    }

    /**
     * When the rounds of the next length of a round trip have to end.
     *
     * @param left how many lengths are left, this one included
     */
    long deadline(int left) {
        if (!limited) {
            return Long.MAX_VALUE;
        }
        long now = System.nanoTime();
        return now + Math.max(0, share - now) / left;
    }
}
