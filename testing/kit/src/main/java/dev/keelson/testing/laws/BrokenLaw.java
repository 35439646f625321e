package dev.keelson.testing.laws;

import dev.keelson.kernel.error.HydrationException;
import org.jspecify.annotations.Nullable;

/** A law that one state breaks. */
final class BrokenLaw extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Law law;
    private final String path;
    private final String expected;
    private final String found;
    private final String example;

    private BrokenLaw(Law law, String path, String expected, String found, String example, @Nullable Throwable cause) {
        super(law + " at " + path + ": expected " + expected + ", found " + found, cause);
        this.law = law;
        this.path = path;
        this.expected = expected;
        this.found = found;
        this.example = example;
    }

    static BrokenLaw of(Law law, String path, String expected, String found) {
        return new BrokenLaw(law, path, expected, found, "", null);
    }

    /** An example of whose rows no object is made. */
    static BrokenLaw unmade(String aggregate, HydrationException unmade) {
        String place = aggregate + (unmade.property().isEmpty() ? "" : "." + unmade.property());
        return of(Law.ROUND_TRIP, place, "an object is made of its rows again", String.valueOf(unmade.getMessage()));
    }

    /** The same with what breaks it, which is no whole state. */
    BrokenLaw showing(String broken) {
        return new BrokenLaw(law, path, expected, found, broken, this);
    }

    /** The same at a place, where it is not told yet. */
    BrokenLaw at(String place) {
        String shown = example.isEmpty() ? "" : place + " = " + example;
        return path.isEmpty() ? new BrokenLaw(law, place, expected, found, shown, this) : this;
    }

    Law law() {
        return law;
    }

    String path() {
        return path;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }

    /** What breaks it; empty where the whole state does. */
    String example() {
        return example;
    }

    /** Whether it is the same, in the same property of whichever element. */
    boolean isLike(BrokenLaw other) {
        return law == other.law && general(path).equals(general(other.path));
    }

    static String general(String path) {
        return path.replaceAll("\\[\\d+]", "");
    }
}
