package dev.keelson.work;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.database.Borrowed;
import dev.keelson.work.database.Connections;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.IdBlocks;
import dev.keelson.work.database.Pinned;
import dev.keelson.work.database.Timeouts;
import dev.keelson.work.database.TransactionIsolation;
import dev.keelson.work.database.TransactionSettings;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.diff.Differ;
import dev.keelson.work.diff.FirstChange;
import dev.keelson.work.execute.Authors;
import dev.keelson.work.execute.CommitLog;
import dev.keelson.work.execute.PortableExecutor;
import dev.keelson.work.execute.PostgresExecutor;
import dev.keelson.work.execute.ScriptExecutor;
import dev.keelson.work.execute.Shield;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.hydrate.Trial;
import dev.keelson.work.load.Loader;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.plan.Constraints;
import dev.keelson.work.plan.Planner;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.projection.Projections;
import dev.keelson.work.query.Questions;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.render.CommitScript.Attempt;
import dev.keelson.work.render.LogStatements;
import dev.keelson.work.render.Renderer;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.schema.ProvedIdentity;
import dev.keelson.work.sets.Assigner;
import dev.keelson.work.sets.SetStatements;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.Errors;
import dev.keelson.work.sql.TemplateCaches;
import dev.keelson.work.tables.RestrictedTables;
import dev.keelson.work.watch.Watch;
import dev.keelson.work.watch.WorkWatch;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stages that all units of work share, each in its room. Immutable, thread-safe.
 *
 * @param settings what policies set for each transaction
 * @param timeouts that each message tells the database, or null where it tells none but a unit of work's own
 * @param errors tells what the errors of the database mean
 * @param log the commit log, or null where none is kept
 * @param shield keeps interrupts away from commits
 * @param authors draws what tells the calls apart
 * @param nesting knows the threads that are inside of a call
 * @param limit of the rows of one aggregate
 * @param numbers by which it behaves
 * @param open what is under way
 * @param caches of SQL texts
 * @param shared the rows that units of work share
 * @param watch who looks on
 */
record Engine(
        DomainModel model,
        Policies policies,
        Database database,
        TransactionSettings settings,
        @Nullable Timeouts timeouts,
        Hydrator hydrator,
        Loader loader,
        Questions questions,
        Projections projections,
        RestrictedTables tables,
        IdBlocks ids,
        Dehydrator dehydrator,
        Differ differ,
        FirstChange firstChange,
        Planner planner,
        Renderer renderer,
        Assigner assigner,
        SetStatements sets,
        ScriptExecutor executor,
        Errors errors,
        @Nullable CommitLog log,
        Shield shield,
        Authors authors,
        Nesting nesting,
        Listeners listeners,
        Repositories repositories,
        RowLimit limit,
        Settings numbers,
        OpenWork open,
        TemplateCaches caches,
        Caches shared,
        Watch watch) {

    static Engine of(
            Wiring wiring,
            DomainModel model,
            Policies policies,
            Database database,
            ProvedIdentity identity,
            Constraints constraints) {
        Settings numbers = wiring.settings();
        TemplateCaches caches = new TemplateCaches(numbers.cachedStatements());
        Shield shield = new Shield(numbers.commitWait());
        CommitLog log = wiring.keepsLog()
                ? new CommitLog(
                        database.profile(),
                        new LogStatements(database.profile(), policies),
                        numbers.outcomeDeadline(),
                        shield)
                : null;
        Timeouts timeouts = wiring.toldBy(database);
        TransactionSettings settings = new TransactionSettings(policies.settings(), database.profile());
        Nesting nesting = new Nesting();
        Hydrator hydrator = new Hydrator();
        Dehydrator dehydrator = new Dehydrator();
        Questions questions = new Questions(model, policies, database.profile(), dehydrator);
        return new Engine(
                model,
                policies,
                database,
                wiring.timeouts() == null ? settings : settings.requireTimeouts(),
                timeouts,
                hydrator,
                new Loader(
                        database.profile(),
                        policies,
                        hydrator,
                        wiring.maxReferenceLevels(),
                        wiring.limit(),
                        identity.unproved(),
                        identity.loose(),
                        keys(database.profile().delivery(), numbers),
                        caches),
                questions,
                new Projections(questions, hydrator, caches),
                new RestrictedTables(model, policies, database.profile()),
                new IdBlocks(database.profile(), model, numbers.numbersPerDraw()),
                dehydrator,
                new Differ(dehydrator, wiring.limit(), new Trial()),
                new FirstChange(dehydrator),
                new Planner(model, constraints),
                new Renderer(policies, database.profile(), constraints, log == null ? null : log.statements(), caches),
                new Assigner(model, policies, dehydrator),
                new SetStatements(database.profile(), policies),
                switch (database.profile().delivery()) {
                    case ONE_MESSAGE -> new PostgresExecutor(database.profile().dialect(), log, shield, caches);
                    case BATCHES ->
                        new PortableExecutor(database.profile().dialect(), log, shield, numbers.rowsPerBatch());
                },
                database.profile().dialect().errors(),
                log,
                shield,
                new Authors(),
                nesting,
                new Listeners(wiring.listeners(), nesting),
                wiring.repositories(),
                wiring.limit(),
                numbers,
                new OpenWork(wiring.watch().trace()),
                caches,
                Caches.of(model, policies),
                wiring.watch());
    }

    private static List<BoundStatement> noSettings(Moment unused) {
        return List.of();
    }

    /** Where keys are listed, each of them is a parameter of every table's branch. */
    private static int keys(Delivery delivery, Settings numbers) {
        return switch (delivery) {
            case ONE_MESSAGE -> numbers.keysPerLoad();
            case BATCHES -> numbers.keysPerListedLoad();
        };
    }

    /**
     * What belongs to a new unit of work.
     *
     * @throws UnitOfWorkStateException if the database has no such isolation
     */
    WorkScope scope(WorkContext context, Terms terms) {
        WorkWatch seen = watch.work(terms.statements());
        return scope(context, terms, seen, ahead -> pinned(terms, ahead, seen));
    }

    /** The shared rows as a unit of work sees them, or a reading: not one that sees the database by a snapshot or locks. */
    CacheView view(WorkScope scope) {
        return shared.isEmpty()
                ? CacheView.NONE
                : new CacheView(shared, policies, scope.reading(), scope.isolation() == Isolation.DEFAULT);
    }

    /** What belongs to work that Keelson does by itself: it has no budget, and nobody minds how often it asks the same. */
    WorkScope own(WorkContext context) {
        WorkWatch seen = watch.aside();
        return scope(context, Terms.DEFAULT, seen, ahead -> pinned(Terms.DEFAULT, ahead, seen));
    }

    private Pinned pinned(Terms terms, List<BoundStatement> ahead, WorkWatch seen) {
        return new Pinned(database, new TransactionIsolation(terms.isolation(), database.profile()), ahead, seen);
    }

    /**
     * What belongs to a new reading. Whose connections a reading takes is said here alone.
     *
     * @throws UnitOfWorkStateException if the database has no such isolation, or it is one for locks
     */
    WorkScope reading(WorkContext context, Terms terms) {
        if (terms.isolation() == Isolation.LOCKING) {
            throw new UnitOfWorkStateException(
                    "read",
                    "one of isolation LOCKING, and a reading takes no locks",
                    "Read by Isolation.SNAPSHOT where loads must fit each other, or lock in a unit of work");
        }
        WorkWatch seen = watch.work(terms.statements());
        return scope(
                context,
                terms,
                seen,
                ahead -> new Pinned(
                        database, TransactionIsolation.toRead(terms.isolation(), database.profile()), ahead, seen));
    }

    private WorkScope scope(
            WorkContext context, Terms terms, WorkWatch seen, Function<List<BoundStatement>, Pinned> pinned) {
        Moment reading = new Moment(context);
        Timeouts bounds = terms.timeouts() == null ? timeouts : terms.timeouts();
        List<BoundStatement> ahead = settings.at(reading, bounds);
        Borrowed aside = new Borrowed(
                database, ahead, ahead.isEmpty() ? Engine::noSettings : moment -> settings.at(moment, bounds), seen);
        Connections own = terms.isolation() == Isolation.DEFAULT ? aside : pinned.apply(ahead);
        return new WorkScope(reading, terms.isolation(), own, aside, seen);
    }

    /**
     * The commit log.
     *
     * @param wanted what it is needed for, as a verb with its object
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if none is kept
     */
    CommitLog requireLog(String wanted) {
        if (log == null) {
            throw CommitLogTable.notKept(wanted);
        }
        return log;
    }

    /** The first attempt of a call of this command; of one that is drawn for it where none is given. */
    Attempt attempt(@Nullable CommandToken given) {
        return given == null ? Attempt.drawn(authors.next()) : Attempt.first(given, authors.next());
    }

    /**
     * Where aggregates of this type are, which may be a type above or within a hierarchy.
     *
     * @throws MappingException if none is mapped
     */
    Roots roots(Class<?> type) {
        Optional<Roots> found = model.roots(type);
        return found.isPresent() ? found.get() : new Roots(type, List.of(model(type)));
    }

    /** All that share the identifiers of this aggregate. */
    Roots family(AggregateModel member) {
        Optional<Roots> found = model.roots(member.family());
        return found.isPresent() ? found.get() : new Roots(member.type(), List.of(member));
    }

    /**
     * The mapping of roots of just this class.
     *
     * @throws MappingException if it is not mapped
     */
    AggregateModel model(Class<?> concrete) {
        AggregateModel found = model.find(concrete).orElse(null);
        if (found == null) {
            throw new MappingException(List.of(new MappingException.Fault(
                    concrete.getName(),
                    "it is not mapped as an aggregate root",
                    "Register it: Keelson.builder().map(" + concrete.getSimpleName() + ".class)")));
        }
        return found;
    }
}
