package dev.keelson.work.load;

import dev.keelson.work.load.rows.LoadedRows;
import dev.keelson.work.load.rows.LoadedRows.PlacedRoot;
import dev.keelson.work.model.Roots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one load takes of the rows that units of work share, and what it gives to them. Used by one thread, once. */
final class Sharing {

    /** Of a load that takes and gives nothing. */
    static final Sharing NONE = new Sharing(SharedRows.NONE);

    private final SharedRows rows;
    private final long ticket;
    private boolean used;

    private Sharing(SharedRows rows) {
        this.rows = rows;
        this.ticket = rows.ticket();
    }

    /** Of a load that begins now. */
    static Sharing of(SharedRows rows) {
        return rows.equals(SharedRows.NONE) ? NONE : new Sharing(rows);
    }

    /** The rows of the one among these with this key; null where they are to be read. */
    @Nullable
    LoadedRows find(Roots roots, @Nullable Object[] key) {
        SharedRows.Held held = rows.find(roots, key);
        if (held == null) {
            return null;
        }
        used = true;
        return LoadedRows.of(held.model(), held.rows());
    }

    /** Gives what was read by this load. */
    void offer(Loaded loaded) {
        rows.offer(loaded, ticket);
    }

    /**
     * Gives those that were read by this load, and not found.
     *
     * @param roots of which they were made
     */
    void offer(List<PlacedRoot> roots, List<Loaded> loaded) {
        for (int i = 0; i < loaded.size(); i++) {
            if (roots.get(i).rows().whole() == null) {
                offer(loaded.get(i));
            }
        }
    }

    /** There is none of these with this key. */
    void absent(Roots roots, @Nullable Object[] key) {
        rows.absent(roots, key);
    }

    /** Whether something was found that may be why this load failed; then it is not given to anybody again. */
    boolean isToBlame() {
        if (used) {
            rows.distrust();
        }
        return used;
    }
}
