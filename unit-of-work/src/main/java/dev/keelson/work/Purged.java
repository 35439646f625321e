package dev.keelson.work;

import java.util.List;

/**
 * What {@link Keelson#purgeDeleted} deleted for good. Immutable.
 *
 * @param aggregates how many hidden aggregates went
 * @param parts how many rows went that were hidden parts of aggregates which live on, with what hung on them
 * @param kept the identifiers, as columns hold them, of roots of which something stays, since rows of others refer to it
 */
public record Purged(long aggregates, long parts, List<Object> kept) {

    public Purged {
        kept = List.copyOf(kept);
    }
}
