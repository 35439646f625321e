package dev.keelson.work.sql;

import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.RowType;

/**
 * Tables as the statements of one kind refer to them. Immutable, thread-safe.
 *
 * @param policies restrict each reference
 * @param visibility which rows are seen, of those that may be hidden
 */
public record ScopedTables(Policies policies, Visibility visibility) {

    /** A table, restricted. */
    public ScopedTable of(RowType rows) {
        return new ScopedTable(rows, policies, visibility);
    }

    /** What policies say of a table. */
    public TableRule rule(RowType rows) {
        return policies.rule(rows);
    }
}
