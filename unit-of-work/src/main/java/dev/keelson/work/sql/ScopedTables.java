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
 * @param walled whether the walls between tenants stand
 */
public record ScopedTables(Policies policies, Visibility visibility, boolean walled) {

    /** Within the walls. */
    public ScopedTables(Policies policies, Visibility visibility) {
        this(policies, visibility, true);
    }

    /** A table, restricted. */
    public ScopedTable of(RowType rows) {
        return new ScopedTable(rows, rule(rows), visibility);
    }

    /** What policies say of a table. */
    public TableRule rule(RowType rows) {
        TableRule rule = policies.rule(rows);
        return walled ? rule : rule.withoutWalls();
    }
}
