package dev.keelson.work;

import dev.keelson.identity.IdentityKey;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.model.Roots;
import dev.keelson.work.track.Tracker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds several aggregates by their identifiers: in memory, and in one round trip those that are not there. Used by one thread. */
final class ByIdentifiers {

    private final Dehydrator dehydrator;
    private final Tracker tracker;
    private final Finder finder;

    ByIdentifiers(Dehydrator dehydrator, Tracker tracker, Finder finder) {
        this.dehydrator = dehydrator;
        this.tracker = tracker;
        this.finder = finder;
    }

    /** Those there are of the type asked for, in the order asked. */
    <ID, A> Map<ID, A> find(Roots roots, Class<A> type, Collection<ID> ids) {
        @Nullable IdentityKey[] keys = sought(roots, ids);
        Map<ID, A> found = LinkedHashMap.newLinkedHashMap(keys.length);
        int at = 0;
        for (ID id : ids) {
            Object aggregate = present(keys[at++]);
            if (type.isInstance(aggregate)) {
                found.put(id, type.cast(aggregate));
            }
        }
        return found;
    }

    /**
     * All of these, in the order asked.
     *
     * @throws AggregateNotFoundException if any is missing
     */
    <A> List<A> get(Roots roots, Class<A> type, Collection<?> ids) {
        @Nullable IdentityKey[] keys = sought(roots, ids);
        List<A> all = new ArrayList<>(keys.length);
        Set<Object> missing = new LinkedHashSet<>(0);
        int at = 0;
        for (Object id : ids) {
            Object aggregate = present(keys[at++]);
            if (type.isInstance(aggregate)) {
                all.add(type.cast(aggregate));
            } else {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            throw new AggregateNotFoundException(type, List.copyOf(missing));
        }
        return all;
    }

    /** The keys of these, null where no row can have one, once all are tracked that are there. */
    private @Nullable IdentityKey[] sought(Roots roots, Collection<?> ids) {
        @Nullable IdentityKey[] keys = new IdentityKey[ids.size()];
        List<@Nullable Object[]> missing = new ArrayList<>(keys.length);
        int at = 0;
        for (Object id : ids) {
            @Nullable Object[] key = Identity.sought(dehydrator, roots, id);
            if (key != null) {
                IdentityKey identity = Tracker.identity(roots.first(), key);
                keys[at] = identity;
                if (tracker.find(identity) == null) {
                    missing.add(key);
                }
            }
            at++;
        }
        finder.load(roots, missing);
        return keys;
    }

    private @Nullable Object present(@Nullable IdentityKey key) {
        return key == null ? null : finder.present(key);
    }
}
