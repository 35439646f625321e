package dev.keelson.work.imports;

import dev.keelson.kernel.CommandToken;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Stores many aggregates chunk by chunk, each chunk by a commit of its own under a token that is derived from the import's. An import that
 * was cut is begun again with the same token and the same rows in the same order, and goes on with those that are not stored: each row
 * is stored once. Which rows are stored is told by their numbers, so what is behind a number must stay there; nobody compares contents.
 * Immutable, and as safe for threads as what its rows are read from.
 *
 * <pre>{@code
 * Imported imported = keelson.importer(context, CommandToken.of("products-7"), Product.class)
 *         .chunk(1_000)
 *         .onExisting(OnExisting.SKIP)
 *         .from(products);
 * }</pre>
 *
 * <p>Source: Helland, Life beyond Distributed Transactions, on repeated messages.
 *
 * @param <A> the aggregate root, or a type above several
 */
public final class Importer<A> {

    private static final int USUAL = 1_000;
    private static final int MOST = 10_000;

    private final ChunkStore store;
    private final CommandToken token;
    private final int chunk;
    private final OnExisting onExisting;
    private final int tolerated;
    private final Consumer<? super Imported> progress;

    private Importer(
            ChunkStore store,
            CommandToken token,
            int chunk,
            OnExisting onExisting,
            int tolerated,
            Consumer<? super Imported> progress) {
        this.store = store;
        this.token = token;
        this.chunk = chunk;
        this.onExisting = onExisting;
        this.tolerated = tolerated;
        this.progress = progress;
    }

    /** One that stores there; applications ask {@code keelson.importer(...)} for theirs. */
    public static <A> Importer<A> of(ChunkStore store, CommandToken token) {
        return new Importer<>(
                store, Objects.requireNonNull(token, "token"), USUAL, OnExisting.REFUSE, 0, ignored -> {});
    }

    /**
     * Has so many rows stored by one commit; 1,000 where nothing is said. What a former run stored with another size is not stored again.
     *
     * @throws IllegalArgumentException if it is below 1 or above 10,000
     */
    public Importer<A> chunk(int rows) {
        if (rows < 1 || rows > MOST) {
            throw new IllegalArgumentException(
                    "Cannot import by chunks of %,d rows; give 1 to %,d.".formatted(rows, MOST));
        }
        return new Importer<>(store, token, rows, onExisting, tolerated, progress);
    }

    /** Says what becomes of a row whose identifier is stored already, or came before; it is refused where nothing is said. */
    public Importer<A> onExisting(OnExisting choice) {
        return new Importer<>(store, token, chunk, Objects.requireNonNull(choice, "choice"), tolerated, progress);
    }

    /**
     * Goes on past rows that cannot be stored, and tells them in the end; where nothing is said, the first one ends the import.
     *
     * @param rows so many at most; one more ends it
     * @throws IllegalArgumentException if it is negative
     */
    public Importer<A> tolerating(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("Cannot tolerate %,d rows; give 0 or more.".formatted(rows));
        }
        return new Importer<>(store, token, chunk, onExisting, rows, progress);
    }

    /** Has somebody told after each chunk how far the import is; what it throws ends the import. */
    public Importer<A> onProgress(Consumer<? super Imported> told) {
        return new Importer<>(store, token, chunk, onExisting, tolerated, Objects.requireNonNull(told, "told"));
    }

    /**
     * Imports the rows of a stream, which is read by one thread and stays the caller's to close.
     *
     * @throws dev.keelson.kernel.error.ImportRowException if a row cannot be read, or cannot be stored and is one more than tolerated
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException without a commit log, and inside of {@code call} or {@code run}
     * @throws dev.keelson.kernel.error.MappingException if the database makes the identifiers, and what exists is to be skipped or
     *     replaced
     * @throws dev.keelson.kernel.error.KeelsonException whatever a commit throws that is not for a row's sake, as where there is no
     *     connection; begun again, the import goes on
     */
    public Imported from(Stream<? extends A> rows) {
        return from(rows.iterator());
    }

    /** Imports the rows of an iterator, which must not give the same object again with another content; otherwise as the other. */
    public Imported from(Iterator<? extends A> rows) {
        Objects.requireNonNull(rows, "rows");
        store.admit(onExisting);
        return new ImportRun(store, token, chunk, onExisting, new Tally(token, tolerated, progress)).of(rows);
    }
}
