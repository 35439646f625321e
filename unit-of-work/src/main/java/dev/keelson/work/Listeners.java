package dev.keelson.work;

import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.track.Tracker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners of one application. Thread-safe, as they are. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int MOST_ROUNDS = 8;

    private final List<CommitListener> all;
    private final Nesting nesting;

    Listeners(List<CommitListener> all, Nesting nesting) {
        this.all = List.copyOf(all);
        this.nesting = nesting;
    }

    /**
     * Calls those before a commit, again and again until they leave nothing new. They are as much inside of a call as its
     * function is.
     *
     * @param commit tells what it would write
     * @param tracker knows the aggregates of the unit of work
     */
    void before(WorkContext context, Session work, Commit commit, Tracker tracker) {
        if (all.isEmpty()) {
            return;
        }
        if (work.isManaged()) {
            nesting.doInside(() -> inRounds(context, work, commit, tracker));
        } else {
            inRounds(context, work, commit, tracker);
        }
    }

    private void inRounds(WorkContext context, Session work, Commit commit, Tracker tracker) {
        Set<Object> shown = Collections.newSetFromMap(new IdentityHashMap<>());
        ChangeSet seen = commit.changes();
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            List<Object> fresh = fresh(tracker, shown);
            for (CommitListener listener : all) {
                listener.beforeCommit(context, work, fresh);
            }
            ChangeSet now = commit.changes();
            if (now.writesAs(seen)
                    && shown.containsAll(RecordedEvents.of(tracker.tracked()).all())) {
                return;
            }
            seen = now;
        }
        throw new UnitOfWorkStateException(
                "commit",
                "still being changed by its before-commit listeners " + names() + " in round " + MOST_ROUNDS,
                "Let a listener change aggregates only where events or state ask for it, so that it comes to an end");
    }

    private static List<Object> fresh(Tracker tracker, Set<Object> shown) {
        List<Object> fresh = new ArrayList<>();
        for (Object event : RecordedEvents.of(tracker.tracked()).all()) {
            if (shown.add(event)) {
                fresh.add(event);
            }
        }
        return Collections.unmodifiableList(fresh);
    }

    private List<String> names() {
        return all.stream().map(listener -> listener.getClass().getSimpleName()).toList();
    }

    /** Calls those after a commit that is certain. Whatever they begin is a use case of its own. */
    void after(WorkContext context, CommitReceipt receipt, List<Object> events) {
        if (!all.isEmpty()) {
            nesting.doOutside(() -> tell(context, receipt, events));
        }
    }

    private void tell(WorkContext context, CommitReceipt receipt, List<Object> events) {
        for (CommitListener listener : all) {
            try {
                listener.afterCommit(context, receipt, events);
            } catch (RuntimeException failure) {
                LOG.warn("{} failed after a commit, which stands", listener, failure);
            }
        }
    }

    /** Calls those after a failure. Whatever they begin is a use case of its own. */
    void failed(WorkContext context, RuntimeException cause) {
        if (!all.isEmpty()) {
            nesting.doOutside(() -> tell(context, cause));
        }
    }

    private void tell(WorkContext context, RuntimeException cause) {
        for (CommitListener listener : all) {
            try {
                listener.afterFailure(context, cause);
            } catch (RuntimeException failure) {
                cause.addSuppressed(failure);
            }
        }
    }
}
