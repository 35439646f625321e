package dev.keelson.work.sql;

import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.RowType;
import org.jooq.Condition;
import org.jooq.impl.DSL;

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

    /** That rows of two tables are of one tenant, where nothing else says so since the walls are down. */
    public Condition ofOne(ScopedTable one, ScopedTable other) {
        Condition same = DSL.noCondition();
        if (!walled) {
            for (PolicyColumn wall : policies.rule(one.rowType()).walls()) {
                if (policies.rule(other.rowType()).walls().contains(wall)) {
                    same = same.and(one.field(wall.name()).eq(other.field(wall.name())));
                }
            }
        }
        return same;
    }

    /** What policies say of a table. */
    public TableRule rule(RowType rows) {
        TableRule rule = policies.rule(rows);
        return walled ? rule : rule.withoutWalls();
    }
}
