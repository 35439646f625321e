package dev.keelson.testing.laws;

import dev.keelson.kernel.error.HydrationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value or an aggregate of which no state could be made. */
final class CannotGenerate extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Pattern CONSTRUCTOR = Pattern.compile("the constructor of (\\S+) ");

    CannotGenerate(Class<?> type, int tries, @Nullable Throwable last) {
        super(
                "Cannot generate " + type.getSimpleName() + ": " + tries + " of " + tries
                        + " tries were refused, the last with: "
                        + (last == null ? "nothing" : said(last))
                        + ". Give an example, MappingLaws.of(keelson).example("
                        + type.getSimpleName() + ".class, chance -> ...), or for a value .generate("
                        + refusing(type, last)
                        + ".class, random -> ...).",
                last);
    }

    CannotGenerate(String message) {
        super(message);
    }

    /** The class whose constructor refused, where it is told. */
    private static String refusing(Class<?> type, @Nullable Throwable last) {
        Matcher found = CONSTRUCTOR.matcher(last instanceof HydrationException unmade ? unmade.problem() : "");
        return found.find() ? found.group(1) : type.getSimpleName();
    }

    /** A row that was made here is none to be mended, so that the problem alone is told. */
    private static String said(Throwable failure) {
        Throwable cause = failure.getCause();
        String own = String.valueOf(failure.getMessage());
        if (failure instanceof HydrationException unmade) {
            String at = unmade.property().isEmpty() ? "" : ", at " + unmade.type() + "." + unmade.property();
            own = unmade.problem() + at;
        }
        if (cause == null) {
            return own;
        }
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return own.contains(reason) ? own : own + " (" + reason + ")";
    }
}
