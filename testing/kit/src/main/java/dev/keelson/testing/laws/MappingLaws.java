package dev.keelson.testing.laws;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.laws.MappingLawsError.Broken;
import dev.keelson.testing.laws.RowMaker.Plenty;
import dev.keelson.work.Inside;
import dev.keelson.work.Keelson;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Policies;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries the laws of mappings ({@link Law}) on generated states of every aggregate, against the real database:
 *
 * <pre>{@code
 * MappingLaws.check(keelson);
 * }</pre>
 *
 * or with a say in it:
 *
 * <pre>{@code
 * MappingLaws.of(keelson)
 *         .seed(42)
 *         .states(50)
 *         .example(Order.class, chance -> Orders.placed(chance.stored(Customer.class), chance.cents()))
 *         .generate(Money.class, random -> Money.euros(random.nextInt(1000)))
 *         .except("Order.searchText")
 *         .check();
 * }</pre>
 *
 * <p>For a database of tests, which may have rows of others: what is stored is new, and taken back at the end; no row is touched that was
 * not inserted here. Lines in {@code keelson_commits} stay. Used by one thread.
 */
public final class MappingLaws {

    private static final int FAILING_STATES = 3;
    private static final int REFUSALS = 100;
    private static final String NAME = "mapping-laws";

    private final Keelson keelson;
    private final Choices choices = new Choices();
    private final List<Broken> broken = new ArrayList<>();

    private MappingLaws(Keelson keelson) {
        this.keelson = keelson;
    }

    /**
     * Tries all laws on 20 states of each aggregate.
     *
     * @throws MappingLawsError with all laws that are broken
     * @throws IllegalStateException if no states of an aggregate can be generated, or the application connects as a superuser
     */
    public static void check(Keelson keelson) {
        of(keelson).check();
    }

    /** Starts a check that says more. */
    public static MappingLaws of(Keelson keelson) {
        return new MappingLaws(keelson);
    }

    /** Tries the states of this seed, which an error tells. */
    public MappingLaws seed(long seed) {
        choices.seed(seed);
        return this;
    }

    /**
     * Tries so many states of each aggregate.
     *
     * @throws IllegalArgumentException if it is none
     */
    public MappingLaws states(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("Cannot try " + count + " states; give at least 1.");
        }
        choices.states(count);
        return this;
    }

    /** Works for this tenant and actor; unless said, for the tenant and the actor {@code mapping-laws}. */
    public MappingLaws context(WorkContext context) {
        choices.context(context);
        return this;
    }

    /**
     * Makes states of an aggregate by a function, each with an identifier of its own; what they refer to comes from {@link
     * Chance#stored}.
     *
     * @throws IllegalArgumentException if no such aggregate is mapped
     */
    public <A> MappingLaws example(Class<A> type, Function<Chance, ? extends A> maker) {
        if (keelson.model().roots(type).isEmpty()) {
            throw new IllegalArgumentException("Cannot take an example of " + type.getName()
                    + ": it is not mapped as an aggregate root. Map it, or say generate(...) of a value.");
        }
        choices.exampled().put(type, maker);
        return this;
    }

    /** Makes all values of a class by a function. */
    public <V> MappingLaws generate(Class<V> type, Function<Random, ? extends V> maker) {
        choices.makers().put(type, maker);
        return this;
    }

    /** Leaves laws out. */
    public MappingLaws except(Law... laws) {
        for (Law law : laws) {
            choices.except(law);
        }
        return this;
    }

    /**
     * Leaves properties out, such as {@code "Order.searchText"}, with all that lies in them.
     *
     * @throws IllegalArgumentException if there is none
     */
    public MappingLaws except(String... paths) {
        Policies policies = Inside.policies(keelson);
        for (String path : paths) {
            if (keelson.model().aggregates().stream().noneMatch(model -> Choices.has(model, policies, path))) {
                throw new IllegalArgumentException("Cannot leave out " + path
                        + ": no aggregate has such a property. Name it from the root on, as \"Order.lines.price\".");
            }
            choices.except(path);
        }
        return this;
    }

    /** Leaves aggregates out, or subclasses that are not mapped on purpose. */
    public MappingLaws except(Class<?>... types) {
        for (Class<?> type : types) {
            choices.except(type);
        }
        return this;
    }

    /** Goes on though the application connects as a superuser, for whom neither privileges nor row security hold. */
    public MappingLaws evenAsSuperuser() {
        choices.allowSuperuser();
        return this;
    }

    /**
     * Tries the laws.
     *
     * @throws MappingLawsError with all laws that are broken
     * @throws IllegalStateException if no states of an aggregate can be generated, a row cannot be taken back, or the application
     *     connects as a superuser
     * @throws dev.keelson.kernel.error.DatabaseException if the database cannot be reached
     */
    public void check() {
        if (keelson.model().aggregates().isEmpty()) {
            throw new IllegalStateException("Cannot check the laws of mappings: no aggregate is mapped.");
        }
        World world = new World(keelson, choices, context());
        requirePlainRole(world);
        List<String> ungenerated = new ArrayList<>();
        try {
            for (AggregateModel model : keelson.model().aggregates()) {
                if (choices.asks(model)) {
                    check(world, model, ungenerated);
                }
            }
        } finally {
            world.others().forget();
            world.takeBack(world.ledger().entries());
        }
        List<String> further = new ArrayList<>(ungenerated);
        further.addAll(world.left());
        if (!broken.isEmpty()) {
            throw new MappingLawsError(choices.seed(), broken, further);
        }
        if (!further.isEmpty()) {
            throw new IllegalStateException(String.join("\n", further));
        }
    }

    private WorkContext context() {
        WorkContext given = choices.context();
        if (given != null) {
            return given;
        }
        RuntimeException last = new IllegalStateException();
        for (String tenant : List.of(NAME, "6d617070-696e-4761-8c61-7773f0f0f0f0", "1")) {
            WorkContext context = WorkContext.of(TenantId.of(tenant), Actor.of(NAME));
            try {
                Inside.policies(keelson).admit(context);
                return context;
            } catch (RuntimeException refused) { // by a policy, which says what it asks for
                last = refused;
            }
        }
        throw new IllegalStateException(
                "Cannot work for the tenant " + NAME + ": " + last.getMessage()
                        + " Say for whom: .context(WorkContext.of(...)).",
                last);
    }

    private void requirePlainRole(World world) {
        boolean isSuperuser = world.bare("ask who the application connects as", connection -> {
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                return false;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("select rolsuper from pg_roles where rolname = current_user")) {
                return rows.next() && rows.getBoolean(1);
            }
        });
        if (isSuperuser && !choices.allowsSuperuser()) {
            throw new IllegalStateException(
                    "Cannot check the laws of mappings as a superuser: privileges and row security do not hold for"
                        + " one, so that less would be tried than the application meets. Connect as the application's"
                        + " role, or say .evenAsSuperuser().");
        }
    }

    private void check(World world, AggregateModel model, List<String> ungenerated) {
        if (choices.asks(Law.MAPPED)) {
            for (Map.Entry<String, Class<?>> one :
                    new Unmapped().subclasses(model).entrySet()) {
                if (!choices.isExcepted(one.getValue())) {
                    broken.add(new Broken(
                            Law.MAPPED,
                            model.name(),
                            one.getKey(),
                            "every subclass is mapped",
                            one.getValue().getName()
                                    + " is not, so that one of it cannot be stored; map it, or say .except("
                                    + one.getValue().getSimpleName() + ".class)",
                            ""));
                }
            }
        }
        Trial trial = new Trial(world, model);
        List<BrokenLaw> known = new ArrayList<>();
        int refusals = 0;
        int failing = 0;
        for (int n = 0; n < choices.states() && failing < FAILING_STATES; n++) {
            long seed = choices.seed() + 31L * model.name().hashCode() + n + 1_000_003L * refusals;
            world.seed(seed, n > 0 && n % 2 == 0);
            State state = null;
            try {
                Plenty plenty = n == 0 ? Plenty.FULL : n == 1 ? Plenty.LEAST : Plenty.ANY;
                state = world.generated(model, model.type(), plenty);
                trial.of(state);
            } catch (BrokenLaw fault) {
                failing++;
                if (choices.asks(fault.law())
                        && choices.asks(fault.path())
                        && known.stream().noneMatch(fault::isLike)) {
                    known.add(fault);
                    broken.add(told(world, model, state, fault, new Shrinker(world, model, seed, trial.step())));
                }
            } catch (CannotGenerate cannot) {
                ungenerated.add(cannot.getMessage());
                return;
            } catch (Trial.Refused refused) {
                n--;
                if (++refusals > REFUSALS) {
                    ungenerated.add(new CannotGenerate(model.type(), refusals, refused).getMessage());
                    return;
                }
            }
        }
    }

    private Broken told(World world, AggregateModel model, @Nullable State state, BrokenLaw fault, Shrinker shrinker) {
        if (state == null) {
            return new Broken(
                    fault.law(), model.name(), fault.path(), fault.expected(), fault.found(), fault.example());
        }
        Shrinker.Found found = shrinker.shrunk(state, fault);
        Object example = found.state().hydrate(world.relations(found.state(), Others.Stored::aggregate));
        return new Broken(
                fault.law(),
                model.name(),
                found.broken().path(),
                found.broken().expected(),
                found.broken().found(),
                Flat.of(model, example).toString());
    }
}
