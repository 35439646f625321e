package dev.keelson.kernel;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For whom, by whom and by which clock a unit of work is done.
 *
 * <p>It is passed, never kept in a thread: what needs it receives it. It does not authenticate or authorise. Immutable
 * and thread-safe.
 */
public final class WorkContext {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final @Nullable TenantId tenant;
    private final Actor actor;
    private final Clock clock;

    private WorkContext(@Nullable TenantId tenant, Actor actor, Clock clock) {
        this.tenant = tenant;
        this.actor = Objects.requireNonNull(actor, "actor");
        this.clock = Clock.tick(clock, MICROSECOND);
    }

    /** Returns the context of an actor who works for a tenant, by the system's clock in UTC. */
    public static WorkContext of(TenantId tenant, Actor actor) {
        return new WorkContext(Objects.requireNonNull(tenant, "tenant"), actor, Clock.systemUTC());
    }

    /** Returns a context without a tenant, by the system's clock in UTC; a tenancy policy refuses it. */
    public static WorkContext of(Actor actor) {
        return new WorkContext(null, actor, Clock.systemUTC());
    }

    /** Returns this context by another clock, whose instants are cut to microseconds. */
    public WorkContext withClock(Clock clock) {
        return new WorkContext(tenant, actor, clock);
    }

    /** Returns the tenant, or empty where no tenancy policy asks for one. */
    public Optional<TenantId> tenant() {
        return Optional.ofNullable(tenant);
    }

    /** Returns who acts. */
    public Actor actor() {
        return actor;
    }

    /** Returns the clock; it ticks in microseconds, which a timestamp column holds exactly. */
    public Clock clock() {
        return clock;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkContext that
                && Objects.equals(tenant, that.tenant)
                && actor.equals(that.actor)
                && clock.equals(that.clock);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenant, actor, clock);
    }

    @Override
    public String toString() {
        return "WorkContext[" + (tenant == null ? "no tenant" : "tenant=" + tenant.value()) + ", actor=" + actor.name()
                + "]";
    }
}
