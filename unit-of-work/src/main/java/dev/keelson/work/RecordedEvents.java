package dev.keelson.work;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.work.model.FieldPath;
import dev.keelson.work.track.Tracked;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that aggregates recorded and no commit handed over yet, aggregate by aggregate, each one's in the order of
 * recording. Used by one thread.
 *
 * <p>Source: Evans, DDD Reference, Domain Events.
 */
final class RecordedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedEvents.class);

    private static final RecordedEvents NONE = new RecordedEvents();

    private final List<Runnable> clearing = new ArrayList<>(1);
    private final List<Object> all = new ArrayList<>();

    private RecordedEvents() {}

    /** Those of these aggregates, as they are now. */
    static RecordedEvents of(List<Tracked> tracked) {
        RecordedEvents events = NONE;
        for (int i = 0; i < tracked.size(); i++) {
            Collection<?> recorded = recorded(tracked.get(i));
            if (!recorded.isEmpty()) {
                events = events.isNone() ? new RecordedEvents() : events;
                events.add(tracked.get(i), recorded);
            }
        }
        return events;
    }

    private static Collection<?> recorded(Tracked tracked) {
        if (tracked.isUnseen()) {
            return List.of();
        }
        if (tracked.aggregate() instanceof AggregateRoot root) {
            return root.domainEvents();
        }
        FieldPath path = tracked.model().events();
        return path != null && path.get(tracked.aggregate()) instanceof Collection<?> recorded ? recorded : List.of();
    }

    private boolean isNone() {
        return all.isEmpty();
    }

    private void add(Tracked tracked, Collection<?> recorded) {
        all.addAll(recorded);
        clearing.add(tracked.aggregate() instanceof AggregateRoot root ? root::clearDomainEvents : recorded::clear);
    }

    List<Object> all() {
        return Collections.unmodifiableList(all);
    }

    /** The commit is certain, so that nobody hands them over again. */
    void clear() {
        for (Runnable clear : clearing) {
            try {
                clear.run();
            } catch (UnsupportedOperationException unmodifiable) {
                LOG.warn("The events of an aggregate cannot be cleared, and will be handed over again", unmodifiable);
            }
        }
    }
}
