package dev.keelson.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each tracked object once per identity, so that a unit of work never holds two copies of one aggregate.
 *
 * <p>The own key is that of the stored row; a key under which an object was asked for and which differs from it (case,
 * padding) is kept as an alias. The map loads nothing and knows no state. Not thread-safe: it belongs to one unit of
 * work.
 *
 * <p>Source: Fowler, PoEAA, Identity Map (195).
 *
 * @param <T> what is tracked
 */
public final class IdentityMap<T> {

    private final Map<IdentityKey, T> tracked = new LinkedHashMap<>();
    private @Nullable Map<IdentityKey, IdentityKey> aliases;

    /** Makes an empty map. */
    public IdentityMap() {}

    /**
     * Returns what is tracked under this key.
     *
     * @param key an own key or an alias
     * @return null if there is nothing
     */
    public @Nullable T find(IdentityKey key) {
        T found = tracked.get(key);
        return found != null || aliases == null ? found : tracked.get(own(key));
    }

    /**
     * Adds an object under its own key.
     *
     * @throws IllegalStateException if something is tracked under this key or alias already
     */
    public void add(IdentityKey own, T object) {
        Objects.requireNonNull(object, "object");
        if (find(own) != null) {
            throw new IllegalStateException(
                    "Cannot add " + own + " to the identity map: an object is tracked under this"
                            + " identity. Each identity has one object; find it first.");
        }
        tracked.put(own, object);
    }

    /**
     * Makes {@code asked} another key of what is tracked under {@code own}; takes it from where it led before.
     *
     * @throws IllegalStateException if nothing is tracked under {@code own}, or {@code asked} is the own key of another
     *     object
     */
    public void alias(IdentityKey asked, IdentityKey own) {
        if (asked.equals(own)) {
            return;
        }
        if (!tracked.containsKey(own) || tracked.containsKey(asked)) {
            throw new IllegalStateException("Cannot make " + asked + " an alias of " + own + ": "
                    + (tracked.containsKey(asked) ? "it is the own key of another object" : "nothing is tracked there")
                    + ". Add the object under its own key first.");
        }
        if (aliases == null) {
            aliases = new HashMap<>();
        }
        aliases.put(asked, own);
    }

    /**
     * Removes what is tracked under this key, with all its aliases.
     *
     * @param key an own key or an alias
     * @return what was removed, or null if there was nothing
     */
    public @Nullable T remove(IdentityKey key) {
        IdentityKey own = own(key);
        T removed = tracked.remove(own);
        if (removed != null && aliases != null) {
            aliases.values().removeIf(own::equals);
        }
        return removed;
    }

    /** Returns everything tracked, in the order of addition; an unmodifiable view. */
    public Collection<T> values() {
        return Collections.unmodifiableCollection(tracked.values());
    }

    /** Returns the number of objects tracked; aliases do not count. */
    public int size() {
        return tracked.size();
    }

    /** Forgets everything. */
    public void clear() {
        tracked.clear();
        aliases = null;
    }

    private IdentityKey own(IdentityKey key) {
        return aliases == null ? key : aliases.getOrDefault(key, key);
    }
}
