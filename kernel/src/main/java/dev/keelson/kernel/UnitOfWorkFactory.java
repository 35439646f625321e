package dev.keelson.kernel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens units of work; what an application service has injected.
 *
 * <p>{@code begin} hands the unit of work to the caller, who commits and closes it, and decides about conflicts. {@code
 * call} and {@code run} do all that: they commit once, after the function, run it again on a fresh unit of work after a
 * conflict (a version, 40001, 40P01, or others who added first what {@link Aggregates#findOrAdd} found absent; at most 8
 * rounds unless it was set up otherwise, with growing random pauses), and find out what became of a
 * commit whose answer was lost. They have two names because lambdas of both shapes would be ambiguous. There is no
 * ambient unit of work: what needs one is given it. Implementations are thread-safe.
 *
 * <p>{@code read} is for use cases that only read: nothing is compared, committed or stored for them.
 *
 * <p><b>No nesting.</b> {@code call}, {@code run} and {@code read} inside of the function of another of them, of the
 * same factory on the same thread, or inside of a before-commit listener, are refused: the inner one would commit on
 * its own, and once more at each retry of the outer one; or it would read past what the outer one has changed, by a second
 * connection where the outer one holds one. Pass on what the outer function was given, or say so with {@link
 * #independently()}. {@code begin} is allowed anywhere, as are after-commit listeners, whose commit is certain.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
public interface UnitOfWorkFactory {

    /** Opens a unit of work in the {@linkplain Isolation#DEFAULT default mode}; the caller closes it. */
    UnitOfWork begin(WorkContext context);

    /** Opens a unit of work in this mode; the caller closes it. */
    UnitOfWork begin(WorkContext context, Isolation isolation);

    /**
     * Runs the function in a unit of work and commits.
     *
     * @param context for whom and by whom
     * @param work the use case; it may run several times
     * @param <T> the type of its result
     * @param <X> the exception it declares
     * @return the function's result, once the commit is certain
     * @throws X whatever the function throws; then nothing was committed
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if this thread is inside of another one's function
     * @throws dev.keelson.kernel.error.StaleAggregateException if every attempt met a conflict
     * @throws dev.keelson.kernel.error.CommitOutcomeUnknownException if the database cannot be asked what became of
     *     the commit
     */
    <T extends @Nullable Object, X extends Exception> T call(WorkContext context, WorkFunction<T, X> work) throws X;

    /**
     * Runs the function in a unit of work and commits its effects once for this token, across calls and processes, for as
     * long as the commit log keeps it.
     *
     * <p>The token is stored with the effects. A function that writes nothing stores none: the same request, repeated, runs
     * again, and may write then. Where it must not, the function says {@link Aggregates#storeToken()}.
     *
     * @param context for whom and by whom
     * @param token the token of the command
     * @param work the use case; it may run several times
     * @param <T> the type of its result
     * @param <X> the exception it declares
     * @return the function's result, once the commit is certain
     * @throws X whatever the function throws, unless another call with this token was committed
     * @throws dev.keelson.kernel.error.CommandAlreadyCommittedException if another call with this token was
     *     committed, earlier or at the same time; the function may have run, without effect
     * @throws dev.keelson.kernel.error.CommandDeclaredDeadException if the command's outcome was asked for while this ran;
     *     nothing was committed
     * @throws dev.keelson.kernel.error.StaleAggregateException if every attempt met a conflict
     * @throws dev.keelson.kernel.error.CommitOutcomeUnknownException if the database cannot be asked what became of
     *     the commit
     */
    <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, CommandToken token, WorkFunction<T, X> work) throws X;

    /**
     * Runs the function in a unit of work of this isolation and commits, as {@link #call(WorkContext, WorkFunction)} does.
     *
     * @param isolation of each round
     * @param work the use case; it may run several times
     * @param <T> the type of its result
     * @param <X> the exception it declares
     * @return the function's result, once the commit is certain
     * @throws X whatever the function throws; then nothing was committed
     */
    <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Isolation isolation, WorkFunction<T, X> work) throws X;

    /**
     * Runs the function in a unit of work of this isolation and commits its effects once for this token, as
     * {@link #call(WorkContext, CommandToken, WorkFunction)} does.
     *
     * @param isolation of each round
     * @param token the token of the command
     * @param work the use case; it may run several times
     * @param <T> the type of its result
     * @param <X> the exception it declares
     * @return the function's result, once the commit is certain
     * @throws X whatever the function throws, unless another call with this token was committed
     */
    <T extends @Nullable Object, X extends Exception> T call(
            WorkContext context, Isolation isolation, CommandToken token, WorkFunction<T, X> work) throws X;

    /**
     * Runs the action in a unit of work of this isolation and commits, as {@link #call(WorkContext, Isolation, WorkFunction)}
     * does.
     *
     * @param isolation of each round
     * @param work the use case; it may run several times
     * @param <X> the exception it declares
     * @throws X whatever the action throws; then nothing was committed
     */
    <X extends Exception> void run(WorkContext context, Isolation isolation, WorkAction<X> work) throws X;

    /**
     * Runs the action in a unit of work of this isolation and commits its effects once for this token, as
     * {@link #call(WorkContext, Isolation, CommandToken, WorkFunction)} does.
     *
     * @param isolation of each round
     * @param token the token of the command
     * @param work the use case; it may run several times
     * @param <X> the exception it declares
     * @throws X whatever the action throws, unless another call with this token was committed
     */
    <X extends Exception> void run(WorkContext context, Isolation isolation, CommandToken token, WorkAction<X> work)
            throws X;

    /**
     * Runs the action in a unit of work and commits, as {@link #call(WorkContext, WorkFunction)} does.
     *
     * @param context for whom and by whom
     * @param work the use case; it may run several times
     * @param <X> the exception it declares
     * @throws X whatever the action throws; then nothing was committed
     */
    <X extends Exception> void run(WorkContext context, WorkAction<X> work) throws X;

    /**
     * Runs the action in a unit of work and commits its effects once for this token, as
     * {@link #call(WorkContext, CommandToken, WorkFunction)} does.
     *
     * @param context for whom and by whom
     * @param token the token of the command
     * @param work the use case; it may run several times
     * @param <X> the exception it declares
     * @throws X whatever the action throws, unless another call with this token was committed
     * @throws dev.keelson.kernel.error.CommandAlreadyCommittedException if another call with this token was
     *     committed
     * @throws dev.keelson.kernel.error.CommandDeclaredDeadException if the command's outcome was asked for while this ran
     */
    <X extends Exception> void run(WorkContext context, CommandToken token, WorkAction<X> work) throws X;

    /**
     * Runs a function that only reads. No token is drawn, nothing is remembered of the rows, nothing compared at the end and
     * nothing written: its aggregates are plain objects, whose changes nobody notices. Each statement is a transaction of its own
     * and borrows a connection, so that different loads are of different moments.
     *
     * @param context for whom and by whom
     * @param read the use case; it runs again where the database tells a conflict, which a standby may do
     * @param <T> the type of its result
     * @param <X> the exception it declares
     * @return the function's result
     * @throws X whatever the function throws
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if this thread is inside of another one's function
     */
    <T extends @Nullable Object, X extends Exception> T read(WorkContext context, ReadFunction<Reading, T, X> read)
            throws X;

    /**
     * Runs a function that only reads, as {@link #read(WorkContext, ReadFunction)} does, in one transaction that the database
     * itself holds to reading, where it can: {@link Isolation#SNAPSHOT} for loads that must fit each other. It holds a connection from
     * the first statement until the function has returned.
     *
     * @param context for whom and by whom
     * @param isolation of the transaction, {@link Isolation#DEFAULT} for one for each statement
     * @param read the use case; it runs again after a conflict, which {@link Isolation#SERIALIZABLE} may meet
     * @param <T> the type of its result
     * @param <X> the exception it declares
     * @return the function's result, once the database has confirmed what was read
     * @throws X whatever the function throws
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if this thread is inside of another one's function, or the isolation is
     *     {@link Isolation#LOCKING}, since a reading takes no locks, or one that the database does not have
     */
    <T extends @Nullable Object, X extends Exception> T read(
            WorkContext context, Isolation isolation, ReadFunction<Reading, T, X> read) throws X;

    /**
     * Tells for certain what became of a command. If it was not committed, no call of it that has begun in any process can be
     * committed from now on: what is on its way dies on the key, and what runs still ends with {@link
     * dev.keelson.kernel.error.CommandDeclaredDeadException}. A call that begins later may carry the command out. However
     * often this is asked, it leaves one row in the log.
     *
     * @param context for whom and by whom the command was
     * @param token the token of the command
     * @throws dev.keelson.kernel.error.CommitOutcomeUnknownException if the database cannot be asked
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if no commit log is kept
     */
    CommandOutcome outcome(WorkContext context, CommandToken token);

    /**
     * Tells for certain what became of a command of which one call could not learn the outcome: {@code outcome(context,
     * unknown.token(), unknown.attempt())} after a {@link dev.keelson.kernel.error.CommitOutcomeUnknownException}, now or in
     * another process. If it was not committed, that call's effects will never be there; other calls of the same command are
     * left alone, and may still be committed. However often this is asked, it leaves one row in the log at the most.
     *
     * @param context for whom and by whom the command was
     * @param token the token of the command
     * @param attempt which attempt is in doubt, from 1
     * @throws IllegalArgumentException if there can be no such attempt
     * @throws dev.keelson.kernel.error.CommitOutcomeUnknownException if the database cannot be asked
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if no commit log is kept
     */
    CommandOutcome outcome(WorkContext context, CommandToken token, int attempt);

    /**
     * Returns a factory whose {@code call}, {@code run} and {@code read} may be used inside of the function of another. Each
     * commits on its own: its effects stay whatever becomes of the outer one, and are committed again each time the outer one runs
     * again. Give it a token of its own where that must not be. Where the outer one holds a connection, this takes a second one.
     */
    UnitOfWorkFactory independently();

    /**
     * Returns a factory of units of work with timeouts of their own: for a report that may take long, or a request that must not.
     * They are told to the database with each statement.
     *
     * @param statement how long one statement may take, its locks included
     * @param lock how long it may wait for each lock
     * @throws IllegalArgumentException if the database cannot count one of them
     */
    UnitOfWorkFactory withTimeouts(Duration statement, Duration lock);

    /**
     * Returns a factory of units of work that may send so many statements and no more. A commit counts as one. The statement beyond it
     * is not sent, and throws {@link dev.keelson.kernel.error.StatementBudgetExceededException}; a commit that has begun is never
     * refused.
     *
     * @param statements how many, 0 for as many as it likes
     * @throws IllegalArgumentException if negative
     */
    UnitOfWorkFactory withStatementBudget(int statements);
}
