package dev.keelson.identity.cache;

/**
 * What a cache holds, and what it did since it was made; each number but the first two only grows.
 *
 * @param entries how many states it holds
 * @param bytes their weight, as estimated
 * @param hits questions that it answered
 * @param misses questions that it could not answer
 * @param puts states that it took
 * @param refusedPuts states that it did not take, since they may have been read before an eviction, or are older than what it has
 * @param evictions of states since they changed, or may have
 * @param dropped states that went for want of room, or since their time was over
 */
public record CacheCounts(
        long entries, long bytes, long hits, long misses, long puts, long refusedPuts, long evictions, long dropped) {}
