package dev.keelson.testing.laws;

import org.jspecify.annotations.Nullable;

/** A value or an aggregate of which no state could be made. */
final class CannotGenerate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotGenerate(Class<?> type, int tries, @Nullable Throwable last) {
        super(
                "Cannot generate " + type.getSimpleName() + ": " + tries + " of " + tries
                        + " tries were refused, the last with: "
                        + (last == null ? "nothing" : said(last))
                        + ". Give an example, MappingLaws.of(keelson).example("
                        + type.getSimpleName() + ".class, chance -> ...), or for a value .generate("
                        + type.getSimpleName()
                        + ".class, random -> ...).",
                last);
    }

    CannotGenerate(String message) {
        super(message);
    }

    private static String said(Throwable failure) {
        Throwable cause = failure.getCause();
        String own = String.valueOf(failure.getMessage());
        return cause == null || cause.getMessage() == null || own.contains(cause.getMessage())
                ? own
                : own + " (" + cause.getMessage() + ")";
    }
}
