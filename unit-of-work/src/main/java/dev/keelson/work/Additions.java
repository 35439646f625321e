package dev.keelson.work;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.HiddenAggregateException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.database.Connections;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Belonging.Carried;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.row.Row;
import dev.keelson.work.track.Tracked;
import dev.keelson.work.track.Tracked.State;
import dev.keelson.work.track.Tracker;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds new aggregates to one unit of work, at once or where none is found. What others add at the same moment shows at the
 * commit only, as a row that is there already. Used by the thread of the unit of work.
 */
final class Additions {

    private final Engine engine;
    private final Finder finder;
    private final Tracker tracker;
    private final Connections connections;
    private final Moment reading;

    Additions(Engine engine, Finder finder, Tracker tracker, Connections connections, Moment reading) {
        this.reading = reading;
        this.engine = engine;
        this.finder = finder;
        this.tracker = tracker;
        this.connections = connections;
    }

    /**
     * Adds an aggregate, whether or not the database has one of its identity; where the database makes identifiers, one that
     * has none is given the next.
     *
     * @throws DuplicateAggregateException if another object of its identity is tracked
     */
    void add(Object aggregate) {
        AggregateModel model = engine.model(aggregate.getClass());
        Object id = Identity.of(engine, model, aggregate, connections);
        @Nullable Object[] key = engine.dehydrator().key(model, id);
        if (tracker.find(model, key) == null) {
            Identity.requireDrawn(engine, model, id, key);
        }
        requireOwn(model, key, aggregate);
        tracker.add(model, id, key, aggregate);
    }

    /** What the domain says to be another tenant's is not for this unit of work. */
    private void requireOwn(AggregateModel model, @Nullable Object[] key, Object aggregate) {
        Carried carried = model.belonging().carried();
        if (carried != null) {
            engine.policies()
                    .requireOwn(
                            model, name(model, key), engine.dehydrator().carried(model, carried, aggregate), reading);
        }
    }

    /**
     * The aggregate, found or made.
     *
     * @throws MappingException if the database makes the identifiers
     * @throws DuplicateAggregateException if it is of another class than asked for
     * @throws IllegalArgumentException if what was made is not what was asked for
     */
    <A> A findOrAdd(Roots roots, Class<A> type, Object id, Supplier<? extends A> made) {
        refuseDatabaseMade(roots.first());
        Tracked known = finder.tracked(roots, id);
        if (known != null && known.state() != State.REMOVED) {
            if (!type.isInstance(known.aggregate())) {
                throw new DuplicateAggregateException(known.model().type(), id, true, null);
            }
            return type.cast(known.aggregate());
        }
        Object aggregate = made.get();
        AggregateModel model = required(roots, type, id, aggregate);
        Object its = engine.dehydrator().identifier(model, aggregate);
        @Nullable Object[] key = engine.dehydrator().key(model, its);
        if (!Row.keyOf(key).equals(Row.keyOf(engine.dehydrator().key(roots.first(), id)))) {
            throw refused(
                    roots,
                    id,
                    "the function made " + name(model, key) + " instead. Make it of the very identifier"
                            + " that is asked for, or ask for the one that it makes");
        }
        requireOwn(model, key, aggregate);
        tracker.add(model, its, key, aggregate).addedWhereAbsent();
        return type.cast(aggregate);
    }

    /** The mapping of what was made. */
    private AggregateModel required(Roots roots, Class<?> type, Object id, @Nullable Object aggregate) {
        if (aggregate == null) {
            throw refused(
                    roots,
                    id,
                    "the function made null. It is called where there is no such aggregate, and must make it");
        }
        AggregateModel model = type.isInstance(aggregate) ? engine.model(aggregate.getClass()) : null;
        if (model == null || !roots.members().contains(model)) {
            throw refused(
                    roots,
                    id,
                    "the function made an object of " + aggregate.getClass().getName() + ". Make one of "
                            + type.getSimpleName() + ", or ask for the type that it makes");
        }
        return model;
    }

    private static void refuseDatabaseMade(AggregateModel model) {
        if (model.sequence() != null) {
            throw new MappingException(List.of(new MappingException.Fault(
                    model.identifier().path(),
                    "its identifiers are made by the database when an aggregate is added, so that there is none to find"
                            + " before: findOrAdd cannot be used",
                    "Find it by what identifies it for the domain, with a query, and add where nothing is found; a"
                            + " unique constraint refuses a second one")));
        }
    }

    private IllegalArgumentException refused(Roots roots, Object id, String problem) {
        return new IllegalArgumentException(
                "Cannot find or add " + name(roots.first(), engine.dehydrator().key(roots.first(), id)) + ": " + problem
                        + "; nothing was added.");
    }

    private static String name(AggregateModel model, @Nullable Object[] key) {
        return model.name() + "[" + Row.keyOf(key) + "]";
    }

    /**
     * Whether a commit failed since another one added what was absent here, so that the next round finds it. Which of an
     * aggregate's unique values the database complains of first is chance: its identifier, or any other that both wrote.
     */
    boolean isLostRace(RuntimeException failure) {
        return switch (failure) {
            case HiddenAggregateException hidden -> false;
            case DuplicateAggregateException duplicate ->
                !duplicate.inMemory() && addedWhereAbsent(one -> isOf(one, duplicate));
            case ConstraintViolationException violation ->
                isUnique(violation)
                        && !violation.candidates().isEmpty()
                        && violation.candidates().stream()
                                .allMatch(candidate ->
                                        addedWhereAbsent(one -> one.toString().equals(candidate)));
            default -> false;
        };
    }

    private boolean addedWhereAbsent(Predicate<Tracked> wanted) {
        return tracker.tracked().stream().filter(Tracked::isAddedWhereAbsent).anyMatch(wanted);
    }

    private static boolean isOf(Tracked one, DuplicateAggregateException duplicate) {
        return one.model().type() == duplicate.type() && one.id().equals(duplicate.id());
    }

    private boolean isUnique(ConstraintViolationException violation) {
        return violation.getCause() instanceof SQLException told
                && engine.errors().isUniqueViolation(told);
    }
}
