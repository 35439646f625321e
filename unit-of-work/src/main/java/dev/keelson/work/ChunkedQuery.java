package dev.keelson.work;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.query.Fields;
import dev.keelson.work.query.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A query whose aggregates are changed chunk by chunk, each chunk by a unit of work of its own, in the order of their identifiers: for
 * jobs over more than memory holds. What a chunk changes is committed before the next one is loaded, so that a job that ends early has done
 * some of its work, and is begun again. Used by one thread, once.
 *
 * @param <A> the aggregate root
 */
public final class ChunkedQuery<A> {

    private final Keelson keelson;
    private final WorkContext context;
    private final Class<A> type;
    private final List<Function<Fields, Condition>> conditions = new ArrayList<>();
    private Consumer<? super Progress> progress = ignored -> {};

    ChunkedQuery(Keelson keelson, WorkContext context, Class<A> type) {
        this.keelson = keelson;
        this.context = Objects.requireNonNull(context, "context");
        this.type = Objects.requireNonNull(type, "type");
    }

    /**
     * What is done with a chunk.
     *
     * @param <A> the aggregate root
     * @param <X> what it may throw, which ends the job
     */
    @FunctionalInterface
    public interface ChunkAction<A, X extends Exception> {

        /**
         * Changes aggregates, which are committed afterwards. It may run again from the start where others changed one meanwhile, as the
         * function of {@code call}.
         */
        void apply(SqlUnitOfWork work, List<A> chunk) throws X;
    }

    /**
     * How far a job is.
     *
     * @param chunks how many are committed
     * @param aggregates how many these held
     */
    public record Progress(long chunks, long aggregates) {}

    /** Restricts the roots, as {@link AggregateQuery#where(Function)} does; several restrict together. */
    public ChunkedQuery<A> where(Function<Fields, Condition> restriction) {
        conditions.add(Objects.requireNonNull(restriction, "restriction"));
        return this;
    }

    /** Is told after each commit how far the job is. */
    public ChunkedQuery<A> onProgress(Consumer<? super Progress> told) {
        progress = Objects.requireNonNull(told, "told");
        return this;
    }

    /**
     * Does this with all aggregates, some at a time.
     *
     * @param size how many at most a chunk has
     * @return how many there were
     * @throws X whatever the function throws; the chunks before are committed
     * @throws IllegalArgumentException if the size is below 1
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException inside of {@code call} or {@code run}, which would repeat chunks that
     *     are committed
     */
    public <X extends Exception> Progress forEachChunk(int size, ChunkAction<? super A, X> action) throws X {
        if (size < 1) {
            throw new IllegalArgumentException("Cannot work by chunks of " + size + " aggregates; give 1 or more.");
        }
        Objects.requireNonNull(action, "action");
        Progress done = new Progress(0, 0);
        Optional<String> next = Optional.empty();
        do {
            Page<A> chunk = chunk(next.orElse(null), size, action);
            next = chunk.next();
            if (!chunk.items().isEmpty()) {
                done = new Progress(
                        done.chunks() + 1, done.aggregates() + chunk.items().size());
                progress.accept(done);
            }
        } while (next.isPresent());
        return done;
    }

    private <X extends Exception> Page<A> chunk(@Nullable String cursor, int size, ChunkAction<? super A, X> action)
            throws X {
        return keelson.call(context, aggregates -> {
            SqlUnitOfWork work = (SqlUnitOfWork) aggregates; // as every unit of work of Keelson is
            AggregateQuery<A> query = work.query(type);
            conditions.forEach(query::where);
            Page<A> page = (cursor == null ? query : query.after(cursor)).page(size);
            if (!page.items().isEmpty()) {
                action.apply(work, new ArrayList<>(page.items()));
            }
            return page;
        });
    }
}
