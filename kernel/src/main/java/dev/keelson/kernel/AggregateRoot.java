package dev.keelson.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A small, optional base of aggregate roots that record domain events.
 *
 * <p>Mapped classes need no base class; one that keeps its events elsewhere names the accessor in its mapping. The
 * events are never persistent state: the field is transient. Not thread-safe, as the aggregate itself is not.
 *
 * <p>Source: Evans, DDD Reference, Aggregates and Domain Events.
 */
public abstract class AggregateRoot {

    private transient @Nullable List<DomainEvent> recorded;

    /** For subclasses. */
    protected AggregateRoot() {}

    /**
     * Records an event, to be handed to the listeners when the unit of work commits.
     *
     * @param event what happened
     */
    protected final void record(DomainEvent event) {
        Objects.requireNonNull(event, "event");
        List<DomainEvent> events = recorded;
        if (events == null) {
            events = new ArrayList<>();
            recorded = events;
        }
        events.add(event);
    }

    /** Returns an immutable copy of the events recorded and not yet handed over, in the order of recording. */
    public final List<DomainEvent> domainEvents() {
        List<DomainEvent> events = recorded;
        return events == null ? List.of() : List.copyOf(events);
    }

    /**
     * Forgets the recorded events. The framework calls it once the commit is certain, and after a load, whose
     * constructor calls are no news. Domain code has no reason to.
     */
    public final void clearDomainEvents() {
        recorded = null;
    }
}
