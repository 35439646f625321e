package dev.keelson.identity.cache;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When what was evicted last, counted and not timed: a state that was read by a ticket is refused if its key was evicted since. Keys
 * share a bounded number of places, so that one is now and then refused for another's sake. Thread-safe.
 */
final class Evictions {

    private static final int PLACES = 1_024; // 8 KiB a cache

    private final AtomicLong clock;
    private final AtomicLong all = new AtomicLong();
    private final AtomicLongArray byKey = new AtomicLongArray(PLACES);
    private final AtomicLongArray byScope = new AtomicLongArray(PLACES / 16);

    Evictions(AtomicLong clock) {
        this.clock = clock;
    }

    void of(CacheKey key) {
        raise(byKey, key.hashCode());
    }

    void ofScope(Object scope) {
        raise(byScope, scope.hashCode());
    }

    void ofAll() {
        all.accumulateAndGet(clock.incrementAndGet(), Math::max);
    }

    /** Whether all, or all of its scope, went since this ticket. */
    boolean isOutdated(CacheKey key, long ticket) {
        return all.get() > ticket || byScope.get(place(byScope, key.scope().hashCode())) > ticket;
    }

    /** Whether it went since this ticket, by itself or with others. */
    boolean isEvicted(CacheKey key, long ticket) {
        return isOutdated(key, ticket) || byKey.get(place(byKey, key.hashCode())) > ticket;
    }

    private void raise(AtomicLongArray places, int hash) {
        places.accumulateAndGet(place(places, hash), clock.incrementAndGet(), Math::max);
    }

    private static int place(AtomicLongArray places, int hash) {
        return Math.floorMod(hash ^ (hash >>> 16), places.length());
    }
}
