package dev.keelson.work.sets;

/** What is told where something cannot be written at once. */
final class Refused {

    private Refused() {}

    static IllegalArgumentException because(String label, String problem, String mend) {
        return new IllegalArgumentException("Cannot write " + label + " at once: " + problem + ". " + mend + ".");
    }
}
