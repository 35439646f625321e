package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.TableShape.ColumnShape;
import dev.keelson.work.schema.TableShape.Reference;
import dev.keelson.work.sql.Names;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Constraint;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.TableElement;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;

/** Renders single statements of DDL by jOOQ, without a semicolon at their end. Used by one thread. */
final class Ddl {

    private final DSLContext context;
    private final DerivedNames names = new DerivedNames();

    private Ddl(boolean formatted) {
        this.context = DSL.using(
                SQLDialect.POSTGRES,
                new Settings()
                        .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_QUOTED)
                        .withRenderFormatted(formatted));
    }

    /** For files: one column a line. */
    static Ddl readable() {
        return new Ddl(true);
    }

    /** For messages: one statement a line. */
    static Ddl oneLine() {
        return new Ddl(false);
    }

    String createSchema(String schema) {
        return context.render(DSL.createSchemaIfNotExists(Names.name(schema)));
    }

    /** The table with its primary key and the foreign key to its parent. */
    String createTable(TableShape table) {
        List<TableElement> elements = new ArrayList<>();
        table.columns().forEach(column -> elements.add(field(column)));
        if (!table.keyTakesNulls()) {
            elements.add(DSL.primaryKey(names(table.key())));
        }
        for (Reference reference : table.references()) {
            if (reference.toParent()) {
                elements.add(foreignKey(table, reference));
            }
        }
        return context.render(DSL.createTable(Names.table(table.name())).tableElements(elements));
    }

    /** What stands beside the table: a key that a primary key cannot be, and indexes on its references. */
    List<String> additions(TableShape table) {
        List<String> statements = new ArrayList<>();
        if (table.keyTakesNulls()) { // jOOQ's constraints do not know the clause
            statements.add(context.render(DSL.query(
                    "alter table {0} add constraint {1} unique nulls not distinct ({2})",
                    Names.table(table.name()),
                    Names.name(names.take(table.name(), table.key(), "key")),
                    DSL.list(names(table.key())))));
        }
        for (List<String> columns : table.indexed()) {
            statements.add(context.render(DSL.createIndex(Names.name(names.take(table.name(), columns, "idx")))
                    .on(DSL.table(Names.table(table.name())), fields(columns))));
        }
        return statements;
    }

    /** The foreign keys to other aggregates, which may stand anywhere in the file or refer back. */
    List<String> foreignKeys(TableShape table) {
        List<String> statements = new ArrayList<>();
        for (Reference reference : table.references()) {
            if (!reference.toParent()) {
                statements.add(
                        context.render(DSL.alterTable(Names.table(table.name())).add(foreignKey(table, reference))));
            }
        }
        return statements;
    }

    String addColumn(TableName table, ColumnShape column) {
        return context.render(DSL.alterTable(Names.table(table)).addColumn(field(column)));
    }

    String renameColumn(TableName table, String from, String to) {
        return context.render(DSL.alterTable(Names.table(table))
                .renameColumn(Names.name(from))
                .to(Names.name(to)));
    }

    String dropNotNull(TableName table, String column) {
        return context.render(DSL.alterTable(Names.table(table))
                .alterColumn(Names.name(column))
                .dropNotNull());
    }

    private Constraint foreignKey(TableShape table, Reference reference) {
        return DSL.constraint(Names.name(names.take(table.name(), reference.columns(), "fkey")))
                .foreignKey(names(reference.columns()))
                .references(DSL.table(Names.table(reference.target())), fields(reference.targetColumns()));
    }

    private static Field<?> field(ColumnShape column) {
        DataType<Object> type = type(column.type());
        return DSL.field(Names.name(column.name()), column.nullable() ? type : type.notNull());
    }

    /** The catalogue's own spelling: jOOQ's types have names of their own. */
    private static DataType<Object> type(ColumnType type) {
        return new DefaultDataType<>(SQLDialect.POSTGRES, Object.class, type.sqlName(), type.sqlName());
    }

    private static Name[] names(List<String> columns) {
        return columns.stream().map(Names::name).toArray(Name[]::new);
    }

    private static List<Field<?>> fields(List<String> columns) {
        List<Field<?>> fields = new ArrayList<>();
        columns.forEach(column -> fields.add(DSL.field(Names.name(column))));
        return fields;
    }
}
