package dev.keelson.work.mapping;

import dev.keelson.kernel.error.MappingException.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The faults found while a model is built, so that all are told together. Used by one thread. */
final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    void add(String path, String problem, String mend) {
        Fault fault = new Fault(path, problem, mend);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    List<Fault> list() {
        return List.copyOf(faults);
    }

    /** The known name that a wrong one most likely meant. */
    static Optional<String> nearest(String wrong, Collection<String> known) {
        String best = null;
        int bestDistance = Math.max(2, wrong.length() / 2) + 1;
        for (String name : known) {
            int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = name;
            }
        }
        return Optional.ofNullable(best);
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
