package dev.keelson.work;

import dev.keelson.kernel.CommandOutcome;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkAction;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.WorkFunction;
import org.jspecify.annotations.Nullable;

/** The factory whose calls may stand inside of others, and commit on their own. Thread-safe. */
final class Independent implements UnitOfWorkFactory {

    private final Keelson keelson;

    Independent(Keelson keelson) {
        this.keelson = keelson;
    }

    @Override
    public UnitOfWork begin(WorkContext context) {
        return keelson.begin(context);
    }

    @Override
    public UnitOfWork begin(WorkContext context, Isolation isolation) {
        return keelson.begin(context, isolation);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(WorkContext context, WorkFunction<T, X> work)
            throws X {
        return keelson.independent(context, Isolation.DEFAULT, null, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, CommandToken token, WorkFunction<T, X> work) throws X {
        return keelson.independent(context, Isolation.DEFAULT, token, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Isolation isolation, WorkFunction<T, X> work) throws X {
        return keelson.independent(context, isolation, null, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Isolation isolation, CommandToken token, WorkFunction<T, X> work) throws X {
        return keelson.independent(context, isolation, token, work);
    }

    @Override
    public <X extends Exception> void run(WorkContext context, Isolation isolation, WorkAction<X> work) throws X {
        keelson.independent(context, isolation, null, Keelson.asFunction(work));
    }

    @Override
    public <X extends Exception> void run(
            WorkContext context, Isolation isolation, CommandToken token, WorkAction<X> work) throws X {
        keelson.independent(context, isolation, token, Keelson.asFunction(work));
    }

    @Override
    public <X extends Exception> void run(WorkContext context, WorkAction<X> work) throws X {
        keelson.independent(context, Isolation.DEFAULT, null, Keelson.asFunction(work));
    }

    @Override
    public <X extends Exception> void run(WorkContext context, CommandToken token, WorkAction<X> work) throws X {
        keelson.independent(context, Isolation.DEFAULT, token, Keelson.asFunction(work));
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
        return this;
    }
}
