package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.TableShape.ColumnShape;
import dev.keelson.work.schema.TableShape.Role;
import dev.keelson.work.sql.StatementProfile;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What to write, in the mapping or in a migration, so that a fault goes away: each a clause. Used by one thread. */
final class Mends {

    private static final Set<ColumnType.Kind> NUMBERS = EnumSet.of(
            ColumnType.Kind.SMALLINT,
            ColumnType.Kind.INTEGER,
            ColumnType.Kind.BIGINT,
            ColumnType.Kind.NUMERIC,
            ColumnType.Kind.REAL,
            ColumnType.Kind.DOUBLE);

    private final StatementProfile profile;
    private final Ddl ddl;

    Mends(StatementProfile profile) {
        this.profile = profile;
        this.ddl = Ddl.oneLine(profile);
    }

    /** For a column by which a policy keeps rows apart. */
    ScopeMends scope(TableName table, ColumnShape column) {
        return new ScopeMends(table, column, ddl);
    }

    /** A view may read from the table that is meant. */
    String view(TableShape table, Optional<TableName> nearest) {
        String rename = "rename the view, and create the table: " + ddl.createTable(table);
        if (isFixed(table)) {
            return rename;
        }
        String other = nearest.map(known -> "did you mean .table(\"" + known + "\")?")
                .orElse("name the table that the view reads from: .table(\"...\").");
        return other + " Otherwise " + rename;
    }

    String noTable(TableShape table, Optional<TableName> nearest) {
        String create = "create it: " + ddl.createTable(table);
        boolean folded = nearest.isPresent()
                && nearest.get().name().equalsIgnoreCase(table.name().name());
        String hint = folded ? profile.dialect().definitions().foldingHint(nearest.get()) : null;
        if (hint != null) {
            return hint + ". Otherwise " + create;
        }
        if (nearest.isEmpty() || isFixed(table)) {
            return create;
        }
        return "did you mean .table(\"" + nearest.get() + "\")? Otherwise " + create;
    }

    /** The commit log's name is not for choosing. */
    private static boolean isFixed(TableShape table) {
        return table.columns().stream().allMatch(column -> column.role() == Role.FIXED || column.role() == Role.POLICY);
    }

    String noColumn(TableName table, ColumnShape column, Optional<String> nearest) {
        String add = column.scope() == null
                ? "add it: " + ddl.addColumn(table, column)
                : scope(table, column).add();
        if (nearest.isEmpty()) {
            return add;
        }
        String name = nearest.get();
        String correction = switch (column.role()) {
            case PROPERTY -> property(column, "column(\"" + name + "\")");
            case ELEMENT -> ".column(\"" + name + "\")";
            case PARENT -> ".parentColumn(\"" + name + "\")";
            case POSITION -> ".positionColumn(\"" + name + "\")";
            case VERSION -> ".versionColumn(\"" + name + "\")";
            case DISCRIMINATOR -> discriminator(column, "\"" + name + "\"");
            case POLICY -> "'" + name + "', to be named where the policy is made";
            case FIXED -> "'" + name + "', to be renamed: " + ddl.renameColumn(table, name, column.name());
        };
        return "did you mean " + correction + "? Otherwise " + add;
    }

    String otherType(ColumnShape column, LiveTable.Entry live) {
        String change = "make the column " + column.type().sqlName();
        ColumnType found = live.column().type();
        if (column.role() == Role.DISCRIMINATOR && found != null && NUMBERS.contains(found.kind())) {
            return change + ", or map it as it is: "
                    + discriminator(column, "\"" + column.name() + "\", " + factory(found))
                    + ", with the number of each class: .subtype(..., s -> s.discriminatorValue(...))";
        }
        if (column.role() != Role.PROPERTY) {
            return change;
        }
        if (found != null
                && NUMBERS.contains(found.kind())
                && NUMBERS.contains(column.type().kind())) {
            return change + ", or map it as it is: " + property(column, "type(" + factory(found) + ")");
        }
        return change + ", or convert its values: " + property(column, "converter(...)");
    }

    String takesNoNull(TableName table, ColumnShape column) {
        String drop = "let it take null: " + ddl.dropNotNull(table, column.name());
        if (column.role() == Role.DISCRIMINATOR && !column.property().isEmpty() && !column.partial()) {
            return drop + ", or make the value required: " + property(column, "required()");
        }
        if (column.role() != Role.PROPERTY || column.partial()) {
            return drop;
        }
        return column.property().contains(".")
                ? drop + ", or make the property, or the value around it, required: p.required()"
                : drop + ", or make it required: " + property(column, "required()");
    }

    String noLabel(String type, List<String> missing) {
        return "add it: " + ddl.addLabel(type, missing.get(0)) + ", or remove the constant";
    }

    String noDefault(TableShape table, ColumnShape column) {
        return "give it one: " + ddl.setDefault(table.name(), column.name()) + ", or leave .databaseDefault() out";
    }

    String computed(ColumnShape column) {
        return "say so: " + property(column, "generated()");
    }

    String demanded(TableName table, String column) {
        return "map it, give it a default, or let it take null: " + ddl.dropNotNull(table, column);
    }

    String shared(ColumnShape column) {
        String policy = "name the policy's otherwise";
        return column.role() == Role.PROPERTY
                ? "give the property another: " + property(column, "column(\"...\")") + ", or " + policy
                : policy;
    }

    /** For a property of a root that has the name of the column by which a policy keeps roots apart. */
    String sharedWall(ColumnShape column) {
        return "say that it is the policy's: .tenant(\"" + column.property() + "\"), or " + shared(column);
    }

    String alwaysGenerated(TableShape table, ColumnShape column) {
        String byDefault = "let it take values: " + ddl.identityByDefault(table.name(), column.name());
        boolean isId = !table.path().contains(".") && table.key().contains(column.name());
        return isId ? "let the database make the identifiers: .databaseIds(), or " + byDefault : byDefault;
    }

    String noIdentity(TableShape table, ColumnShape column) {
        return "make it one: " + ddl.addIdentity(table.name(), column.name())
                + ", or name a sequence: .databaseIds(\"...\")";
    }

    String noSequence(TableName sequence, Optional<TableName> nearest) {
        String create = "create it: " + ddl.createSequence(sequence);
        return nearest.map(name -> "did you mean .databaseIds(\"" + name + "\")? Otherwise " + create)
                .orElse(create);
    }

    String noUnique(TableName table, List<String> columns, boolean nullsAlike, Set<String> taken) {
        return "add a constraint: " + ddl.uniques().added(table, columns, nullsAlike, taken);
    }

    String finer(TableName table, String column) {
        return "make it finer: " + ddl.setType(table, column, ColumnType.timestamptz());
    }

    String noPartialUnique(TableName table, List<String> columns, Filter hiding, LiveTable live) {
        Set<String> taken = new HashSet<>(live.uniqueNames());
        live.partial().forEach(unique -> taken.add(unique.name()));
        return "make an index: " + ddl.uniques().addedPartial(table, columns, hiding, taken);
    }

    String noUniqueAcrossPartitions(List<String> partitioning) {
        return "make " + String.join(", ", partitioning) + " part of the identifier: a unique constraint of a"
                + " partitioned table has all columns that tell the partitions";
    }

    /** Of a table or column that its key needs and that is not there. */
    String absent() {
        return "create it with its key, as schema().ddl() has it";
    }

    /** Of what no constraint reaches. */
    String elsewhere() {
        return "map the table that keeps the rows, or see to it by other means that none is there twice";
    }

    String notForAll(String unique, TableName table, List<String> columns, Set<String> taken) {
        return "make it unique for each: " + ddl.uniques().added(table, columns, false, taken) + ", and drop " + unique;
    }

    String drop(String unique) {
        return "drop " + unique;
    }

    private static String discriminator(ColumnShape column, String arguments) {
        String correction = "discriminator(" + arguments + ")";
        return column.property().isEmpty() ? "." + correction : property(column, correction);
    }

    private static String property(ColumnShape column, String correction) {
        return ".property(\"" + column.property() + "\", p -> p." + correction + ")";
    }

    private static String factory(ColumnType type) {
        return switch (type.kind()) {
            case SMALLINT -> "ColumnType.smallint()";
            case INTEGER -> "ColumnType.integer()";
            case BIGINT -> "ColumnType.bigint()";
            case REAL -> "ColumnType.real()";
            case DOUBLE -> "ColumnType.doublePrecision()";
            default ->
                type.size() == ColumnType.UNSIZED
                        ? "ColumnType.numeric()"
                        : "ColumnType.numeric(" + type.size() + ", " + type.scale() + ")";
        };
    }
}
