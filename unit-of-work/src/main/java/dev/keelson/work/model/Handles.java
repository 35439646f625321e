package dev.keelson.work.model;

/** What a method handle throws, as something that may be thrown on. */
final class Handles {

    private Handles() {}

    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
