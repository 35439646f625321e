package dev.keelson.work;

import dev.keelson.kernel.error.UnitOfWorkStateException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a query finds, one after the other, some by each statement. Used by the thread of its unit of work. */
final class Streamed<A> implements Iterator<A> {

    private static final int CHUNK = 500;

    private final Ownership ownership;
    private final Class<?> type;
    private final Asked<A> from;
    private long left;
    private List<A> chunk = List.of();
    private int next;
    private @Nullable List<@Nullable Object> place;
    private boolean ended;
    private boolean closed;

    /**
     * Some of them.
     *
     * @param last the place of the last one, where there is one
     */
    record Chunk<A>(List<A> items, List<@Nullable Object> last) {}

    /** Asks for at most so many after a place, or from the first. */
    @FunctionalInterface
    interface Asked<A> {

        Chunk<A> after(@Nullable List<@Nullable Object> place, int most);
    }

    private Streamed(Ownership ownership, Class<?> type, long left, Asked<A> from) {
        this.ownership = ownership;
        this.type = type;
        this.left = left;
        this.from = from;
    }

    /**
     * @param type whose aggregates are found
     * @param limit how many at most, or null for all
     */
    static <A> Stream<A> of(Ownership ownership, Class<?> type, @Nullable Integer limit, Asked<A> from) {
        Streamed<A> streamed = new Streamed<>(ownership, type, limit == null ? Long.MAX_VALUE : limit, from);
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
        Chunk<A> some = most == 0 ? new Chunk<>(List.of(), List.of()) : from.after(place, most);
        chunk = some.items();
        next = 0;
        left -= chunk.size();
        ended = chunk.size() < most || left == 0;
        place = chunk.isEmpty() ? place : some.last();
    }

    @Override
    public A next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return chunk.get(next++);
    }
}
