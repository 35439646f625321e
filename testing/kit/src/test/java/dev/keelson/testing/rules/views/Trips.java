package dev.keelson.testing.rules.views;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.kernel.ValueObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values whose insides look as if nobody could change them. */
final class Trips {

    private Trips() {}

    static final class Trip extends AggregateRoot {}

    /** Whoever gave the list changes it below the view. */
    record Seen(List<String> stops) implements ValueObject {

        Seen {
            stops = Collections.unmodifiableList(stops);
        }
    }

    record Copied(List<String> stops) implements ValueObject {

        Copied {
            stops = Collections.unmodifiableList(new ArrayList<>(stops));
        }
    }

    record Collected(List<String> stops) implements ValueObject {

        Collected {
            stops = Collections.unmodifiableList(stops.stream().collect(Collectors.toList()));
        }
    }

    /** Gives out a view of what it fills itself. */
    static final class Filled implements ValueObject {

        private final List<String> stops = new ArrayList<>();

        Filled(String first) {
            stops.add(first);
        }

        List<String> stops() {
            return Collections.unmodifiableList(stops);
        }
    }

    record Perhaps(Optional<List<String>> stops) implements ValueObject {}

    record PerhapsCopied(Optional<List<String>> stops) implements ValueObject {

        PerhapsCopied {
            stops = stops.map(List::copyOf);
        }
    }

    enum Level implements ValueObject {
        LOW,
        HIGH;

        private int calls;

        int called() {
            return ++calls;
        }
    }

    enum Fixed implements ValueObject {
        ONE(1);

        private final int number;

        Fixed(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }
}
