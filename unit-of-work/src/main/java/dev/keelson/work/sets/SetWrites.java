package dev.keelson.work.sets;

import dev.keelson.kernel.Internal;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.execute.CommitOutcome.Committed;
import dev.keelson.work.execute.CommitOutcome.Hit;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.render.Marker;
import dev.keelson.work.render.ScriptStep;
import dev.keelson.work.row.RowType;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The set-based writes that a unit of work was given and did not commit yet, in their order. They stay after a failure, as changes of
 * aggregates do. Used by the thread of its unit of work.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
@Internal
public final class SetWrites {

    private final SetStatements statements;
    private final List<SetWrite> given = new ArrayList<>(0);
    private List<Hits> held = List.of();

    public SetWrites(SetStatements statements) {
        this.statements = statements;
    }

    /** Adds one behind those that were given before. */
    public void add(SetWrite write) {
        given.add(write);
    }

    public boolean isEmpty() {
        return given.isEmpty();
    }

    /** Drops all. */
    public void clear() {
        given.clear();
        held = List.of();
    }

    /** The aggregates that they write, each as often as it is written. */
    public List<AggregateModel> written() {
        return given.isEmpty()
                ? List.of()
                : given.stream().map(write -> write.target().model()).toList();
    }

    /** What messages call them. */
    public List<String> names() {
        return given.stream().map(SetWrite::name).toList();
    }

    /**
     * The steps of a commit's script.
     *
     * @param plan of the rest, none of whose guarded roots may be hit
     * @param tracked what else the unit of work holds
     */
    public Function<Marker, List<ScriptStep>> steps(RowPlan plan, List<Tracked> tracked, Moment moment) {
        return given.isEmpty() ? marker -> List.of() : marker -> steps(plan.guards(), tracked, moment, marker);
    }

    private List<ScriptStep> steps(List<GuardRoot> guards, List<Tracked> tracked, Moment moment, Marker marker) {
        List<ScriptStep> steps = new ArrayList<>();
        List<Hits> all = new ArrayList<>();
        Set<RowType> before = new HashSet<>();
        for (SetWrite write : given) {
            Hits hits = Hits.of(write.target().model(), guards, tracked);
            boolean again = !before.add(write.target().model().root());
            steps.add(statements.step(write, hits, steps.size(), again, moment, marker));
            all.add(hits);
        }
        held = all;
        return steps;
    }

    /**
     * They are committed: marks what the unit of work holds and they hit, and drops them. Which others were hit nobody knows here, so that
     * whoever keeps aggregates longer than a unit of work has to drop all of these types.
     *
     * @return how many roots were hit, by the type that the writes name; empty where the answer was lost, in which case all that may
     *     have been hit is marked
     */
    public Map<Class<?>, Long> committed(Committed outcome, Tracker tracker) {
        if (given.isEmpty()) {
            return Map.of();
        }
        Map<Class<?>, Long> roots = new LinkedHashMap<>();
        List<Hit> hits = outcome.hits();
        for (int n = 0; n < given.size(); n++) {
            List<Tracked> clean = held.get(n).clean();
            if (hits == null) {
                clean.forEach(tracker::hit);
            } else {
                roots.merge(given.get(n).target().type(), hits.get(n).roots(), Long::sum);
                hits.get(n).places().forEach(place -> tracker.hit(clean.get(-1 - place)));
            }
        }
        clear();
        return roots;
    }
}
