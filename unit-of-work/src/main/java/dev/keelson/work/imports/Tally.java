package dev.keelson.work.imports;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.ImportRowException;
import dev.keelson.work.imports.ChunkOutcome.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Counts what becomes of the rows of an import. Used by one thread, once. */
final class Tally {

    private final CommandToken token;
    private final int tolerated;
    private final Consumer<? super Imported> progress;
    private final List<RefusedRow> refused = new ArrayList<>();
    private long read;
    private long added;
    private long replaced;
    private long unchanged;
    private long skipped;
    private long before;

    Tally(CommandToken token, int tolerated, Consumer<? super Imported> progress) {
        this.token = token;
        this.tolerated = tolerated;
        this.progress = progress;
    }

    /** Counts one more row, and gives its number. */
    long read() {
        return ++read;
    }

    void before(long rows) {
        before += rows;
    }

    void stored(Stored rows) {
        added += rows.added();
        replaced += rows.replaced();
        unchanged += rows.unchanged();
        skipped += rows.skipped();
    }

    /**
     * Takes rows down that cannot be stored.
     *
     * @throws ImportRowException if they are more than tolerated
     */
    void refused(List<RefusedRow> rows) {
        for (RefusedRow row : rows) {
            if (refused.size() == tolerated) {
                throw ImportRowException.unstored(token, row.number(), row.aggregate(), done(), row.cause());
            }
            refused.add(row);
        }
    }

    /** The exception of the row after those that were read. */
    ImportRowException unread(RuntimeException cause) {
        return ImportRowException.unread(token, read + 1, done(), cause);
    }

    void tell() {
        progress.accept(soFar());
    }

    /** How many rows are stored, by this run or before. */
    long done() {
        return added + replaced + unchanged + skipped + before;
    }

    Imported soFar() {
        return new Imported(read, added, replaced, unchanged, skipped, before, refused);
    }
}
