package dev.keelson.work.plan;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.diff.Differ;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.hydrate.Targets;
import dev.keelson.work.hydrate.Trial;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.mapping.AggregateMapping;
import dev.keelson.work.mapping.LiveColumns;
import dev.keelson.work.mapping.build.ModelBuilder;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracker;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** A unit of work without a database: aggregates are put on it as if loaded, and a commit is planned, not sent. */
@NullMarked
final class Desk {

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    private final DomainModel model;
    private final Planner planner;
    private final Dehydrator dehydrator = new Dehydrator();
    private final Tracker tracker = new Tracker((model, rows) -> {
        throw new AssertionError("nothing is committed here");
    });

    Desk(Class<?>... types) {
        ModelBuilder builder = new ModelBuilder();
        for (Class<?> type : types) {
            builder.add(type, AggregateMapping.byConvention());
        }
        ModelBuilder.Built built = builder.build(LiveColumns.NONE);
        if (!built.faults().isEmpty()) {
            throw new AssertionError(built.faults());
        }
        this.model = built.model();
        this.planner = new Planner(model, Constraints.MAPPED);
    }

    private AggregateModel model(Object aggregate) {
        return model.find(aggregate.getClass()).orElseThrow();
    }

    /** Aggregates that the database has as they are now, in version 1. */
    Desk loaded(Object... aggregates) {
        for (Object aggregate : aggregates) {
            AggregateModel its = model(aggregate);
            AggregateRows rows =
                    dehydrator.begin().added(its, aggregate, Targets.ANY).rows();
            if (its.root().version() >= 0) {
                rows = rows.withRoot(rows.root().with(its.root().version(), 1L));
            }
            tracker.loaded(
                    dehydrator.identifier(its, aggregate), new Loaded(its, aggregate, rows.root(), rows, false), null);
        }
        return this;
    }

    Desk add(Object... aggregates) {
        for (Object aggregate : aggregates) {
            AggregateModel its = model(aggregate);
            Object id = dehydrator.identifier(its, aggregate);
            tracker.add(its, id, dehydrator.key(its, id), aggregate);
        }
        return this;
    }

    Desk remove(Object... aggregates) {
        for (Object aggregate : aggregates) {
            tracker.remove(tracked(aggregate));
        }
        return this;
    }

    Desk replace(Object... aggregates) {
        for (Object aggregate : aggregates) {
            tracker.replace(tracked(aggregate), model(aggregate), aggregate);
        }
        return this;
    }

    Desk guard(Object... aggregates) {
        for (Object aggregate : aggregates) {
            tracker.guard(tracked(aggregate));
        }
        return this;
    }

    private Tracked tracked(Object aggregate) {
        AggregateModel its = model(aggregate);
        Tracked tracked = tracker.find(its, dehydrator.key(its, dehydrator.identifier(its, aggregate)));
        if (tracked == null) {
            throw new AssertionError("not on the desk: " + aggregate);
        }
        return tracked;
    }

    RowPlan plan() {
        return planner.plan(new Differ(dehydrator, RowLimit.STANDARD, new Trial())
                .diff(tracker.tracked(), tracker, new Moment(CONTEXT)));
    }

    /** What is written, in order: kind, table and key. */
    List<String> writes() {
        return plan().writes().stream()
                .map(change -> change.kind() + " " + change.table() + " " + key(change.row()))
                .toList();
    }

    /** The keys of the guarded roots, in order. */
    List<String> guards() {
        return plan().guards().stream()
                .map(guard -> guard.table() + " " + key(guard.row()))
                .toList();
    }

    private static String key(Row row) {
        return String.valueOf(row.key());
    }
}
