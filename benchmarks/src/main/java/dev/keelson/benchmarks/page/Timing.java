package dev.keelson.benchmarks.page;

/**
 * How long one contestant's task took at one length of a round trip.
 *
 * @param millis the length of a round trip
 * @param micros the median over the rounds; of several workers, the time of all divided by their tasks
 * @param low a quarter of the ratios is below
 * @param ratio the median over the rounds of the ratio to the reference within the round
 * @param high three quarters of the ratios are below
 * @param half within so many microseconds half of the tasks were done, from their beginning to their end; 0: not measured
 * @param nearlyAll the same of 99 percent
 */
public record Timing(
        double millis, double micros, double low, double ratio, double high, double half, double nearlyAll) {}
