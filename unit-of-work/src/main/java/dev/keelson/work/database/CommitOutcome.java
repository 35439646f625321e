package dev.keelson.work.database;

import dev.keelson.work.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit that is certain. Immutable.
 *
 * @param roundTrips how many network round trips its message took; asking what became of it is not counted
 * @param filled what the database filled in: rows with their key and those columns, all else null; null where the answer
 *     was lost, and only the log told that the commit took place
 */
public record CommitOutcome(int roundTrips, @Nullable List<Row> filled) {

    /** The number of round trips of a commit whose every value was known before. */
    public CommitOutcome(int roundTrips) {
        this(roundTrips, List.of());
    }
}
