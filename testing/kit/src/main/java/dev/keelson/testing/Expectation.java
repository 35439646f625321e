package dev.keelson.testing;

import java.util.function.Predicate;

/** What is said of a {@link Scenario}'s end: made by its static methods. Immutable. */
public abstract sealed class Expectation {

    private Expectation() {}

    /** That an event was emitted. */
    static final class Emitted extends Expectation {

        private final String told;
        private final Predicate<Object> is;
        private final boolean closer;

        /**
         * @param told how messages call it
         * @param closer whether it says more than a class, so that it chooses among the events first
         */
        Emitted(String told, Predicate<Object> is, boolean closer) {
            this.told = told;
            this.is = is;
            this.closer = closer;
        }

        boolean is(Object event) {
            return is.test(event);
        }

        boolean isCloser() {
            return closer;
        }

        @Override
        public String toString() {
            return told;
        }
    }

    /** That others may have been emitted as well. */
    static final class AnyOthers extends Expectation {}

    /** That the state is stored. */
    static final class Stored extends Expectation {}

    /** That the aggregate is gone. */
    static final class Removed extends Expectation {}

    /** That an exception was thrown. */
    static final class Refused extends Expectation {

        private final Class<? extends Throwable> type;
        private final String message;

        Refused(Class<? extends Throwable> type, String message) {
            this.type = type;
            this.message = message;
        }

        boolean is(Throwable thrown) {
            return type.isInstance(thrown)
                    && String.valueOf(thrown.getMessage()).contains(message);
        }

        @Override
        public String toString() {
            return type.getSimpleName() + (message.isEmpty() ? "" : " that says \"" + message + "\"");
        }
    }
}
