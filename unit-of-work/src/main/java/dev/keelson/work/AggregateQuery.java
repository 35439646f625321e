package dev.keelson.work;

import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.load.select.Fetches;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.Roots;
import dev.keelson.work.projection.Projection;
import dev.keelson.work.query.Cursor;
import dev.keelson.work.query.Fields;
import dev.keelson.work.query.Keyset;
import dev.keelson.work.query.Page;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jspecify.annotations.Nullable;

/**
 * A query for whole aggregates, in one statement. Conditions are jOOQ's, over the root's table as generated code or
 * {@link SqlReading#table} names it. An aggregate that the unit of work knows already is given as it is in memory; the
 * condition is judged by what the database holds, which is why a query is refused while changes of its tables are
 * pending. Used by the thread of its unit of work, once.
 *
 * @param <A> the aggregate root
 */
public final class AggregateQuery<A> extends RestrictedQuery<A, AggregateQuery<A>> {

    private final Queries queries;
    private final Class<A> type;
    private final Ownership ownership;
    private @Nullable Lock lock;
    private @Nullable Consumer<? super HydrationException> unreadable;
    private boolean seeingDatabase;

    AggregateQuery(Queries queries, Ownership ownership, Roots roots, Class<A> type) {
        super(roots);
        this.queries = queries;
        this.ownership = ownership;
        this.type = type;
    }

    @Override
    Fields fields() {
        return queries.fields(roots);
    }

    @Override
    Fetches fetches(List<String> paths) {
        return queries.fetches(roots, paths);
    }

    @Override
    AggregateQuery<A> self() {
        return this;
    }

    /** Judges by what the database holds although changes are pending; removed aggregates are left out. */
    public AggregateQuery<A> seeingDatabase() {
        seeingDatabase = true;
        return this;
    }

    /**
     * Locks the roots that {@link #list} gives until the unit of work ends, and waits for who has one locked. Two statements, the first of
     * which locks; for units of work that hold a transaction.
     */
    public AggregateQuery<A> forUpdate() {
        lock = Lock.FOR_UPDATE;
        return this;
    }

    /** The same, without those that somebody else has locked: each worker takes others from a queue of jobs. */
    public AggregateQuery<A> skipLocked() {
        lock = Lock.SKIP_LOCKED;
        return this;
    }

    /** The same, and fails at once where somebody else has one locked. */
    public AggregateQuery<A> noWait() {
        lock = Lock.NO_WAIT;
        return this;
    }

    /**
     * Leaves out aggregates whose rows make no object, of which one makes {@link #list} fail otherwise; each is told, with what is wrong.
     *
     * @param report is told of each, in the order asked for
     */
    public AggregateQuery<A> skipUnreadable(Consumer<? super HydrationException> report) {
        unreadable = Objects.requireNonNull(report, "report");
        return this;
    }

    /**
     * The aggregates, in the order asked for.
     *
     * @throws dev.keelson.kernel.error.PendingChangesException if changes are pending of a table that the query reads
     */
    public List<A> list() {
        ownership.read("query", type);
        return lock == null
                ? queries.list(type, query(), seeingDatabase, unreadable)
                : queries.locked(type, query(), lock, unreadable);
    }

    /**
     * Some aggregates, and a cursor for those after them. The order is ended by the identifier, so that nothing is twice or missing on
     * the way from page to page, but for what changes meanwhile.
     *
     * @param size how many at most
     * @throws IllegalArgumentException if the size is below 1, or the order is not by properties in the root's own row
     */
    public Page<A> page(int size) {
        ownership.read("query", type);
        Paging paging = paging(size);
        return queries.page(type, paging.query(), seeingDatabase, paging.order(), paging.cursors());
    }

    /** A query for one page. */
    record Paging(RowQuery query, Keyset order, Cursor cursors) {}

    Paging paging(int size) {
        requireSize(size, "give a page of " + size);
        if (limit != null || (offset > 0 && cursor != null)) {
            throw new IllegalArgumentException("Cannot give a page of " + type.getSimpleName()
                    + " by a limit, or pass over some of it: its size is the limit, and its cursor the place. Leave"
                    + " limit(...) and offset(...) out.");
        }
        requireOnlyList("page through");
        Keyset keyset = keyset("page through");
        RowQuery query = asked(from(keyset), keyset.order(), null, offset).part(size);
        return new Paging(query, keyset, cursors(keyset));
    }

    /** Locks, and what is told of unreadable ones, are for those that are given at once. */
    private void requireOnlyList(String attempted) {
        if (lock != null || unreadable != null) {
            throw new IllegalArgumentException("Cannot " + attempted + " " + type.getSimpleName() + " by a query that "
                    + (lock == null ? "leaves out what is unreadable" : "locks")
                    + ": only list(), first() and single() do. Leave it out, or ask for a list with a limit.");
        }
    }

    private static void requireSize(int size, String attempted) {
        if (size < 1) {
            throw new IllegalArgumentException("Cannot " + attempted + " aggregates; give 1 or more.");
        }
    }

    /**
     * All aggregates, one after the other, in bounded memory: a statement for every 500, each its own moment. They are read only: the unit
     * of work does not know them, and a change of one is no change. To be closed, as {@code try (Stream<Order> orders = ...)}.
     *
     * @throws IllegalArgumentException if the order is not by properties in the root's own row
     */
    public Stream<A> stream() {
        return streamed(null, (query, keyset) -> queries.untracked().chunk(type, query, keyset));
    }

    /** Streams what a projection makes of the roots, or the aggregates where there is none. */
    <R> Stream<R> streamed(@Nullable Projection<?> projection, BiFunction<RowQuery, Keyset, Streamed.Chunk<R>> ask) {
        ownership.read("stream", type);
        requireOnlyList("stream");
        Keyset keyset = keyset("stream");
        Condition begin = from(keyset);
        queries.refusePending(asked(begin, keyset.order(), null, 0), projection, seeingDatabase);
        return Streamed.of(ownership, type, limit, (place, most) -> {
            Condition from = place == null ? begin : condition.and(keyset.after(place));
            return ask.apply(
                    asked(from, keyset.order(), null, place == null ? offset : 0)
                            .part(most),
                    keyset);
        });
    }

    /**
     * Takes properties of the aggregates instead of these: one statement selects the columns that a record asks for and no others.
     * {@link dev.keelson.kernel.Path} tells what its components may take.
     *
     * @param record its components are called as the properties are, or say by a path which they take
     * @throws IllegalArgumentException if it is no record, or one of them takes what is not there or is of another class
     */
    public <R> ProjectedQuery<R> as(Class<R> record) {
        ownership.read("query", type);
        requireOnlyList("project");
        requireNothingFetched();
        return new ProjectedQuery<>(this, queries, queries.projection(roots, record));
    }

    boolean seesDatabase() {
        return seeingDatabase;
    }

    /** The first aggregate, if there is one. */
    public Optional<A> first() {
        List<A> found = some(1);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /**
     * The only aggregate, if there is one.
     *
     * @throws IllegalStateException if there are more
     */
    public Optional<A> single() {
        List<A> found = some(2);
        if (found.size() > 1) {
            throw severalFound();
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    IllegalStateException severalFound() {
        return new IllegalStateException("Cannot give the single " + type.getSimpleName()
                + " of a query: at least two fulfil its condition. Restrict it further, or take first() in an order.");
    }

    /** At most so many, and no more than the limit. */
    Integer limited(int most) {
        return limit == null ? most : Math.min(most, limit);
    }

    /** The first of them; what is dropped once it is loaded must not count for the limit. */
    private List<A> some(int most) {
        ownership.read("query", type);
        boolean drops = unreadable != null || seeingDatabase;
        RowQuery first = query(drops ? limit : limited(most));
        return lock == null
                ? queries.list(type, first, seeingDatabase, unreadable)
                : queries.locked(type, first, lock, unreadable);
    }

    /**
     * The identifiers of the aggregates, in the order asked for, without loading any.
     *
     * @param <ID> their type, which the caller knows
     */
    public <ID> List<ID> ids() {
        ownership.read("query", type);
        requireOnlyList("list the identifiers of");
        return queries.ids(query(), seeingDatabase);
    }

    /** How many aggregates the database holds, whatever limit, offset and cursor. */
    public long count() {
        ownership.read("count", type);
        requireOnlyList("count");
        return queries.count(asked(condition, List.of(), null, 0), seeingDatabase);
    }

    /** Whether the database holds one, whatever limit, offset and cursor. */
    public boolean exists() {
        ownership.read("look for", type);
        requireOnlyList("look for");
        return queries.exists(asked(condition, List.of(), null, 0), seeingDatabase);
    }

    private RowQuery asked(Condition from, List<OrderField<?>> sorted, @Nullable Integer most, int passed) {
        return new RowQuery(roots, from, sorted, most, passed, null, false, fetches);
    }

    RowQuery query() {
        return query(limit);
    }

    RowQuery query(@Nullable Integer most) {
        if (cursor == null) {
            return asked(condition, order, most, offset);
        }
        Keyset keyset = keyset("go on in");
        return asked(from(keyset), keyset.order(), most, offset);
    }

    /** The condition, and where there is a cursor, that a root comes after it. */
    private Condition from(Keyset keyset) {
        return cursor == null
                ? condition
                : condition.and(keyset.after(cursors(keyset).read(cursor)));
    }

    private Cursor cursors(Keyset keyset) {
        return new Cursor(keyset, queries.text(condition));
    }

    private Keyset keyset(String attempted) {
        if (properties.stream().mapToInt(one -> one.fields().size()).sum() != order.size()) {
            throw new IllegalArgumentException("Cannot " + attempted + " " + type.getSimpleName()
                    + " by fields of jOOQ's: nothing tells their values where a page ends. Order by properties:"
                    + " orderBy(work.field(" + type.getSimpleName() + ".class, \"...\").asc()).");
        }
        return Keyset.of(roots, properties);
    }
}
