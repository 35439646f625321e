package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.CommitOutcomeUnknownException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.Attempted.Dead;
import dev.keelson.work.Attempted.Done;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.execute.CommitOutcome;
import dev.keelson.work.execute.CommitOutcome.Committed;
import dev.keelson.work.execute.CommitOutcome.Fenced;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.plan.RowPlan;
import dev.keelson.work.plan.StampedPlan;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.render.CommitScript;
import dev.keelson.work.render.CommitScript.Attempt;
import dev.keelson.work.render.Renderer.Surroundings;
import dev.keelson.work.sets.SetWrites;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import dev.keelson.work.watch.Recorded;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The way of a commit, from what a unit of work tracks to what the database has. Used by the thread of its unit of work.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
final class Commit {

    private final Engine engine;
    private final WorkScope scope;
    private final Tracker tracker;
    private final CommittedRows committedRows;
    private final SetWrites sets;
    private final CacheView view;
    private boolean storesToken;

    Commit(Engine engine, WorkScope scope, Tracker tracker, Finder finder, SetWrites sets) {
        this.sets = sets;
        this.engine = engine;
        this.scope = scope;
        this.tracker = tracker;
        this.committedRows = new CommittedRows(engine, scope, finder);
        this.view = finder.view();
    }

    /** Has the token stored though there may be nothing else to write. */
    void storeToken(Ownership ownership) {
        ownership.read("store the token");
        ownership.commanded("store the token");
        engine.requireLog("store the token");
        storesToken = true;
    }

    /** The whole way, one stage a line. */
    Attempted attempt(Attempt attempt, Session work) {
        engine.listeners().before(scope.context(), work, this, tracker);
        Moment moment = scope.commit();
        List<Tracked> tracked = tracker.tracked();
        RecordedEvents events = RecordedEvents.of(tracked);
        ChangeSet changes = engine.differ().diff(tracked, tracker, moment);
        ChangeSet decided = engine.policies().apply(changes, moment);
        RowPlan plan = engine.planner().plan(decided);
        if (plan.isEmpty() && sets.isEmpty() && !storesToken) {
            scope.connections().finish();
            return handOver(events, Receipt.EMPTY);
        }
        CommitScript script = engine.renderer().render(plan, attempt, moment, around(plan, tracked, moment));
        CommitOutcome outcome = sent(script, decided);
        return switch (outcome) {
            case Fenced fenced -> new Dead(fenced.failure());
            case Committed committed -> {
                tracker.accept(decided, committedRows.filled(decided, committed));
                Map<Class<?>, Long> hits = sets.committed(committed, tracker);
                CommandToken token = engine.log() == null ? null : attempt.token();
                yield handOver(events, new Receipt(token, plan, decided, tracked, committed, hits));
            }
        };
    }

    private Surroundings around(RowPlan plan, List<Tracked> tracked, Moment moment) {
        return new Surroundings(scope.connections().commitsMessages(), sets.steps(plan, tracked, moment));
    }

    private CommitOutcome sent(CommitScript script, ChangeSet decided) {
        scope.watch().admitCommit();
        List<AggregateModel> many = sets.written();
        view.sending(decided, many);
        try (Recorded commit = scope.watch().commit(decided, Commit::types)) {
            CommitOutcome outcome = engine.executor().execute(script, scope);
            if (outcome instanceof Committed) {
                view.changed(decided, many);
                scope.watch().done();
                commit.succeeded(decided.aggregates().size());
            } else {
                view.refused(decided);
            }
            return outcome;
        } catch (CommitOutcomeUnknownException unknown) {
            view.changed(decided, many);
            throw unknown;
        } catch (RuntimeException refused) {
            view.refused(decided);
            throw refused;
        }
    }

    private static String types(ChangeSet decided) {
        return decided.aggregates().stream()
                .map(change -> change.owner().type().getSimpleName())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** It is certain: what happened is told, once, when no connection is held any more that listeners might wait for. */
    private Attempted handOver(RecordedEvents events, CommitReceipt receipt) {
        if (!scope.connections().isUsable()) {
            scope.connections().release();
        }
        events.clear();
        engine.listeners().after(scope.context(), receipt, events.all());
        return new Done(receipt);
    }

    /** What a failure leaves of the unit of work, and who hears of it. */
    void failed(RuntimeException failure, Ownership ownership) {
        view.distrust();
        boolean usable = scope.connections().isUsable();
        ownership.failed(failure, Retry.isMendable(failure, engine.errors()), usable);
        if (ownership.isManaged() || !usable) { // nobody goes on with it
            scope.connections().release();
        }
        tellConflict(failure);
        engine.listeners().failed(scope.context(), failure);
    }

    private void tellConflict(RuntimeException failure) {
        if (failure instanceof StaleAggregateException stale) {
            scope.watch()
                    .conflict(
                            stale.stale().stream()
                                    .map(one -> one.type().getSimpleName())
                                    .toList(),
                            stale.stale().get(0).reason().name());
        } else if (failure instanceof DatabaseException database
                && engine.errors().isConflict(database)) {
            scope.watch().conflict(List.of(), database.sqlState().orElse(""));
        }
    }

    /** What it would do. */
    CommitPlan plan() {
        Moment moment = scope.commit();
        ChangeSet changes = engine.differ().diff(tracker.tracked(), tracker, moment);
        RowPlan plan = engine.planner().plan(engine.policies().apply(changes, moment));
        return StampedPlan.of(plan, engine.policies(), moment);
    }

    /** Takes one aggregate as far as a commit goes before the database is asked; what that throws is of this one alone. */
    void examine(Tracked one) {
        Moment moment = scope.commit();
        engine.policies().apply(engine.differ().diff(List.of(one), tracker, moment), moment);
    }

    /** What would be written as the aggregates are now, whether or not it could be loaded again. */
    ChangeSet changes() {
        return engine.differ().compare(tracker.tracked(), tracker, scope.reading());
    }
}
