package dev.keelson.work;

import dev.keelson.kernel.CommandOutcome;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.ReadFunction;
import dev.keelson.kernel.Reading;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkAction;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.WorkFunction;
import dev.keelson.work.database.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The factory of units of work that differ from {@link Keelson}'s own: they have other timeouts or another budget, or may stand
 * inside of others and commit on their own. Thread-safe.
 */
final class Derived implements UnitOfWorkFactory {

    private final Keelson keelson;
    private final UseCases useCases;
    private final boolean independent;
    private final Terms terms;

    /**
     * @param independent whether its calls may stand inside of others
     * @param terms of its units of work, but for their isolation
     */
    Derived(Keelson keelson, UseCases useCases, boolean independent, Terms terms) {
        this.keelson = keelson;
        this.useCases = useCases;
        this.independent = independent;
        this.terms = terms;
    }

    private Terms terms(Isolation isolation) {
        return terms.with(isolation);
    }

    private <T extends @Nullable Object, X extends Exception> T called(
            WorkContext context, Isolation isolation, @Nullable CommandToken token, WorkFunction<T, X> work) throws X {
        return independent
                ? useCases.callAnywhere(context, terms(isolation), token, work)
                : useCases.call(context, terms(isolation), token, work);
    }

    @Override
    public UnitOfWork begin(WorkContext context) {
        return useCases.begin(context, terms(Isolation.DEFAULT));
    }

    @Override
    public UnitOfWork begin(WorkContext context, Isolation isolation) {
        return useCases.begin(context, terms(isolation));
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(WorkContext context, WorkFunction<T, X> work)
            throws X {
        return called(context, Isolation.DEFAULT, null, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, CommandToken token, WorkFunction<T, X> work) throws X {
        return called(context, Isolation.DEFAULT, token, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Isolation isolation, WorkFunction<T, X> work) throws X {
        return called(context, isolation, null, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Isolation isolation, CommandToken token, WorkFunction<T, X> work) throws X {
        return called(context, isolation, token, work);
    }

    @Override
    public <X extends Exception> void run(WorkContext context, Isolation isolation, WorkAction<X> work) throws X {
        called(context, isolation, null, UseCases.asFunction(work));
    }

    @Override
    public <X extends Exception> void run(
            WorkContext context, Isolation isolation, CommandToken token, WorkAction<X> work) throws X {
        called(context, isolation, token, UseCases.asFunction(work));
    }

    @Override
    public <X extends Exception> void run(WorkContext context, WorkAction<X> work) throws X {
        called(context, Isolation.DEFAULT, null, UseCases.asFunction(work));
    }

    @Override
    public <X extends Exception> void run(WorkContext context, CommandToken token, WorkAction<X> work) throws X {
        called(context, Isolation.DEFAULT, token, UseCases.asFunction(work));
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkContext context, ReadFunction<Reading, T, X> read) throws X {
        return read(context, Isolation.DEFAULT, read);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkContext context, Isolation isolation, ReadFunction<Reading, T, X> read) throws X {
        return independent
                ? useCases.readAnywhere(context, terms(isolation), read)
                : useCases.read(context, terms(isolation), read);
    }

    @Override
    public CommandOutcome outcome(WorkContext context, CommandToken token) {
        return keelson.outcome(context, token);
    }

    @Override
    public CommandOutcome outcome(WorkContext context, CommandToken token, int attempt) {
        return keelson.outcome(context, token, attempt);
    }

    @Override
    public UnitOfWorkFactory independently() {
        return independent ? this : new Derived(keelson, useCases, true, terms);
    }

    @Override
    public UnitOfWorkFactory withTimeouts(Duration statement, Duration lock) {
        return new Derived(keelson, useCases, independent, terms.with(new Timeouts(statement, lock)));
    }

    @Override
    public UnitOfWorkFactory withStatementBudget(int statements) {
        return new Derived(keelson, useCases, independent, terms.within(Watching.checkedBudget(statements)));
    }
}
