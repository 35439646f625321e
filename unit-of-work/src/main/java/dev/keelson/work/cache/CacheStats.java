package dev.keelson.work.cache;

/**
 * What the cache of one class of aggregates holds, and what it did since Keelson was built. Immutable.
 *
 * @param aggregate the simple name of the class under which identifiers are unique
 * @param aggregates how many it holds now
 * @param bytes what they weigh, as estimated
 * @param limit what they may weigh together, in bytes
 * @param hits loads by identifier that were answered without a statement
 * @param misses those that were not, of units of work that look there at all
 * @param puts aggregates that it took
 * @param refusedPuts those that it did not take, since something was evicted after their read had begun
 * @param evictions of what changed, or may have, here or elsewhere
 * @param dropped aggregates that went for want of room, or since their time was over
 */
public record CacheStats(
        String aggregate,
        long aggregates,
        long bytes,
        long limit,
        long hits,
        long misses,
        long puts,
        long refusedPuts,
        long evictions,
        long dropped) {

    /** Hits among all questions, from 0 to 1; 0 where nobody asked. */
    public double hitRate() {
        return hits + misses == 0 ? 0 : (double) hits / (hits + misses);
    }
}
