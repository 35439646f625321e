package dev.keelson.identity.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.keelson.identity.IdentityKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Holds states of the aggregates of one family, which share identifiers, for all units of work. A state is put with
 * the ticket that was taken before it was read, the clock as it stood; it is refused where an eviction of its key came between, so that a slow reader cannot put back what changed meanwhile. Of
 * two versions the higher one stays. It loads nothing, begins no thread, and is bounded by weight and time. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Identity Map (195), as far as states and not objects are shared.
 *
 * @param <S> the states; immutable
 */
public final class AggregateCache<S> {

    private final Cache<CacheKey, Entry<S>> entries;
    private final Evictions evictions;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder evicted = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    private record Entry<S>(S state, long version, Object view, int bytes, long ticket) {}

    /**
     * A state that is held, for who compares it with others.
     *
     * @param scope whose it is
     * @param identity the aggregate
     * @param version its version
     */
    public record Held(Object scope, IdentityKey identity, long version) {}

    /**
     * An empty cache.
     *
     * @param clock counts evictions; caches that share one take each other's tickets
     */
    public AggregateCache(CacheLimits limits, AtomicLong clock) {
        this.evictions = new Evictions(clock);
        this.entries = Caffeine.newBuilder()
                .maximumWeight(limits.mostBytes())
                .<CacheKey, Entry<S>>weigher((key, entry) -> entry.bytes())
                .expireAfterWrite(limits.timeToLive())
                .executor(Runnable::run)
                .evictionListener((key, entry, cause) -> dropped(cause))
                .build();
    }

    private void dropped(RemovalCause unused) {
        dropped.increment();
    }

    /**
     * The state under this key.
     *
     * @param view how the one who asks sees the database, beside the key's scope; a state is given only to who sees it alike
     */
    public @Nullable S find(CacheKey key, Object view) {
        Entry<S> entry = entries.getIfPresent(key);
        if (entry == null
                || evictions.isOutdated(key, entry.ticket())
                || !entry.view().equals(view)) {
            misses.increment();
            return null;
        }
        hits.increment();
        return entry.state();
    }

    /**
     * Takes a state that was read.
     *
     * @param version of the state, higher for later ones
     * @param view how it was seen
     * @param bytes its weight
     * @param ticket the clock before it was read
     * @return whether it was taken
     */
    public boolean put(CacheKey key, S state, long version, Object view, long bytes, long ticket) {
        Entry<S> fresh = new Entry<>(state, version, view, (int) Math.min(bytes, Integer.MAX_VALUE), ticket);
        Entry<S> held = entries.asMap().compute(key, (unused, old) -> {
            if (evictions.isEvicted(key, ticket) || (old != null && isNewer(key, old, version))) {
                return old;
            }
            return fresh;
        });
        @SuppressWarnings("ReferenceEquality") // this very entry
        boolean taken = held == fresh;
        (taken ? puts : refused).increment();
        return taken;
    }

    private boolean isNewer(CacheKey key, Entry<S> old, long version) {
        return old.version() > version && !evictions.isOutdated(key, old.ticket());
    }

    /** Forgets the state under this key, and refuses those that were read before. */
    public void evict(CacheKey key) {
        evictions.of(key);
        entries.invalidate(key);
        evicted.increment();
    }

    /** The same where its version is another one. */
    public void evictUnless(CacheKey key, long version) {
        Entry<S> entry = entries.getIfPresent(key);
        if (entry != null && entry.version() != version) {
            evict(key);
        }
    }

    /** Forgets the state under this key if it has this version, and refuses those that were read before. */
    public void evictIf(CacheKey key, long version) {
        Entry<S> entry = entries.getIfPresent(key);
        if (entry != null && entry.version() == version) {
            evict(key);
        }
    }

    /** Forgets all states of a scope, and refuses those that were read before. */
    public void evictAll(Object scope) {
        evictions.ofScope(scope);
        entries.asMap().keySet().removeIf(key -> key.scope().equals(scope));
        evicted.increment();
    }

    /** Forgets all states, and refuses those that were read before. */
    public void evictAll() {
        evictions.ofAll();
        entries.invalidateAll();
        evicted.increment();
    }

    /** What it holds now, in no order. */
    public List<Held> held() {
        return entries.asMap().entrySet().stream()
                .map(entry -> new Held(
                        entry.getKey().scope(),
                        entry.getKey().identity(),
                        entry.getValue().version()))
                .toList();
    }

    /** How full it is, and what it did. */
    public CacheCounts counts() {
        entries.cleanUp();
        long bytes = entries.policy()
                .eviction()
                .map(bounded -> bounded.weightedSize().orElse(0))
                .orElse(0L);
        return new CacheCounts(
                entries.estimatedSize(),
                bytes,
                hits.sum(),
                misses.sum(),
                puts.sum(),
                refused.sum(),
                evicted.sum(),
                dropped.sum());
    }
}
