package dev.keelson.work;

import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Belonging.HidingProperty;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracked.State;
import java.util.List;

/** Which aggregates may be removed, and which are brought back, where removed ones are hidden. */
final class Removals {

    private Removals() {}

    /**
     * One that may be removed; what was never stored always may.
     *
     * @throws PolicyViolationException if the domain itself says when such aggregates are deleted, or it is hidden already
     */
    static Tracked removable(Engine engine, Tracked tracked) {
        HidingProperty own = tracked.model().belonging().hiding();
        if (own != null && tracked.state() != State.ADDED) {
            throw refused(
                    engine,
                    tracked,
                    "cannot be removed: the domain says when it is deleted, by " + own.path(),
                    "Call the domain's method for it, and commit; keelson.purgeDeleted(...) deletes for good");
        }
        if (tracked.isHidden()) {
            throw refused(
                    engine,
                    tracked,
                    "cannot be removed: it is hidden already",
                    "Leave it as it is; keelson.purgeDeleted(...) deletes for good");
        }
        return tracked;
    }

    /**
     * One that is hidden, and is to be restored.
     *
     * @throws AggregateNotFoundException if it is not there
     * @throws PolicyViolationException if it is not hidden, or the domain itself says when it is deleted
     */
    static Tracked restored(Engine engine, Finder finder, Roots roots, Class<?> type, Object id) {
        Tracked tracked = finder.tracked(roots, id, Visibility.ALL);
        if (tracked == null || !tracked.isPresent(type)) {
            throw new AggregateNotFoundException(type, List.of(id));
        }
        HidingProperty own = tracked.model().belonging().hiding();
        if (own != null) {
            throw refused(
                    engine,
                    tracked,
                    "cannot be restored: the domain says when it is deleted, by " + own.path(),
                    "Get it through work.includingDeleted(...), and call the domain's method that brings it back");
        }
        if (!tracked.isHidden() && !tracked.isRestored()) {
            throw refused(
                    engine,
                    tracked,
                    "cannot be restored: it is not hidden",
                    "Restore only what a commit removed; what this unit of work removes, it may add again");
        }
        requireFree(engine, finder, tracked, id);
        tracked.restore();
        return tracked;
    }

    /** Where each class of a hierarchy has a table of its own, no index tells that an identifier is in use in another one. */
    private static void requireFree(Engine engine, Finder finder, Tracked tracked, Object id) {
        Roots family = engine.family(tracked.model());
        List<AggregateModel> others = family.members().stream()
                .filter(member -> !member.equals(tracked.model()))
                .toList();
        if (!others.isEmpty() && finder.isThere(new Roots(family.type(), others), id)) {
            throw refused(
                    engine,
                    tracked,
                    "cannot be restored: there is one of another class by this identifier, which was added after it"
                            + " was removed",
                    "Remove that one first, in a commit of its own, or leave this one hidden");
        }
    }

    private static PolicyViolationException refused(Engine engine, Tracked tracked, String problem, String mend) {
        return new PolicyViolationException(
                engine.policies().hider(tracked.model().root()), tracked + " " + problem, mend);
    }
}
