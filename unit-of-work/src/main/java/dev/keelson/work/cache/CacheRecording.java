package dev.keelson.work.cache;

import dev.keelson.kernel.Internal;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;

/** Tells a flight recorder, where one records, what caches hold and did. Thread-safe. */
@Internal
public final class CacheRecording implements AutoCloseable {

    private final Runnable hook;

    /** Begins to tell. */
    public CacheRecording(Supplier<List<CacheStats>> stats) {
        this.hook = () -> stats.get().forEach(CacheEvent::emit);
        if (FlightRecorder.isAvailable()) {
            FlightRecorder.addPeriodicEvent(CacheEvent.class, hook);
        }
    }

    @Override
    public void close() {
        if (FlightRecorder.isAvailable()) {
            FlightRecorder.removePeriodicEvent(hook);
        }
    }
}
