package dev.keelson.benchmarks.workload;

/** Who performs the tasks of a workload. */
public enum Crew {
    /** The calling thread. */
    ALONE(1),
    /** Four platform threads. */
    FOUR(4),
    /** Sixty-four virtual threads. */
    VIRTUAL(64);

    private final int workers;

    Crew(int workers) {
        this.workers = workers;
    }

    /** How many threads; each takes every so manyth task. */
    public int workers() {
        return workers;
    }
}
