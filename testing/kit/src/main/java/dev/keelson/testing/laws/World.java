package dev.keelson.testing.laws;

import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.testing.laws.Others.Stored;
import dev.keelson.testing.laws.RowMaker.Plenty;
import dev.keelson.testing.laws.values.Values;
import dev.keelson.work.Inside;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.database.Database.Use;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.hydrate.Relations;
import dev.keelson.work.hydrate.Targets;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One Keelson and its database, as the laws use them: each unit of work has an instant of its own. Used by one thread. */
final class World {

    private static final int TRIES = 200;
    private static final int MOST_LEFT = 10;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final List<Plenty> TURNS = List.of(Plenty.FULL, Plenty.LEAST, Plenty.ANY);

    private final Keelson keelson;
    private final Choices choices;
    private final Policies policies;
    private final Ledger ledger;
    private final Others others = new Others(this);
    private final List<String> left = new ArrayList<>();
    private Random random = new Random(0);
    private Values values;
    private WorkContext context;
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    World(Keelson keelson, Choices choices, WorkContext context) {
        this.keelson = keelson;
        this.choices = choices;
        this.policies = Inside.policies(keelson);
        this.ledger = new Ledger(policies);
        this.context = context;
        this.values = new Values(random, choices.makers(), false);
    }

    /**
     * Draws from here on what this seed gives.
     *
     * @param daring whether values are most often of those that mappings lose
     */
    void seed(long seed, boolean daring) {
        random = new Random(seed * SPREAD); // seeds in a row draw alike at first, such as the same class each time
        values = new Values(random, choices.makers(), daring);
    }

    Random random() {
        return random;
    }

    Values values() {
        return values;
    }

    Others others() {
        return others;
    }

    Ledger ledger() {
        return ledger;
    }

    Policies policies() {
        return policies;
    }

    DomainModel model() {
        return keelson.model();
    }

    Choices choices() {
        return choices;
    }

    /** Does something in a unit of work, a second after the last one; what it does not commit is dropped. */
    <T extends @Nullable Object> T in(AggregateModel model, Function<SqlUnitOfWork, T> work) {
        try (SqlUnitOfWork begun = begin(model)) {
            try {
                return work.apply(begun);
            } finally {
                begun.discard();
            }
        }
    }

    private SqlUnitOfWork begin(AggregateModel model) {
        now = now.plusSeconds(1);
        context = context.withClock(Clock.fixed(now, ZoneOffset.UTC));
        SqlUnitOfWork work = keelson.begin(context);
        return model.belonging().shared() ? work.acrossTenants("mapping laws") : work;
    }

    /** The moment of the last unit of work. */
    Moment moment() {
        return new Moment(context);
    }

    /** Does something with the bare rows. */
    <T extends @Nullable Object> T bare(String attempted, Use<T> use) {
        return Inside.with(keelson, context, attempted, use);
    }

    /** The next key that the database makes. */
    @Nullable
    Object[] drawn(AggregateModel model) {
        return in(model, work -> new Dehydrator().key(model, work.nextId(model.type())));
    }

    /** Has a root be the context's own, and seen. */
    void admit(AggregateModel model, @Nullable Object[] root) {
        for (PolicyColumn wall : policies.rule(model.root()).walls()) {
            int column = model.root().position(wall.name());
            if (column >= 0) {
                root[column] = moment().value(wall);
            }
        }
        if (model.belonging().hiding() != null) {
            root[model.belonging().hiding().column()] =
                    model.belonging().hiding().seen();
        }
    }

    /**
     * A state that constructors take.
     *
     * @throws CannotGenerate if none could be made
     */
    State generated(AggregateModel model, Class<?> wanted, Plenty plenty) {
        List<Function<Chance, ?>> examples = choices.examples(model, wanted);
        if (!examples.isEmpty()) {
            return exemplary(model, examples.get(random.nextInt(examples.size())));
        }
        RuntimeException last = null;
        for (int tries = 0; tries < TRIES; tries++) {
            if (tries == TRIES / 4) {
                values.plausible().calmed(); // for the rest of this state
            }
            Plenty amount = tries < TRIES / 4 ? plenty : TURNS.get(tries % TURNS.size());
            try {
                State state = new RowMaker(this, model, amount).make(wanted);
                return normal(state, state.hydrate(relations(state, Stored::aggregate)));
            } catch (HydrationException | UnstorableValueException | IllegalStateException refused) {
                last = refused;
            }
        }
        throw new CannotGenerate(wanted, TRIES, last);
    }

    private State exemplary(AggregateModel model, Function<Chance, ?> maker) {
        Object example = maker.apply(new Chance(random, type -> others.id(roots(type))));
        if (example == null) {
            throw new IllegalStateException(
                    "The example of " + model.name() + " is null. Have its function give an aggregate.");
        }
        AggregateModel own = model().find(example.getClass()).orElse(model);
        if (own.sequence() == null) {
            dehydratable(own, example);
        }
        Flat given = Flat.of(own, example);
        try {
            Set<String> stamped = new HashSet<>();
            State state = rows(own, example).stamped(policies, moment(), values.plausible(), stamped);
            Object again = state.hydrate(relations(state, Stored::aggregate));
            Unmapped.compare(given, Flat.of(own, again), stamped, choices);
            Unmapped.compare(own, example, again, choices);
            return state;
        } catch (HydrationException unmade) {
            throw BrokenLaw.unmade(own.name(), unmade).showing(given.toString());
        } catch (BrokenLaw broken) {
            throw broken.showing(given.toString());
        }
    }

    private static void dehydratable(AggregateModel model, Object example) {
        new Dehydrator().identifier(model, example);
    }

    Roots roots(Class<?> type) {
        return model().roots(type)
                .orElseThrow(() -> new IllegalArgumentException(type.getName()
                        + " is not mapped as an aggregate root, so that none is stored. Map it, or"
                        + " leave it out of the example."));
    }

    private State rows(AggregateModel model, Object aggregate) {
        try {
            return State.of(
                    model,
                    new Dehydrator()
                            .begin()
                            .added(model, aggregate, Targets.ANY)
                            .rows());
        } catch (UnstorableValueException refused) {
            throw BrokenLaw.of(
                    Law.ROUND_TRIP, refused.property(), "it is stored", String.valueOf(refused.getMessage()));
        }
    }

    /** The state as the object has it, whose constructor may have made something else of the rows. */
    State normal(State state, Object aggregate) {
        return State.of(
                state.model(),
                new Dehydrator()
                        .begin()
                        .added(state.model(), aggregate, Targets.ANY)
                        .rows());
    }

    Relations relations(State state, Function<Stored, Object> resolve) {
        return others.relations(state, resolve);
    }

    /** Tells of rows that could not be taken back, with the reason. */
    List<String> left() {
        List<String> told = new ArrayList<>();
        left.stream().limit(MOST_LEFT).forEach(row -> told.add("A row of the laws is left in " + row));
        if (left.size() > MOST_LEFT) {
            told.add((left.size() - MOST_LEFT) + " further rows of the laws are left.");
        }
        return told;
    }

    /** The same within a unit of work, which has objects of its own. */
    Relations within(SqlUnitOfWork work, State state) {
        return others.relations(state, one -> work.get(one.aggregate().getClass(), one.id()));
    }

    /** Stores a state. */
    Stored store(State state) {
        return in(state.model(), work -> store(work, state, state.hydrate(within(work, state))));
    }

    private Stored store(SqlUnitOfWork work, State state, Object aggregate) {
        work.add(aggregate);
        CommitPlan plan = work.plan();
        CommitReceipt receipt = ledger.inserted(state.model(), work);
        List<Ledger.Entry> rows = new ArrayList<>(ledger.planned(state.model(), plan));
        Object id = Objects.requireNonNull(state.model().identifier().of(aggregate));
        rows.sort(Comparator.comparing(row -> !row.type().equals(state.model().root())));
        return new Stored(
                state, receipt.current(aggregate.getClass(), id), id, receipt.version(aggregate.getClass(), id), rows);
    }

    /** Takes back all that is left of what the laws inserted. */
    void takeBack(List<Ledger.Entry> rows) {
        if (!rows.isEmpty()) {
            left.addAll(bare(
                    "take back the rows of the mapping laws",
                    connection -> ledger.takeBack(connection, rows, moment())));
            model().aggregates().stream()
                    .filter(one -> one.cache() != null)
                    .forEach(one -> keelson.evictAll(one.type()));
        }
    }
}
