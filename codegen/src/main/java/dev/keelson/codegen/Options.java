package dev.keelson.codegen;

import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands behind a command, as pairs of a name and a value. Immutable. */
final class Options {

    /** The arguments are none that a command takes. */
    static final class MisusedException extends IllegalArgumentException {

        @Serial
        private static final long serialVersionUID = 1L;

        MisusedException(String message) {
            super(message);
        }
    }

    private final Map<String, List<String>> values;

    private Options(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads arguments.
     *
     * @param known the names that a command takes, with their hyphens
     * @throws MisusedException if there is another name, or one without a value
     */
    static Options of(List<String> arguments, List<String> known) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!known.contains(name)) {
                throw new MisusedException("Cannot take the argument '" + name + "'. There are "
                        + String.join(", ", known) + ", each before its value.");
            }
            if (i + 1 == arguments.size() || known.contains(arguments.get(i + 1))) {
                throw new MisusedException("Cannot take " + name + " without a value. Say it behind.");
            }
            values.computeIfAbsent(name, unused -> new ArrayList<>()).add(arguments.get(i + 1));
        }
        return new Options(values);
    }

    /**
     * The one value of a name.
     *
     * @throws MisusedException if there is none, or there are several
     */
    String one(String name) {
        List<String> found = all(name);
        if (found.size() != 1) {
            throw new MisusedException(
                    found.isEmpty()
                            ? "Cannot do without " + name + ". Say it."
                            : "Cannot take " + name + " " + found.size() + " times. Say it once.");
        }
        return found.get(0);
    }

    /** All values of a name, in their order. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
