package dev.keelson.identity.cache;

import dev.keelson.identity.IdentityKey;

/**
 * Which state: whose aggregate, and which one. Immutable, thread-safe.
 *
 * @param scope whose it is, such as its tenant; with equality, and the same for all who see the same rows of the table
 * @param identity the aggregate
 */
public record CacheKey(Object scope, IdentityKey identity) {}
