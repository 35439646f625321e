package dev.keelson.work;

import java.util.List;

/**
 * What one {@link Keelson} holds at a moment. Immutable.
 *
 * @param unitsOfWork how many units of work begun by hand, calls, readings and questions for outcomes are under way
 * @param commitThreads how many platform threads there are for commits of virtual threads, busy or not
 * @param caches those of SQL texts, by what they hold
 */
public record Statistics(int unitsOfWork, int commitThreads, List<Cache> caches) {

    /** Copies the list. */
    public Statistics {
        caches = List.copyOf(caches);
    }

    /**
     * How full a cache is.
     *
     * @param name what it holds
     * @param texts how many texts
     * @param statements how many statements those have together, each of which the server would prepare by itself
     * @param limit how many statements it holds at the most, {@link Settings#cachedStatements()}
     */
    public record Cache(String name, int texts, int statements, int limit) {}
}
