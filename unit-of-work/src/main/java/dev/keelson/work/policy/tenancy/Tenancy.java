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
import dev.keelson.work.policy.RowSecurity;
import dev.keelson.work.policy.SessionSetting;
import dev.keelson.work.policy.TableRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
 * a tenant: {@code "007"} or a UUID in upper case is refused before any SQL.
 *
 * <p>An aggregate that all tenants share is {@code shared()} by its mapping; one whose domain carries the tenant says so by
 * {@code tenant("tenantId")}.
 *
 * <p>{@link #withRowLevelSecurity()} has PostgreSQL keep the tenants apart as well. Immutable, and thread-safe as its converter is.
 */
public final class Tenancy implements Policy {

    private static final String NAME = "tenancy";

    /** The setting in which row-level security finds the tenant, unless said. */
    private static final String SETTING = "keelson.tenant";

    private final TenantColumn column;
    private final PolicyColumn wall;
    private final TableRule rule;
    private final @Nullable RowSecurity security;

    private Tenancy(String name, ValueConverter<TenantId> converter) {
        TenantColumn tenants = new TenantColumn(name, converter);
        this.column = tenants;
        this.wall = new PolicyColumn(name, tenants.type(), moment -> tenants.value(tenant(moment.context())), "tenant");
        this.rule = TableRule.of(new Wall(wall, true, true));
        this.security = null;
    }

    private Tenancy(Tenancy other, RowSecurity security) {
        this.column = other.column;
        this.wall = other.wall;
        this.rule = other.rule;
        this.security = security;
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

    /**
     * The same, which PostgreSQL keeps as well, by row-level security: the tenant is sent as the setting {@code keelson.tenant} ahead
     * of each transaction, in the same message; {@code schema()} prints the policies of the tables, and {@code build()} proves that
     * they are there, forced, and bind the role that the application connects as.
     */
    public Tenancy withRowLevelSecurity() {
        return withRowLevelSecurity(SETTING);
    }

    /**
     * The same by another setting.
     *
     * @param setting its name, with a dot in it
     * @throws IllegalArgumentException if no setting of an application can have this name
     */
    public Tenancy withRowLevelSecurity(String setting) {
        TenantColumn tenants = column;
        SessionSetting sent = new SessionSetting(
                setting, moment -> tenants.value(tenant(moment.context())).toString());
        if (setting.indexOf('.') < 0) {
            throw new IllegalArgumentException("Cannot tell row-level security the tenant by the setting '" + setting
                    + "': a setting of the application's own has a dot in its name. Name it so, such as app." + setting
                    + ".");
        }
        return new Tenancy(this, new RowSecurity(wall, sent, NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Before others: whose rows they are comes before whatever else is asked of them, and leads the keys. */
    @Override
    public int order() {
        return -100;
    }

    @Override
    public TableRule rule(PolicyTable table) {
        return table.shared() ? TableRule.NONE : rule;
    }

    @Override
    public List<SessionSetting> settings() {
        return security == null ? List.of() : List.of(security.setting());
    }

    @Override
    public Optional<RowSecurity> rowSecurity() {
        return Optional.ofNullable(security);
    }

    @Override
    public void admit(WorkContext context) {
        column.admit(tenant(context));
    }

    private static TenantId tenant(WorkContext context) {
        return context.tenant()
                .orElseThrow(() -> new PolicyViolationException(
                        NAME,
                        "the context of work of " + context.actor().name()
                                + " names no tenant, so no row can be read or" + " written",
                        "Begin with WorkContext.of(TenantId.of(\"...\"), actor)"));
    }
}
