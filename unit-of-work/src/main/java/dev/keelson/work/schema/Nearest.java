package dev.keelson.work.schema;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds what a wrong name most likely meant: the fewest letters changed, added or left out. */
final class Nearest {

    private Nearest() {}

    /**
     * The nearest candidate, or empty where none is near.
     *
     * @param name the name of a candidate
     */
    static <T> Optional<T> of(String wrong, Collection<T> candidates, Function<T, String> name) {
        T best = null;
        int bestDistance = Math.max(2, wrong.length() / 2) + 1;
        for (T candidate : candidates) {
            int distance = distance(wrong, name.apply(candidate).toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String wrong, String other) {
        String one = wrong.toLowerCase(Locale.ROOT);
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
