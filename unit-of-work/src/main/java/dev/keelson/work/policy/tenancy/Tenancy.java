package dev.keelson.work.policy.tenancy;

import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.policy.Clause.Wall;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.PolicyTable;
import dev.keelson.work.policy.TableRule;

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
 * that never was. {@code build()} refuses a live column that does not tell tenants apart exactly, whether or not the
 * schema is validated otherwise.
 *
 * <p>A tenant's id is a text, taken as it is. Where the column is a UUID or a number, only the canonical spelling of one is
 * a tenant: {@code "007"} or a UUID in upper case is refused before any SQL. Immutable, and thread-safe as its converter is.
 */
public final class Tenancy implements Policy {

    private final TenantColumn column;
    private final TableRule rule;

    private Tenancy(String name, ValueConverter<TenantId> converter) {
        this.column = new TenantColumn(name, converter);
        this.rule = TableRule.of(new Wall(
                new PolicyColumn(name, column.type(), moment -> column.value(tenant(moment.context())), "tenant"),
                true,
                true));
    }

    /** Tenants told apart by this column of type text. */
    public static Tenancy byColumn(String column) {
        return byColumn(column, ColumnType.text());
    }

    /**
     * Tenants told apart by this column of another type.
     *
     * @param type {@code text()}, {@code uuid()}, {@code bigint()}, {@code integer()} or {@code smallint()}
     * @throws IllegalArgumentException if it is none of these
     */
    public static Tenancy byColumn(String column, ColumnType type) {
        return new Tenancy(column, TenantConverters.of(type));
    }

    /**
     * Tenants told apart by this column, in which their ids lie as a converter of the application writes them.
     *
     * @param converter to just one column, of one of the types above, never null
     * @throws IllegalArgumentException if it has other columns
     */
    public static Tenancy byColumn(String column, ValueConverter<TenantId> converter) {
        return new Tenancy(column, converter);
    }

    @Override
    public String name() {
        return "tenancy";
    }

    /** Before others: whose rows they are comes before whatever else is asked of them, and leads the keys. */
    @Override
    public int order() {
        return -100;
    }

    @Override
    public TableRule rule(PolicyTable table) {
        return rule;
    }

    @Override
    public void admit(WorkContext context) {
        column.admit(tenant(context));
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
