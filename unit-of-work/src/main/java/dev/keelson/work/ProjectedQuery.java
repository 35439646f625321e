package dev.keelson.work;

import dev.keelson.work.projection.Projection;
import dev.keelson.work.query.Page;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A query for read models: records that take properties of aggregates by their paths, of other aggregates as well, and how many elements
 * there are. One statement selects the columns that they take and no others; the unit of work knows nothing of what it finds. Restrict, order
 * and limit before {@link AggregateQuery#as}. Used by the thread of its unit of work, once.
 *
 * <p>Source: Fowler, PoEAA, Query Object (316), Data Transfer Object (401).
 *
 * @param <R> the record
 */
public final class ProjectedQuery<R> {

    private final AggregateQuery<?> query;
    private final Queries queries;
    private final Projection<R> projection;

    ProjectedQuery(AggregateQuery<?> query, Queries queries, Projection<R> projection) {
        this.query = query;
        this.queries = queries;
        this.projection = projection;
    }

    /**
     * The records, in the order asked for.
     *
     * @throws dev.keelson.kernel.error.PendingChangesException if changes are pending of a table that the query reads
     * @throws dev.keelson.kernel.error.HydrationException if what a row holds makes no record
     */
    public List<R> list() {
        return queries.projected(projection, query.query(), query.seesDatabase());
    }

    /** The first record, if there is one. */
    public Optional<R> first() {
        List<R> found = some(1);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /**
     * The only record, if there is one.
     *
     * @throws IllegalStateException if there are more
     */
    public Optional<R> single() {
        List<R> found = some(2);
        if (found.size() > 1) {
            throw query.severalFound();
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    private List<R> some(int most) {
        return queries.projected(projection, query.query(query.limited(most)), query.seesDatabase());
    }

    /**
     * Some records, and a cursor for those after them; otherwise as {@link AggregateQuery#page}. The cursor is good for a query of
     * the aggregates themselves as well, and one of those for this.
     */
    public Page<R> page(int size) {
        AggregateQuery.Paging paging = query.paging(size);
        queries.refusePending(paging.query(), projection, query.seesDatabase());
        Streamed.Chunk<R> some = queries.chunk(projection.placed(paging.order()), paging.query());
        return new Page<>(
                some.items(),
                some.items().size() == size ? Optional.of(paging.cursors().write(some.last())) : Optional.empty());
    }

    /**
     * All records, one after the other, in bounded memory; otherwise as {@link AggregateQuery#stream}.
     *
     * @throws IllegalArgumentException if the order is not by properties in the root's own row
     */
    public Stream<R> stream() {
        return query.streamed(projection, (asked, order) -> queries.chunk(projection.placed(order), asked));
    }
}
