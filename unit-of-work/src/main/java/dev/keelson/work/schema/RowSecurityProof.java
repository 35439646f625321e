package dev.keelson.work.schema;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.value.ColumnType;
import dev.keelson.work.database.Database;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.RowSecurity;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.TemplateBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the row-level security which policies ask for is there and binds the role that the application connects as: on and
 * forced in each table, with a policy, and with none that lets other rows through. Used by one thread, once.
 *
 * <p>Source: PostgreSQL documentation, Row Security Policies.
 */
@Internal
public final class RowSecurityProof {

    private final Database database;
    private final Ddl ddl;
    private final List<Fault> faults = new ArrayList<>();
    private final List<SchemaWarning> warnings = new ArrayList<>();

    private RowSecurityProof(Database database) {
        this.database = database;
        this.ddl = Ddl.oneLine(database.profile());
    }

    /**
     * What was found, and a policy that asks for it where the database has none is a fault of its own.
     *
     * @param commitLog whether the table of committed commands is used
     */
    public static RowSecurityProof of(DomainModel model, Policies policies, boolean commitLog, Database database) {
        RowSecurityProof proof = new RowSecurityProof(database);
        Map<RowSecurity, Map<TableName, TableShape>> wanted = new LinkedHashMap<>();
        for (TableShape table : Shapes.of(model, policies, commitLog)) {
            for (RowSecurity security : table.securities()) {
                wanted.computeIfAbsent(security, unused -> new LinkedHashMap<>())
                        .putIfAbsent(table.name(), table);
            }
        }
        if (wanted.isEmpty()) {
            return proof;
        }
        if (!database.profile().dialect().definitions().hasRowLevelSecurity()) {
            wanted.keySet().forEach(security -> proof.faults.add(Schema.noRowLevelSecurity(security)));
            return proof;
        }
        proof.role();
        wanted.forEach(proof::tables);
        return proof;
    }

    /** What does not bind, each with the statement that mends it. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** What becomes slow. */
    public List<SchemaWarning> warnings() {
        return List.copyOf(warnings);
    }

    private void role() {
        TemplateBuilder builder = new TemplateBuilder(database.profile());
        BoundStatement asked = new BoundStatement(builder.build(RowSecurityStatement.role()), new Object[0]);
        database.query(() -> "read the role", asked, rows -> {
            rows.next();
            String role = rows.getString(RowSecurityStatement.ROLE);
            boolean isSuperuser = rows.getBoolean(RowSecurityStatement.SUPERUSER);
            if (isSuperuser || rows.getBoolean(RowSecurityStatement.BYPASSES)) {
                faults.add(new Fault(
                        "role " + role,
                        "the application connects as " + (isSuperuser ? "a superuser" : "a role with BYPASSRLS")
                                + ", whom no row-level security binds",
                        "connect as a plain role, or make it one: " + ddl.bind(role, isSuperuser)));
            }
            return faults;
        });
    }

    private void tables(RowSecurity security, Map<TableName, TableShape> wanted) {
        TemplateBuilder builder = new TemplateBuilder(database.profile());
        int names = builder.source();
        int setting = builder.source();
        BoundStatement asked = new BoundStatement(
                builder.build(RowSecurityStatement.tables(
                        texts(builder, names), text(builder, setting), text(builder, setting))),
                new @Nullable Object[] {
                    wanted.keySet().stream().map(TableName::name).distinct().toArray(String[]::new),
                    security.setting().name()
                });
        database.query(() -> "read row-level security", asked, rows -> {
            while (rows.next()) {
                for (Map.Entry<TableName, TableShape> one : wanted.entrySet()) {
                    if (isOf(rows, one.getKey())) {
                        table(rows, security, one.getValue());
                    }
                }
            }
            return faults;
        });
    }

    @SuppressWarnings("unchecked") // an array of text is bound
    private static Field<String[]> texts(TemplateBuilder builder, int source) {
        return (Field<String[]>) builder.bindArray(source, ColumnType.text());
    }

    @SuppressWarnings("unchecked") // a text is bound
    private static Field<String> text(TemplateBuilder builder, int source) {
        return (Field<String>) builder.bind(source, ColumnType.text());
    }

    private static boolean isOf(ResultSet rows, TableName table) throws SQLException {
        String schema = table.schema();
        return table.name().equals(rows.getString(RowSecurityStatement.TABLE))
                && (schema == null
                        ? rows.getBoolean(RowSecurityStatement.VISIBLE)
                        : schema.equals(rows.getString(RowSecurityStatement.SCHEMA)));
    }

    private void table(ResultSet rows, RowSecurity security, TableShape table) throws SQLException {
        TableName name = table.name();
        String other = noTable(rows.getString(RowSecurityStatement.KIND));
        if (other != null) {
            fault(
                    table,
                    name + " is " + other + ", which row-level security does not bind",
                    "map the table that keeps the rows, and secure that");
            return;
        }
        if (!rows.getBoolean(RowSecurityStatement.ENABLED)) {
            fault(table, "row-level security of " + name + " is off", "turn it on: " + ddl.enableSecurity(name));
        }
        if (!rows.getBoolean(RowSecurityStatement.FORCED)) {
            fault(
                    table,
                    "row-level security of " + name + " is not forced, and does not bind the table's owner",
                    "force it: " + ddl.forceSecurity(name));
        }
        List<String> open = texts(rows, RowSecurityStatement.OPEN);
        if (texts(rows, RowSecurityStatement.POLICIES).isEmpty()) {
            fault(
                    table,
                    "no policy of " + name + " lets rows of the "
                            + security.column().noun() + " through",
                    "create it: " + ddl.createPolicy(name, security));
        }
        for (String policy : open) {
            fault(
                    table,
                    "policy " + policy + " of " + name + " does not compare with setting "
                            + security.setting().name() + ", and lets rows of any "
                            + security.column().noun()
                            + " through",
                    "drop it: " + ddl.dropPolicy(name, policy));
        }
        for (String column : texts(rows, RowSecurityStatement.LEAKY)) {
            warnings.add(new SchemaWarning(
                    name.toString(),
                    table.path(),
                    "the equality of " + column
                            + " is not leakproof, so that under row-level security no index finds its"
                            + " values: a search for them reads all rows of the "
                            + security.column().noun(),
                    "keep values that are searched for in a type whose equality is, such as text, bigint or uuid"));
        }
    }

    /** What has rows to show and no policies; null for tables, partitioned or not. */
    private static @Nullable String noTable(String kind) {
        return switch (kind) {
            case "v" -> "a view";
            case "m" -> "a materialized view";
            case "f" -> "a foreign table";
            default -> null;
        };
    }

    private static List<String> texts(ResultSet rows, int column) throws SQLException {
        return List.of((String[]) rows.getArray(column).getArray());
    }

    private void fault(TableShape table, String problem, String mend) {
        faults.add(new Fault(table.path(), problem, mend));
    }
}
