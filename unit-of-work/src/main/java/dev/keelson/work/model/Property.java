package dev.keelson.work.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One persistent property of a class. Immutable.
 *
 * @param name the field's or component's name
 * @param accessor its way in and out of the object
 * @param content where its value lies
 * @param nullable whether its value may be absent
 * @param wrapped whether the field holds an {@link java.util.Optional}
 * @param created whether the value enters through the constructor
 * @param filled whether the database may give its value, so that it may be absent until then
 * @param extension which of the {@link ObjectModel#extensions()} holds its columns, or {@link #OWN_ROW}
 */
public record Property(
        String name,
        Accessor accessor,
        Content content,
        boolean nullable,
        boolean wrapped,
        boolean created,
        boolean filled,
        int extension) {

    /** The columns lie in the object's own row. */
    public static final int OWN_ROW = -1;

    /** What the field holds for a value. */
    public @Nullable Object wrap(@Nullable Object value) {
        return wrapped ? Optional.ofNullable(value) : value;
    }

    /** The value in what the field holds. */
    public @Nullable Object unwrap(@Nullable Object held) {
        return wrapped && held instanceof Optional<?> optional ? optional.orElse(null) : held;
    }
}
