package dev.keelson.benchmarks;

import java.util.Arrays;

/**
 * A figure that was taken in every round.
 *
 * @param low a quarter of the rounds are below
 * @param median half of the rounds are below
 * @param high three quarters of the rounds are below
 */
record Spread(double low, double median, double high) {

    static Spread of(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Spread(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    /** The ratio of one to the other within each round. */
    static Spread ofRatios(double[] figures, double[] others) {
        double[] ratios = new double[figures.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figures[i] / others[i];
        }
        return of(ratios);
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
