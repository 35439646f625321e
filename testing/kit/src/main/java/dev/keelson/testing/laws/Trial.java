package dev.keelson.testing.laws;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.testing.laws.Leaves.Leaf;
import dev.keelson.testing.laws.Others.Stored;
import dev.keelson.testing.laws.RowMaker.Plenty;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Tries the laws on one state: stores it, loads it, changes each of its leaves, removes it. Used by one thread. */
final class Trial {

    private static final String STORED = "stored";
    private static final String REMOVED = "removed";
    private static final String NOTHING = "nothing to commit after a load";
    private static final int TRIES = 8;
    private static final int CHANGES_OF_A_LEAF = 3;

    private final World world;
    private final AggregateModel model;
    private final Choices choices;
    private final Checks checks;
    private String step = STORED;
    private final Map<String, Integer> changed = new HashMap<>();

    Trial(World world, AggregateModel model) {
        this.world = world;
        this.model = model;
        this.choices = world.choices();
        this.checks = new Checks(world, model);
    }

    /** A state that the database refused for a reason of its own, as a constraint, so that another one is to be tried. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(KeelsonException by) {
            super(by.getMessage(), by);
        }
    }

    /**
     * Tries all laws, and takes back what it stored.
     *
     * @throws BrokenLaw if one is broken
     * @throws Refused if the database does not take the state
     */
    void of(State state) {
        of(state, null);
    }

    /**
     * The same up to the step in which a law broke before.
     *
     * @param only the step, or null for all
     */
    void of(State state, @Nullable String only) {
        step = STORED;
        Stored stored = stored(state);
        try {
            Moment moment = world.moment();
            checks.policies(stored.rows(), moment, RowOperation.Kind.INSERT);
            checks.version(stored.rows().get(0), stored.version(), OptionalLong.empty(), moment);
            Flat now = loaded(stored, Flat.of(model, stored.aggregate()));
            if (!STORED.equals(only)) {
                Flat last = changes(world.normal(state, stored.aggregate()), stored, now, only);
                step = REMOVED;
                boolean isRemoved = model.belonging().hiding() == null; // else the domain says when it is deleted
                if (isRemoved && choices.asks(Law.DELETE) && (only == null || only.equals(REMOVED))) {
                    new Removal(world, model, checks).of(stored, last);
                }
            }
        } finally {
            world.takeBack(stored.rows());
        }
    }

    /** The step that was tried last. */
    String step() {
        return step;
    }

    private Stored stored(State state) {
        try {
            return world.store(state);
        } catch (UnstorableValueException unstorable) {
            throw checks.broken(Law.ROUND_TRIP, unstorable.property(), "it is stored", unstorable);
        } catch (HydrationException | IllegalStateException unmade) {
            throw BrokenLaw.of(
                    Law.ROUND_TRIP,
                    model.name(),
                    "an object is made of the same rows again",
                    String.valueOf(unmade.getMessage()));
        } catch (KeelsonException refused) {
            throw new Refused(refused);
        }
    }

    private Flat loaded(Stored stored, Flat expected) {
        try {
            return world.in(model, work -> loaded(work, stored, expected));
        } catch (HydrationException unreadable) {
            throw checks.unreadable(unreadable);
        } catch (UnstorableValueException unstorable) {
            throw checks.broken(Law.NO_FALSE_WRITE, unstorable.property(), NOTHING, unstorable);
        } catch (AggregateNotFoundException lost) {
            throw checks.broken(Law.ROUND_TRIP, model.name(), "it is found after its commit", lost);
        }
    }

    private Flat loaded(SqlUnitOfWork work, Stored stored, Flat expected) {
        Flat found = Flat.of(model, work.get(stored.aggregate().getClass(), stored.id()));
        checks.same(expected, found);
        if (choices.asks(Law.NO_FALSE_WRITE)) {
            CommitPlan plan = work.plan();
            CommitReceipt receipt = work.commit();
            if (!plan.isEmpty() || !receipt.isEmpty() || receipt.roundTrips() > 0) {
                throw BrokenLaw.of(Law.NO_FALSE_WRITE, checks.path(plan), NOTHING, plan.toString());
            }
        }
        return found;
    }

    /** Changes each leaf that was not changed often enough, one commit each; gives what is stored in the end. */
    private Flat changes(State first, Stored stored, Flat stands, @Nullable String only) {
        State state = first;
        Flat now = stands;
        int leaves = Leaves.of(state).size();
        for (int n = 0; n < leaves; n++) {
            List<Leaf> all = Leaves.of(state);
            Leaf leaf = n < all.size() ? all.get(n) : null;
            if (leaf == null || !isWorthTrying(leaf) || !(only == null || only.equals(leaf.path()))) {
                continue;
            }
            State next = changed(state, leaf, now);
            if (next != null) {
                step = leaf.path();
                changed.merge(leaf.path(), 1, Integer::sum);
                Flat after = committed(next, leaf, stored, now);
                if (after != null) {
                    now = loaded(stored, after);
                    state = next;
                }
            }
        }
        return now;
    }

    private boolean isWorthTrying(Leaf leaf) {
        return !(leaf.content() instanceof SiblingContent)
                && choices.asks(leaf.path())
                && changed.getOrDefault(leaf.path(), 0) < CHANGES_OF_A_LEAF
                && ColumnMaker.columns(leaf.content()).stream().noneMatch(column -> isAnothers(leaf, column));
    }

    /** Whether a column is not the domain's to change. */
    private boolean isAnothers(Leaf leaf, int column) {
        Column one = leaf.row().type().column(column);
        boolean isHiding = model.belonging().hiding() != null
                && leaf.table().index() == 0
                && model.belonging().hiding().column() == column;
        return isHiding
                || one.writer() == Column.Writer.DATABASE
                || world.policies().rule(leaf.row().type()).columns().stream()
                        .anyMatch(policy -> policy.name().equals(one.name()));
    }

    private @Nullable State changed(State state, Leaf leaf, Flat now) {
        int table = leaf.table().index();
        int place = state.rows(table).indexOf(leaf.row());
        for (int tries = 0; tries < TRIES; tries++) {
            State next = changedOnce(state, leaf, table, place, now);
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    /** The state with another value, or null where it is the same, or a constructor refuses it. */
    private @Nullable State changedOnce(State state, Leaf leaf, int table, int place, Flat now) {
        try {
            Row row = new RowMaker(world, model, Plenty.ANY).columns().changed(leaf);
            State next = state.with(table, place, row);
            Object made = next.hydrate(world.relations(next, Stored::aggregate));
            State normal = world.normal(next, made);
            return choices.first(Flat.of(model, made).differing(now)) == null ? null : normal;
        } catch (HydrationException | UnstorableValueException | IllegalStateException | CannotGenerate refused) {
            return null;
        }
    }

    /** Commits a change; gives the state that memory has then, or null where the database refused the value. */
    private @Nullable Flat committed(State next, Leaf leaf, Stored stored, Flat before) {
        try {
            return world.in(model, work -> committed(work, next, leaf, stored, before));
        } catch (ConstraintViolationException refused) {
            return null;
        } catch (UnstorableValueException unstorable) {
            throw checks.broken(Law.ROUND_TRIP, unstorable.property(), "its change is stored", unstorable);
        } catch (KeelsonException failure) {
            throw checks.broken(Law.ROUND_TRIP, leaf.path(), "its change is stored", failure);
        }
    }

    private Flat committed(SqlUnitOfWork work, State next, Leaf leaf, Stored stored, Flat before) {
        Class<?> type = stored.aggregate().getClass();
        Object loaded = work.get(type, stored.id());
        OptionalLong version =
                model.root().version() < 0 ? OptionalLong.empty() : OptionalLong.of(work.version(loaded));
        Object made = next.hydrate(world.within(work, next));
        Flat after = Flat.of(model, made);
        work.replace(made);
        CommitPlan plan = work.plan();
        checks.minimal(leaf.path(), plan, before.differing(after), before, after);
        CommitReceipt receipt = work.commit();
        stored.rows().addAll(world.ledger().planned(model, plan));
        checks.raised(stored, receipt, version, world.moment(), plan);
        return Flat.of(model, work.get(type, stored.id()));
    }
}
