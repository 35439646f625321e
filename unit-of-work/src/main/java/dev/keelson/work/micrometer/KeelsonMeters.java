package dev.keelson.work.micrometer;

import dev.keelson.work.Keelson;
import dev.keelson.work.Statistics;
import dev.keelson.work.Statistics.Counts;
import dev.keelson.work.cache.CacheStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;

/**
 * What a {@link Keelson} does, as meters: {@code new KeelsonMeters(keelson).bindTo(registry)}. They are read when the registry reads
 * them; a statement costs nothing more. The registry does not keep the Keelson alive. Immutable, thread-safe.
 */
public final class KeelsonMeters implements MeterBinder {

    private final Keelson keelson;
    private final Iterable<Tag> tags;

    /** Without tags. */
    public KeelsonMeters(Keelson keelson) {
        this(keelson, Tags.empty());
    }

    /**
     * With tags of the application's own, where it has several.
     *
     * @param tags that all meters get
     */
    public KeelsonMeters(Keelson keelson, Iterable<Tag> tags) {
        this.keelson = keelson;
        this.tags = tags;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "statements", "Statements that read, and commits", Counts::statements);
        counter(registry, "loads", "Loads by identifiers", Counts::loads);
        counter(registry, "queries", "Queries", Counts::queries);
        counter(registry, "commits", "Commits that wrote", Counts::commits);
        counter(registry, "conflicts", "Commits that failed since others had written the same", Counts::conflicts);
        gauge(registry, "units.open", "Units of work, calls and questions under way", Statistics::unitsOfWork);
        gauge(registry, "commit.threads", "Threads for commits of virtual threads", Statistics::commitThreads);
        gauge(registry, "cached.statements", "Statements in the caches of SQL texts", KeelsonMeters::cached);
        keelson.statistics().aggregates().forEach(one -> cache(registry, one.aggregate()));
    }

    /** Of the aggregates that are cached: hits and misses, what was evicted, and what is held. */
    private void cache(MeterRegistry registry, String aggregate) {
        cached(registry, aggregate, "hits", "Loads by identifier without a statement", CacheStats::hits);
        cached(registry, aggregate, "misses", "Loads by identifier that asked the database", CacheStats::misses);
        cached(registry, aggregate, "evictions", "What changed, or may have", CacheStats::evictions);
        cached(registry, aggregate, "refused", "Aggregates read before an eviction", CacheStats::refusedPuts);
        cached(registry, aggregate, "dropped", "Aggregates that went for want of room or time", CacheStats::dropped);
        Gauge.builder("keelson.cache.bytes", keelson, measured -> stats(measured, aggregate, CacheStats::bytes))
                .description("What is cached, as estimated")
                .tags(tags)
                .tag("aggregate", aggregate)
                .register(registry);
    }

    private void cached(
            MeterRegistry registry, String aggregate, String name, String what, ToLongFunction<CacheStats> count) {
        FunctionCounter.builder("keelson.cache." + name, keelson, counted -> stats(counted, aggregate, count))
                .description(what)
                .tags(tags)
                .tag("aggregate", aggregate)
                .register(registry);
    }

    private static long stats(Keelson keelson, String aggregate, ToLongFunction<CacheStats> count) {
        return keelson.statistics().aggregates().stream()
                .filter(one -> one.aggregate().equals(aggregate))
                .mapToLong(count)
                .sum();
    }

    private static long cached(Statistics statistics) {
        return statistics.caches().stream()
                .mapToLong(Statistics.Cache::statements)
                .sum();
    }

    private void counter(MeterRegistry registry, String name, String what, ToLongFunction<Counts> count) {
        FunctionCounter.builder(
                        "keelson." + name,
                        keelson,
                        counted -> count.applyAsLong(counted.statistics().counts()))
                .description(what)
                .tags(tags)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String what, ToLongFunction<Statistics> value) {
        Gauge.builder("keelson." + name, keelson, measured -> value.applyAsLong(measured.statistics()))
                .description(what)
                .tags(tags)
                .register(registry);
    }
}
