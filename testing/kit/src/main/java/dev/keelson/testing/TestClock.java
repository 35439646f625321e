package dev.keelson.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a test: it goes as the system's does, in UTC, until the test sets it, and stands still from then on. Each test begins with
 * one that goes. The {@code WorkContext} of the test asks it, and so do the stamps of policies. What is done twice while it stands still
 * has the same instant: advance it where that matters. Thread-safe.
 */
public final class TestClock extends Clock {

    private @Nullable Instant still;

    TestClock() {}

    /** It is this time from now on. */
    public synchronized void set(Instant instant) {
        still = Objects.requireNonNull(instant, "instant");
    }

    /** It is so much later from now on; with a negative duration, so much earlier. */
    public synchronized void advance(Duration duration) {
        still = instant().plus(duration);
    }

    /** It goes as the system's does. */
    synchronized void go() {
        still = null;
    }

    @Override
    public synchronized Instant instant() {
        return still == null ? Clock.systemUTC().instant() : still;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same time in another zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return TestClock.this.withZone(other);
            }

            @Override
            public Instant instant() {
                return TestClock.this.instant();
            }
        };
    }
}
