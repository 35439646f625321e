package dev.keelson.work;

import dev.keelson.kernel.CommandOutcome;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.ReadFunction;
import dev.keelson.kernel.WorkAction;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.WorkFunction;
import dev.keelson.work.Ownership.Begun;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.execute.CommitLog;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets use cases in, one by one: whom the policies admit, as long as Keelson is open, where one may begin. Thread-safe. */
final class UseCases {

    private final Engine engine;
    private final Retry retry;

    UseCases(Engine engine) {
        this.engine = engine;
        this.retry = new Retry(engine);
    }

    /** Begins a unit of work for somebody who commits it by hand. */
    SqlUnitOfWork begin(WorkContext context, Terms terms) {
        admit(context);
        WorkScope scope = engine.scope(context, terms);
        Ownership ownership = new Ownership(Begun.BY_HAND);
        ownership.open(engine.open().enter(ownership, "a unit of work begun", context.actor()));
        return new Session(engine, scope, ownership);
    }

    /** Calls, unless this thread is inside of another function. */
    <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Terms terms, @Nullable CommandToken token, WorkFunction<T, X> work) throws X {
        engine.nesting().refuse();
        return callAnywhere(context, terms, token, work);
    }

    /** Calls, wherever this thread is. */
    <T extends @Nullable Object, X extends Exception> T callAnywhere(
            WorkContext context, Terms terms, @Nullable CommandToken token, WorkFunction<T, X> work) throws X {
        admit(context);
        OpenWork.Entry entry = engine.open().enter(work, "a call", context.actor());
        try {
            return retry.call(context, terms, token, work);
        } finally {
            entry.end();
        }
    }

    /** Reads, unless this thread is inside of another function. */
    <T extends @Nullable Object, X extends Exception> T read(
            WorkContext context, Terms terms, ReadFunction<? super SqlReading, T, X> read) throws X {
        engine.nesting().refuseReading();
        return readAnywhere(context, terms, read);
    }

    /** Reads, wherever this thread is. */
    <T extends @Nullable Object, X extends Exception> T readAnywhere(
            WorkContext context, Terms terms, ReadFunction<? super SqlReading, T, X> read) throws X {
        admit(context);
        OpenWork.Entry entry = engine.open().enter(read, "a reading", context.actor());
        try {
            return retry.read(context, terms, read);
        } finally {
            entry.end();
        }
    }

    /**
     * Does something else for this context.
     *
     * @param about what is there as long as it is under way
     * @param what how a message calls it
     */
    <T> T aside(WorkContext context, Object about, String what, Supplier<T> done) {
        admit(context);
        OpenWork.Entry entry = engine.open().enter(about, what, context.actor());
        try {
            return done.get();
        } finally {
            entry.end();
        }
    }

    /** What became of a command. */
    CommandOutcome outcome(
            WorkContext context, CommandToken token, BiFunction<CommitLog, WorkScope, Optional<Instant>> question) {
        return aside(context, token, "a question for an outcome", () -> {
            CommitLog log = engine.requireLog("tell the outcome of command " + token.value());
            return new CommandOutcome(token, question.apply(log, engine.own(context)));
        });
    }

    static <X extends Exception> WorkFunction<@Nullable Void, X> asFunction(WorkAction<X> work) {
        return aggregates -> {
            work.accept(aggregates);
            return null;
        };
    }

    private void admit(WorkContext context) {
        Objects.requireNonNull(context, "context");
        engine.policies().admit(context);
    }
}
