package dev.keelson.benchmarks.stand;

/**
 * What tasks took altogether.
 *
 * @param nanos from the beginning of the first to the end of the last
 * @param bytes what was allocated on the heap, by all threads that performed them
 * @param cpuNanos the processor time of these threads; where they are virtual, that of the whole process
 * @param latencies of each task its nanoseconds, where several threads share the connections; otherwise empty
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
public record Spent(long nanos, long bytes, long cpuNanos, long[] latencies) {}
