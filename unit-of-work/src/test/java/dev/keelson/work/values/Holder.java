package dev.keelson.work.values;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate with values of one type at every place that a value may have: a property, an embedded value, and rows of
 * their own, of which there are enough to be written as arrays.
 */
@NullMarked
abstract class Holder<T> {

    /** A value among others in the same row. */
    record Boxed<T>(T value, String label) {}

    /** A value in a row of its own. */
    record Part<T>(UUID id, T value) {}

    private UUID id = UUID.randomUUID();
    private @Nullable T plain;
    private @Nullable Boxed<T> boxed;
    private final List<Part<T>> parts = new ArrayList<>();

    UUID id() {
        return id;
    }

    void plain(T value) {
        plain = value;
    }

    void boxed(T value) {
        boxed = new Boxed<>(value, "boxed");
    }

    void part(T value) {
        parts.add(new Part<>(UUID.randomUUID(), value));
    }

    /** Puts each value at a place of its own. */
    void fill(List<T> values) {
        parts.clear();
        for (int i = 0; i < values.size(); i++) {
            if (i == 0) {
                plain = values.get(0);
            } else if (i == 1) {
                boxed = new Boxed<>(values.get(1), "boxed");
            } else {
                parts.add(new Part<>(UUID.randomUUID(), values.get(i)));
            }
        }
    }

    /** The values in the order of {@link #fill}. */
    List<T> values() {
        List<T> values = new ArrayList<>();
        if (plain != null) {
            values.add(plain);
        }
        if (boxed != null) {
            values.add(boxed.value());
        }
        parts.forEach(part -> values.add(part.value()));
        return values;
    }

    /** An aggregate that is identified by a value of the type. */
    abstract static class Keyed<T> {

        private T id;
        private String note = "keyed";

        Keyed(T id) {
            this.id = id;
        }

        T id() {
            return id;
        }

        String note() {
            return note;
        }
    }
}
