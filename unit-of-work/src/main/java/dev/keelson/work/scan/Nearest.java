package dev.keelson.work.scan;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds what a wrong name most likely meant: the fewest letters changed, added or left out, at most half of them unless
 * one name contains the other.
 */
public final class Nearest {

    private static final int SHORTEST_PART = 3;

    private Nearest() {}

    /**
     * The nearest candidate, or empty where none is near.
     *
     * @param name the name of a candidate
     */
    public static <T> Optional<T> of(String wrong, Collection<T> candidates, Function<T, String> name) {
        String one = wrong.toLowerCase(Locale.ROOT);
        T best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (T candidate : candidates) {
            String other = name.apply(candidate).toLowerCase(Locale.ROOT);
            int distance = distance(one, other);
            if (distance < bestDistance && (distance <= Math.max(2, one.length() / 2) || contains(one, other))) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** What a message says of a wrong name, to its full stop: which one was most likely meant, if any. */
    public static String meant(String wrong, Collection<String> names) {
        return of(wrong, names, name -> name)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(".");
    }

    private static boolean contains(String one, String other) {
        return Math.min(one.length(), other.length()) >= SHORTEST_PART && (one.contains(other) || other.contains(one));
    }

    private static int distance(String one, String other) {
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
