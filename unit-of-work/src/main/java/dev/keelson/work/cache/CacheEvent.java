package dev.keelson.work.cache;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What the cache of one class of aggregates holds and did, from time to time. */
@Name("dev.keelson.Cache")
@Label("Keelson Cache")
@Category("Keelson")
@Description("What the cache of one class of aggregates holds, and what it did so far")
@Period("everyChunk")
@StackTrace(false)
final class CacheEvent extends Event {

    @Label("Type")
    @Description("The simple name of the aggregate's class")
    @Nullable
    String type;

    @Label("Aggregates")
    long aggregates;

    @Label("Bytes")
    @Description("What they weigh, as estimated")
    long bytes;

    @Label("Hits")
    long hits;

    @Label("Misses")
    long misses;

    @Label("Refused Puts")
    @Description("Aggregates that were not taken, since something was evicted after their read had begun")
    long refusedPuts;

    @Label("Evictions")
    long evictions;

    @Label("Dropped")
    @Description("Aggregates that went for want of room, or since their time was over")
    long dropped;

    static void emit(CacheStats stats) {
        CacheEvent event = new CacheEvent();
        event.type = stats.aggregate();
        event.aggregates = stats.aggregates();
        event.bytes = stats.bytes();
        event.hits = stats.hits();
        event.misses = stats.misses();
        event.refusedPuts = stats.refusedPuts();
        event.evictions = stats.evictions();
        event.dropped = stats.dropped();
        event.commit();
    }
}
