package dev.keelson.testing;

import dev.keelson.testing.rig.Counts;
import dev.keelson.testing.rig.WireCounter;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What a test method, or its class for each method, says of what it sends.
 *
 * @param roundTrips null where it says nothing
 * @param statements null where it says nothing
 */
record Expected(@Nullable Integer roundTrips, @Nullable Integer statements) {

    /** What the method says, or the nearest class around it that says something. */
    static Expected of(ExtensionContext test) {
        Integer roundTrips = nearest(test, ExpectRoundTrips.class, ExpectRoundTrips::value);
        Integer statements = nearest(test, ExpectStatements.class, ExpectStatements::value);
        Expected expected = new Expected(roundTrips, statements);
        if (isNegative(roundTrips) || isNegative(statements)) {
            throw new ExtensionConfigurationException(expected.annotations() + " on " + test.getRequiredTestMethod()
                    + " expects less than nothing. Give 0 or more.");
        }
        return expected;
    }

    private static <A extends Annotation> @Nullable Integer nearest(
            ExtensionContext test, Class<A> type, Function<A, Integer> count) {
        for (Optional<ExtensionContext> at = Optional.of(test);
                at.isPresent();
                at = at.get().getParent()) {
            Optional<A> said = AnnotationSupport.findAnnotation(at.get().getElement(), type);
            if (said.isPresent()) {
                return count.apply(said.get());
            }
        }
        return null;
    }

    private static boolean isNegative(@Nullable Integer count) {
        return count != null && count < 0;
    }

    boolean isEmpty() {
        return roundTrips == null && statements == null;
    }

    /** As they stand in the source. */
    String annotations() {
        List<String> said = new ArrayList<>();
        if (roundTrips != null) {
            said.add("@ExpectRoundTrips(" + roundTrips + ")");
        }
        if (statements != null) {
            said.add("@ExpectStatements(" + statements + ")");
        }
        return String.join(" ", said);
    }

    /**
     * Compares.
     *
     * @throws AssertionError if something else was sent
     */
    void check(Counts spent, WireCounter wire) {
        List<String> wrong = new ArrayList<>();
        if (roundTrips != null && roundTrips != spent.roundTrips()) {
            wrong.add(plural(roundTrips, "round trip") + " expected, " + spent.roundTrips() + " taken");
        }
        if (statements != null && statements != spent.statements()) {
            wrong.add(plural(statements, "statement") + " expected, " + spent.statements() + " sent");
        }
        if (!wrong.isEmpty()) {
            List<String> sent = wire.transcript();
            throw new AssertionError(String.join("; ", wrong)
                    + ", from the first line of the test method to its last"
                    + (sent.isEmpty() ? "." : ":\n  " + String.join("\n  ", sent)));
        }
    }

    private static String plural(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
