package dev.keelson.work.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is no longer as it was, by names and texts alone, so that it can be sent anywhere. It tells nothing of what changed. Immutable.
 *
 * @param aggregate the name of the class under which identifiers are unique: that of the root, or one above it
 * @param scope whose it is, as the policies that keep rows apart have it: the tenant; empty where nothing keeps them apart, null for
 *     those of all
 * @param key the columns of the identifier, each as the database writes it; null for all aggregates of the scope
 */
public record Evicted(
        String aggregate,
        @Nullable List<String> scope,
        @Nullable List<String> key) {

    /** Copies the lists. */
    public Evicted {
        scope = scope == null ? null : List.copyOf(scope);
        key = key == null ? null : List.copyOf(key);
    }

    /** All aggregates of a class, whosever they are. */
    public static Evicted all(String aggregate) {
        return new Evicted(aggregate, null, null);
    }

    /** Shows no value of a key, which may be one that nobody is to read in a log. */
    @Override
    public String toString() {
        return key == null ? "all " + aggregate : "one " + aggregate;
    }
}
