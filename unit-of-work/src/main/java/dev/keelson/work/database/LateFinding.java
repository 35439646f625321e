package dev.keelson.work.database;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.sql.BoundStatement;
import java.util.OptionalLong;

/**
 * Finds out what became of a root that a commit did not find as expected, where the failure itself does not tell. Others may
 * have been there meanwhile, so the finding is told as what it is. Thread-safe.
 */
final class LateFinding {

    private final Database database;

    LateFinding(Database database) {
        this.database = database;
    }

    /** The failure of a commit whose one root was not as expected. */
    StaleAggregateException of(GuardRoot guard, BoundStatement lookup) {
        try {
            return StaleAggregateException.lookedUp(database.query(
                    () -> "look up what " + guard.owner() + " became", lookup, rows -> {
                        if (!rows.next()) {
                            return GuardMarker.stale(guard, OptionalLong.empty(), Reason.DELETED);
                        }
                        long version = rows.getLong(1);
                        OptionalLong found = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(version);
                        return GuardMarker.stale(guard, found, Reason.CHANGED);
                    }));
        } catch (DatabaseException unreachable) { // that it is stale is certain all the same
            StaleAggregateException known =
                    StaleAggregateException.lookedUp(GuardMarker.stale(guard, OptionalLong.empty(), Reason.CHANGED));
            known.addSuppressed(unreachable);
            return known;
        }
    }
}
