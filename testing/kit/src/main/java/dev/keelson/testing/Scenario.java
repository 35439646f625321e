package dev.keelson.testing;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line what an aggregate does: what is given, what happens to it, and then which events it emitted and whether its state is
 * stored. For tests of a {@link KeelsonTest}; its methods are meant to be imported statically.
 *
 * <pre>{@code
 * given(order).when(o -> o.pay(card)).then(emitted(OrderPaid.class), stored());
 * }</pre>
 *
 * <p>Each part is a unit of work of its own, by the context of the test: what is given is committed; the aggregate is loaded, changed and
 * committed; it is loaded anew and compared. Each event that the second of them emits must be named, or the test fails.
 */
public final class Scenario {

    private Scenario() {}

    /**
     * Begins with an aggregate that is stored in this state: added where it is new, replaced where it is there. Its events are handed
     * over before what happens next.
     */
    public static <A> Given<A> given(A aggregate) {
        return Given.first(TestRun.current(), said(aggregate, "given(null)", "Give an aggregate"));
    }

    private static <T> T said(@Nullable T what, String call, String mend) {
        if (what == null) {
            throw new IllegalArgumentException("Cannot say " + call + ". " + mend + ".");
        }
        return what;
    }

    /** One event of this class, or one below it, was emitted. */
    public static Expectation emitted(Class<?> type) {
        Class<?> named = said(type, "emitted(null)", "Name the event or its class; that none came is said by stored()");
        return new Expectation.Emitted(named.getSimpleName(), named::isInstance, false);
    }

    /** One event of this class was emitted that is as said. */
    public static <E> Expectation emitted(Class<E> type, Predicate<? super E> as) {
        return new Expectation.Emitted(
                type.getSimpleName() + " as said", event -> type.isInstance(event) && as.test(type.cast(event)), true);
    }

    /** An event that equals this one was emitted. */
    public static Expectation emitted(Object event) {
        Object named = said(event, "emitted(null)", "Name the event or its class; that none came is said by stored()");
        return new Expectation.Emitted(named.toString(), named::equals, true);
    }

    /** Events that are not named may have been emitted as well. */
    public static Expectation anyOthers() {
        return new Expectation.AnyOthers();
    }

    /**
     * What happened is stored: the aggregate was committed, and loaded anew it is equal in state, column by column. Says nothing of what
     * is not mapped.
     */
    public static Expectation stored() {
        return new Expectation.Stored();
    }

    /** The aggregate was removed, and is not found any more. */
    public static Expectation removed() {
        return new Expectation.Removed();
    }

    /** What was tried threw this, or an exception below it, and nothing was stored. */
    public static Expectation refused(Class<? extends Throwable> type) {
        return new Expectation.Refused(Objects.requireNonNull(type, "type"), "");
    }

    /** The same, with this in the message. */
    public static Expectation refused(Class<? extends Throwable> type, String message) {
        return new Expectation.Refused(type, message);
    }
}
