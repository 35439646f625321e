package dev.keelson.work.programs;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What programs do to aggregates of one type. */
interface Changes<A> {

    /** A change of one aggregate. */
    record Change<A>(String name, BiConsumer<A, Scene> change) {

        static <A> Change<A> of(String name, BiConsumer<A, Scene> change) {
            return new Change<>(name, change);
        }
    }

    Class<A> type();

    /** A new one with as little as may be, or null where it cannot be, for want of what it refers to. */
    @Nullable
    A create(Scene scene);

    /** Another object of the same identity and state, all its parts too; now and then one of another class. */
    A copy(A aggregate, Scene scene);

    List<Change<A>> all();

    /**
     * Makes it fit to be stored: nothing refers to what is gone, and what is unique is.
     *
     * @return whether it can be; else it must go
     */
    boolean mend(A aggregate, Scene scene);
}
