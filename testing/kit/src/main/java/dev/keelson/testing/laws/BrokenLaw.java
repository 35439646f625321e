package dev.keelson.testing.laws;

import org.jspecify.annotations.Nullable;

/** A law that one state breaks. */
final class BrokenLaw extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Law law;
    private final String path;
    private final String expected;
    private final String found;

    private BrokenLaw(Law law, String path, String expected, String found, @Nullable Throwable cause) {
        super(law + " at " + path + ": expected " + expected + ", found " + found, cause);
        this.law = law;
        this.path = path;
        this.expected = expected;
        this.found = found;
    }

    static BrokenLaw of(Law law, String path, String expected, String found) {
        return new BrokenLaw(law, path, expected, found, null);
    }

    /** The same at a place, where it is not told yet. */
    BrokenLaw at(String place) {
        return path.isEmpty() ? new BrokenLaw(law, place, expected, found, this) : this;
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

    /** Whether it is the same, in the same property of whichever element. */
    boolean isLike(BrokenLaw other) {
        return law == other.law && general(path).equals(general(other.path));
    }

    static String general(String path) {
        return path.replaceAll("\\[\\d+]", "");
    }
}
