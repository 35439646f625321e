package dev.keelson.work;

import dev.keelson.work.cache.CacheStats;
import dev.keelson.work.watch.Watch;
import java.util.List;

/**
 * What one {@link Keelson} holds at a moment. Immutable.
 *
 * @param unitsOfWork how many units of work begun by hand, calls, readings and questions for outcomes are under way
 * @param commitThreads how many platform threads there are for commits of virtual threads, busy or not
 * @param counts what was done since it was built
 * @param caches those of SQL texts, by what they hold
 * @param aggregates the caches of aggregates that are {@code cached()}, by name
 */
public record Statistics(
        int unitsOfWork, int commitThreads, Counts counts, List<Cache> caches, List<CacheStats> aggregates) {

    /** Copies the lists. */
    public Statistics {
        caches = List.copyOf(caches);
        aggregates = List.copyOf(aggregates);
    }

    static Statistics of(Engine engine) {
        return new Statistics(
                engine.open().size(),
                engine.shield().threads(),
                Counts.of(engine.watch()),
                engine.caches().sizes().stream()
                        .map(size -> new Cache(size.name(), size.entries(), size.statements(), size.limit()))
                        .toList(),
                engine.shared().stats());
    }

    /**
     * What was done so far; each number only grows.
     *
     * @param statements sent: those that read, and the messages of commits, each of which counts as one
     * @param loads by identifiers, of one aggregate or several
     * @param queries for aggregates, for their number, or whether there are any
     * @param commits that took place, without those that had nothing to write
     * @param conflicts commits that failed since others had written the same, whether or not they were tried again
     */
    public record Counts(long statements, long loads, long queries, long commits, long conflicts) {

        static Counts of(Watch watch) {
            return new Counts(watch.statements(), watch.loads(), watch.queries(), watch.commits(), watch.conflicts());
        }
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
