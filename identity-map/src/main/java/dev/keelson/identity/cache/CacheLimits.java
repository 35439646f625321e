package dev.keelson.identity.cache;

import java.time.Duration;

/**
 * How much a cache holds, and for how long. Immutable.
 *
 * @param mostBytes the weight of all that it holds together, as estimated
 * @param timeToLive after which a state is no longer given, whether or not anybody told of a change
 */
public record CacheLimits(long mostBytes, Duration timeToLive) {

    /** 16 MiB and ten minutes. */
    public static final CacheLimits STANDARD = new CacheLimits(16L << 20, Duration.ofMinutes(10));

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one is not positive, or the time longer than a year
     */
    public CacheLimits {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("Cannot cache at most " + mostBytes
                    + " bytes: nothing would be held. Give 1 or more, or leave cached() out.");
        }
        if (timeToLive.isNegative() || timeToLive.isZero() || timeToLive.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("Cannot cache for " + timeToLive
                    + ": it is no time at all, or longer than a year. Give something between.");
        }
    }
}
