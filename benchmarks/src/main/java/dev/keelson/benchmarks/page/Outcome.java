package dev.keelson.benchmarks.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came out of one workload.
 *
 * @param workload its name
 * @param title what it does
 * @param reference the contestant to whom the ratios are
 * @param figures of those who can run it
 * @param unable why the others cannot, by their names
 */
public record Outcome(
        String workload, String title, String reference, List<Figures> figures, Map<String, String> unable) {

    /** The figures of a contestant. */
    public Optional<Figures> of(String contestant) {
        return figures.stream()
                .filter(own -> own.contestant().equals(contestant))
                .findFirst();
    }
}
