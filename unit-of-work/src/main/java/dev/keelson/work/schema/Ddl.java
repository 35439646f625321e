package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.RowSecurity;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.TableShape.ColumnShape;
import dev.keelson.work.schema.TableShape.Origin;
import dev.keelson.work.schema.TableShape.Reference;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.StatementProfile;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Constraint;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.SQL;
import org.jooq.TableElement;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Renders single statements of DDL by jOOQ, without a semicolon at their end. Used by one thread. */
final class Ddl {

    private final StatementProfile profile;
    private final boolean formatted;
    private final DerivedNames names = new DerivedNames();
    private @Nullable DSLContext context;

    private Ddl(StatementProfile profile, boolean formatted) {
        this.profile = profile;
        this.formatted = formatted;
    }

    /** Made for the first statement, since a schema that fits has none rendered. */
    private DSLContext context() {
        Settings settings = profile.dialect().settings().withRenderFormatted(formatted);
        context = context != null ? context : DSL.using(profile.dialect().jooq(), settings);
        return context;
    }

    private String render(QueryPart statement) {
        return context().render(statement);
    }

    /** For files: one column a line. */
    static Ddl readable(StatementProfile profile) {
        return new Ddl(profile, true);
    }

    /** For messages: one statement a line. */
    static Ddl oneLine(StatementProfile profile) {
        return new Ddl(profile, false);
    }

    /** What is unique, in tables that are there. */
    UniqueDdl uniques() {
        return new UniqueDdl(context());
    }

    String createSchema(String schema) {
        return render(DSL.createSchemaIfNotExists(Names.name(schema)));
    }

    /** Several tables may draw from it, and it may be there before them. */
    String createSequence(TableName sequence) {
        return render(DSL.createSequenceIfNotExists(Names.table(sequence)));
    }

    /** The table with its primary key, its unique constraints, and the foreign keys to its parent and itself. */
    String createTable(TableShape table) {
        List<TableElement> elements = new ArrayList<>();
        table.columns().forEach(column -> elements.add(field(column)));
        if (!table.keyTakesNulls()) {
            elements.add(DSL.primaryKey(names(table.key())));
        }
        if (table.hiding() == null) { // else among the rows that are seen, which a constraint cannot say
            table.uniques().forEach(unique -> elements.add(unique(table, unique)));
        }
        for (Reference reference : table.references()) {
            if (table.isSettled(reference)) {
                elements.add(foreignKey(table, reference));
            }
        }
        return render(DSL.createTable(Names.table(table.name())).tableElements(elements));
    }

    /**
     * What stands beside the table: a key that a primary key cannot be, what is unique among rows that are not hidden, and indexes
     * on its references.
     */
    List<String> additions(TableShape table) {
        List<String> statements = new ArrayList<>();
        Filter hiding = table.hiding();
        if (hiding != null && profile.dialect().definitions().hasPartialIndexes()) {
            for (List<String> columns : table.uniques()) {
                statements.add(
                        uniques().partial(table.name(), columns, hiding, names.take(table.name(), columns, "key")));
            }
        }
        if (table.keyTakesNulls()) {
            statements.add(
                    uniques().nullsAlike(table.name(), table.key(), names.take(table.name(), table.key(), "key")));
        }
        for (List<String> columns : table.indexed()) {
            statements.add(render(DSL.createIndex(Names.name(names.take(table.name(), columns, "idx")))
                    .on(DSL.table(Names.table(table.name())), fields(columns))));
        }
        if (table.isCommitLog() && profile.dialect().definitions().hasBlockRangeIndexes()) {
            statements.add(indexOfTimes(table));
        }
        return statements;
    }

    /**
     * By which old commands are found: a summary of the table's pages, which costs a commit next to nothing, where a b-tree would
     * be one more to keep. jOOQ's indexes have no method.
     */
    String indexOfTimes(TableShape log) {
        return render(DSL.query(
                "create index {0} on {1} using brin ({2})",
                Names.name(names.take(log.name(), List.of("at"), "idx")), Names.table(log.name()), Names.name("at")));
    }

    /** The foreign keys to other tables than the parent's, which may stand anywhere in the file or refer back. */
    List<String> foreignKeys(TableShape table) {
        return table.references().stream()
                .filter(reference -> !table.isSettled(reference))
                .map(reference ->
                        render(DSL.alterTable(Names.table(table.name())).add(foreignKey(table, reference))))
                .toList();
    }

    /** What has the database keep rows apart by a policy of its own, in order. */
    List<String> rowSecurity(TableShape table) {
        List<String> statements = new ArrayList<>();
        for (RowSecurity security : table.securities()) {
            statements.add(enableSecurity(table.name()));
            statements.add(forceSecurity(table.name()));
            statements.add(createPolicy(table.name(), security));
        }
        return statements;
    }

    String enableSecurity(TableName table) {
        return render(DSL.query("alter table {0} enable row level security", Names.table(table)));
    }

    /** Its owner is bound as well. */
    String forceSecurity(TableName table) {
        return render(DSL.query("alter table {0} force row level security", Names.table(table)));
    }

    /** The setting is read once a statement, as a subquery is; an unset one is an empty text, and fits no row. */
    String createPolicy(TableName table, RowSecurity security) {
        ColumnType type = security.column().type();
        SQL cast = DSL.raw(type.javaType() == String.class ? "" : "::" + type.sqlName());
        SQL own = DSL.sql(
                "({0} = (select nullif(current_setting({1}, true), ''){2}))",
                Names.name(security.column().name()),
                DSL.inline(security.setting().name()),
                cast);
        return render(DSL.query(
                "create policy {0} on {1} using {2} with check {2}",
                Names.name(security.policy()), Names.table(table), own));
    }

    String dropPolicy(TableName table, String policy) {
        return render(DSL.query("drop policy {0} on {1}", Names.name(policy), Names.table(table)));
    }

    /** Makes a role one that row-level security binds. */
    String bind(String role, boolean isSuperuser) {
        return render(
                DSL.query("alter role {0} " + (isSuperuser ? "nosuperuser " : "") + "nobypassrls", Names.name(role)));
    }

    String addColumn(TableName table, ColumnShape column) {
        return render(DSL.alterTable(Names.table(table)).addColumn(field(column)));
    }

    String renameColumn(TableName table, String from, String to) {
        return render(DSL.alterTable(Names.table(table))
                .renameColumn(Names.name(from))
                .to(Names.name(to)));
    }

    String dropNotNull(TableName table, String column) {
        return render(DSL.alterTable(Names.table(table))
                .alterColumn(Names.name(column))
                .dropNotNull());
    }

    /** jOOQ alters no identities. */
    String addIdentity(TableName table, String column) {
        return alterColumn(table, column, "add generated by default as identity");
    }

    String identityByDefault(TableName table, String column) {
        return alterColumn(table, column, "set generated by default");
    }

    String setDefault(TableName table, String column) {
        return alterColumn(table, column, "set default ...");
    }

    /** Keeps every value that has a form in the type. Texts of the column are then equal only where they are the same. */
    String setType(TableName table, ColumnShape column) {
        return render(profile.dialect().definitions().setType(table, column.name(), column.type()));
    }

    /** The same of a column that is told by its name. */
    String setType(TableName table, String column, ColumnType type) {
        return render(profile.dialect().definitions().setType(table, column, type));
    }

    String setNotNull(TableName table, String column) {
        return render(DSL.alterTable(Names.table(table))
                .alterColumn(Names.name(column))
                .setNotNull());
    }

    String dropExpression(TableName table, String column) {
        return alterColumn(table, column, "drop expression");
    }

    String dropIdentity(TableName table, String column) {
        return alterColumn(table, column, "drop identity");
    }

    /** Adds a required column, also to a table that has rows: they get this value. */
    String addFilled(TableName table, ColumnShape column, String value) {
        String add = render(DSL.query(
                "alter table {0} add {1} {2} default {3} not null",
                Names.table(table), Names.name(column.name()), spelled(column.type()), DSL.inline(value)));
        return add + "; " + alterColumn(table, column.name(), "drop default");
    }

    /** Gives those rows a value that have none. */
    String fill(TableName table, ColumnShape column, String value) {
        return render(DSL.query(
                "update {0} set {1} = {2} where {1} is null",
                Names.table(table), Names.name(column.name()), DSL.inline(value)));
    }

    private SQL spelled(ColumnType type) {
        return DSL.raw(profile.dialect().values().spelling(type));
    }

    /** An enum of the database, which several columns may be of. */
    String createEnum(ColumnType type) {
        return render(DSL.createType(Names.table(TableName.of(type.sqlName())))
                .asEnum(type.labels().toArray(String[]::new)));
    }

    String addLabel(String type, String label) {
        return render(DSL.alterType(Names.table(TableName.of(type))).addValue(label));
    }

    private String alterColumn(TableName table, String column, String change) {
        return render(DSL.query("alter table {0} alter {1} " + change, Names.table(table), Names.name(column)));
    }

    private Constraint unique(TableShape table, List<String> columns) {
        return DSL.constraint(Names.name(names.take(table.name(), columns, "key")))
                .unique(names(columns));
    }

    private Constraint foreignKey(TableShape table, Reference reference) {
        return DSL.constraint(Names.name(names.take(table.name(), reference.columns(), "fkey")))
                .foreignKey(names(reference.columns()))
                .references(DSL.table(Names.table(reference.target())), fields(reference.targetColumns()));
    }

    private Field<?> field(ColumnShape column) {
        DataType<Object> plain = type(column.type());
        DataType<Object> type = column.origin() == Origin.COLUMN ? plain.generatedByDefaultAsIdentity() : plain;
        return DSL.field(Names.name(column.name()), column.nullable() ? type : type.notNull());
    }

    /** The catalogue's own spelling: jOOQ's types have names of their own. */
    private DataType<Object> type(ColumnType type) {
        return profile.dialect().definitions().type(type);
    }

    static Name[] names(List<String> columns) {
        return columns.stream().map(Names::name).toArray(Name[]::new);
    }

    static List<Field<?>> fields(List<String> columns) {
        List<Field<?>> fields = new ArrayList<>();
        columns.forEach(column -> fields.add(DSL.field(Names.name(column))));
        return fields;
    }
}
