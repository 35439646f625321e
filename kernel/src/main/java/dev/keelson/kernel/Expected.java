package dev.keelson.kernel;

/**
 * What must be so of an aggregate for a decision that somebody made about it elsewhere, earlier: a client who read it, thought,
 * and asks for a change. {@link Aggregates#get(Class, Object, Expected)} requires it.
 *
 * <pre>{@code
 * long seen = etag(request);                                          // what work.version(order) was when it was shown
 * Order order = work.get(Order.class, id, Expected.version(seen));
 * }</pre>
 *
 * One kind today, a version; others may join it. Immutable and thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Optimistic Offline Lock (416).
 */
public sealed interface Expected permits Expected.Version {

    /**
     * Requires that the aggregate still has the version that somebody saw, as {@link Aggregates#version} told it.
     *
     * @param seen the version seen: a number of commits, or of microseconds where it begins with the clock
     * @throws IllegalArgumentException if it is negative, which no version is
     */
    static Expected version(long seen) {
        return new Version(seen);
    }

    /**
     * The version that somebody saw.
     *
     * @param seen the number, which is not negative
     */
    record Version(long seen) implements Expected {

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Version {
            if (seen < 0) {
                throw new IllegalArgumentException(
                        "Cannot expect version " + seen + ": versions are not negative. Take it"
                                + " from what the client was shown, work.version(...); a client that saw none asks by"
                                + " work.get(type, id).");
            }
        }
    }
}
