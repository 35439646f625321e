package dev.keelson.work;

import dev.keelson.work.Wiring.TimeoutWay;
import dev.keelson.work.cache.Invalidation;
import dev.keelson.work.database.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an application says of times and sizes. Used by one thread, once. */
abstract sealed class Tuning extends Watching permits KeelsonBuilder {

    private Settings settings = Settings.STANDARD;
    private @Nullable Timeouts timeouts;
    private TimeoutWay timeoutWay = TimeoutWay.CONNECTION;
    private final List<Invalidation> invalidations = new ArrayList<>();

    /** Other numbers than {@link Settings#STANDARD}: rounds and pauses of retries, waits, sizes of loads, batches and caches. */
    public KeelsonBuilder settings(Settings numbers) {
        this.settings = numbers;
        return self();
    }

    /**
     * How it hears of what others change of the aggregates that are {@code cached()}, and tells them what it changes; in no way unless
     * said. There may be several.
     */
    public KeelsonBuilder invalidation(Invalidation way) {
        invalidations.add(Objects.requireNonNull(way, "way"));
        return self();
    }

    List<Invalidation> invalidations() {
        return List.copyOf(invalidations);
    }

    /** How long a lost answer is asked for. */
    KeelsonBuilder outcomeDeadline(Duration deadline) {
        return settings(settings.withOutcomeDeadline(deadline));
    }

    /**
     * How long the database may take for one statement of a unit of work, and for each lock that it waits for; without end
     * unless said. Each physical connection is told once, before its first use. COMMIT is bounded by the driver's {@code
     * socketTimeout} alone. A single unit of work has others by {@link Keelson#withTimeouts}.
     *
     * @throws IllegalArgumentException if one is below a millisecond or above 2,147,483,647 of them
     */
    public KeelsonBuilder timeouts(Duration statement, Duration lock) {
        this.timeouts = new Timeouts(statement, lock);
        return self();
    }

    /**
     * Whether the timeouts travel in each message instead, ahead of its transaction: for a pooler in transaction mode, behind
     * which one connection is another session each time.
     */
    public KeelsonBuilder timeoutsInMessage(boolean told) {
        this.timeoutWay = told ? TimeoutWay.MESSAGE : TimeoutWay.CONNECTION;
        return self();
    }

    /** Whether the data source gives the timeouts to its connections itself, as {@link #timeoutOptions()}, so that nobody else need. */
    public KeelsonBuilder timeoutsInOptions(boolean given) {
        this.timeoutWay = given ? TimeoutWay.OPTIONS : TimeoutWay.CONNECTION;
        return self();
    }

    /** The timeouts as pgjdbc's connection property {@code options}; empty where there are none, or each message tells them. */
    public Optional<String> timeoutOptions() {
        return timeouts == null || timeoutWay == TimeoutWay.MESSAGE
                ? Optional.empty()
                : Optional.of(timeouts.asOptions());
    }

    Settings numbers() {
        return settings;
    }

    @Nullable
    Timeouts timeouts() {
        return timeouts;
    }

    TimeoutWay timeoutWay() {
        return timeoutWay;
    }
}
