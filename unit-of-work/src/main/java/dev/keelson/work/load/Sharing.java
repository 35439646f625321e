package dev.keelson.work.load;

import dev.keelson.work.load.rows.LoadedRows;
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

    /** Whether it has anything of what it reads shared. */
    boolean takes() {
        return !rows.equals(SharedRows.NONE);
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
     * @param found the rows of whose roots they were made, in their order
     */
    void offer(List<LoadedRows> found, List<Loaded> loaded) {
        int at = 0;
        for (int i = 0; takes() && i < found.size(); i++) {
            int end = at + found.get(i).roots().size();
            if (found.get(i).whole() == null) {
                loaded.subList(at, end).forEach(this::offer);
            }
            at = end;
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
