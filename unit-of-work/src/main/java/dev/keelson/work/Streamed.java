package dev.keelson.work;

import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.load.Loaded;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.query.Keyset;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The aggregates of a query one after the other, some by each statement. Used by the thread of its unit of work. */
final class Streamed<A> implements Iterator<A> {

    private static final int CHUNK = 500;

    private final Queries queries;
    private final Ownership ownership;
    private final Class<A> type;
    private final Keyset order;
    private final Function<@Nullable List<@Nullable Object>, RowQuery> from;
    private long left;
    private List<Loaded> chunk = List.of();
    private int next;
    private @Nullable List<@Nullable Object> place;
    private boolean ended;
    private boolean closed;

    private Streamed(
            Queries queries,
            Ownership ownership,
            Class<A> type,
            Keyset order,
            long left,
            Function<@Nullable List<@Nullable Object>, RowQuery> from) {
        this.queries = queries;
        this.ownership = ownership;
        this.type = type;
        this.order = order;
        this.left = left;
        this.from = from;
    }

    /**
     * @param queries gives aggregates that nobody tracks
     * @param limit how many at most, or null for all
     * @param from the query for those after a place, or from the first
     */
    static <A> Stream<A> of(
            Queries queries,
            Ownership ownership,
            Class<A> type,
            Keyset order,
            @Nullable Integer limit,
            Function<@Nullable List<@Nullable Object>, RowQuery> from) {
        Streamed<A> streamed =
                new Streamed<>(queries, ownership, type, order, limit == null ? Long.MAX_VALUE : limit, from);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(streamed, traits), false)
                .onClose(() -> streamed.closed = true);
    }

    @Override
    public boolean hasNext() {
        while (next == chunk.size() && !ended) {
            read();
        }
        return next < chunk.size();
    }

    private void read() {
        if (closed) {
            throw new UnitOfWorkStateException(
                    "stream " + type.getSimpleName(),
                    "a stream that is closed",
                    "Take what you need before you close it, or stream anew");
        }
        ownership.read("stream", type);
        int most = (int) Math.min(CHUNK, left);
        chunk = most == 0 ? List.of() : queries.untracked().some(from.apply(place), most);
        next = 0;
        left -= chunk.size();
        ended = chunk.size() < most || left == 0;
        if (!chunk.isEmpty()) {
            place = order.place(chunk.get(chunk.size() - 1).rows().root());
        }
    }

    @Override
    public A next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return type.cast(chunk.get(next++).aggregate());
    }
}
