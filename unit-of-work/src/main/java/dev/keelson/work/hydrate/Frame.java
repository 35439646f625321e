package dev.keelson.work.hydrate;

import dev.keelson.work.model.Accessor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object with others in it, while it is made; those look here for the way back. Used by one thread. */
final class Frame {

    /** A child that waits for the object around it. */
    private record Waiting(Object child, Accessor field) {}

    private final @Nullable Frame outer;
    private final Class<?> type;
    private @Nullable Object object;
    private @Nullable List<Waiting> waiting;

    Frame(@Nullable Frame outer, Class<?> type) {
        this.outer = outer;
        this.type = type;
    }

    /** The object exists. */
    void made(Object made) {
        this.object = made;
        if (waiting != null) {
            for (Waiting one : waiting) {
                one.field().set(one.child(), made);
            }
        }
    }

    /** The nearest frame, from this one outwards, whose object is of a type; null where there is none. */
    static @Nullable Frame find(@Nullable Frame from, Class<?> type) {
        Frame at = from;
        while (at != null && !type.isAssignableFrom(at.type)) {
            at = at.outer;
        }
        return at;
    }

    /** The object, or null while it is not made yet. */
    @Nullable
    Object object() {
        return object;
    }

    /** Sets a child's field to the object, now or as soon as it exists. */
    void pointBack(Object child, Accessor field) {
        if (object != null) {
            field.set(child, object);
            return;
        }
        if (waiting == null) {
            waiting = new ArrayList<>();
        }
        waiting.add(new Waiting(child, field));
    }
}
