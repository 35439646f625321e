package dev.keelson.work.policy.tenancy;

import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.row.RowType;
import java.util.List;

/**
 * One database for all tenants, told apart by a column:
 *
 * <pre>{@code
 * Keelson.builder().policy(Tenancy.byColumn("tenant_id"))...
 * units.begin(WorkContext.of(TenantId.of("acme"), Actor.of("jane")));
 * }</pre>
 *
 * The column stands on every table, children and the commit log included; every SELECT, UPDATE and DELETE carries it as
 * a predicate on every reference to a table; inserts are stamped; it leads every key, so that a foreign key cannot reach
 * another tenant's row. The identifier of another tenant's aggregate is simply not found, by the same statement as one
 * that never was. Immutable.
 */
public final class Tenancy implements Policy {

    private final TableRule rule;

    private Tenancy(String column) {
        this.rule = new TableRule(List.of(new PolicyColumn(
                column, ColumnType.text(), context -> tenant(context).value(), true, true)));
    }

    /** Tenants told apart by this column of type text. */
    public static Tenancy byColumn(String column) {
        return new Tenancy(column);
    }

    @Override
    public String name() {
        return "tenancy";
    }

    @Override
    public TableRule rule(RowType table) {
        return rule;
    }

    @Override
    public void admit(WorkContext context) {
        tenant(context);
    }

    private static TenantId tenant(WorkContext context) {
        return context.tenant()
                .orElseThrow(() -> new PolicyViolationException(
                        "tenancy",
                        "the context of work of " + context.actor().name()
                                + " names no tenant, so no row can be read or" + " written",
                        "Begin with WorkContext.of(TenantId.of(\"...\"), actor)"));
    }
}
