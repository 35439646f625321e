package dev.keelson.work.load.select;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.scan.Nearest;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.TableImpl;
import org.jspecify.annotations.Nullable;

/**
 * The table of a root as jOOQ's conditions name it, for those who generate no code: {@code
 * table.field("status", String.class).eq("OPEN")}. Thread-safe.
 */
public final class AggregateTable {

    private AggregateTable() {}

    /**
     * The table of roots of one type, with the columns that conditions over them may name. Of a joined hierarchy these are
     * also those of its subtypes' tables, to which they then belong: {@code table.field("number")} is that of the first
     * table that has one, {@code table.field(name("iban_payments", "number"))} that of this one. Of classes that have a table
     * each, these are the columns that all of them have.
     */
    public static Table<Record> of(Roots roots) {
        return roots.members().size() > 1 ? new FamilyTable(roots.members()).table() : joined(roots.first());
    }

    /** Whether it is one of these, whose columns are called as the table is. */
    static boolean isOurs(Table<?> table) {
        return table instanceof Columns;
    }

    private static Table<Record> joined(AggregateModel model) {
        ScalarColumns scalars = new ScalarColumns(model);
        Table<Record> root = new Columns(model.root(), null, scalars);
        Table<Record> joined = root;
        for (TableModel extension : model.extensions()) {
            Columns further = new Columns(extension.rowType(), extension, scalars);
            joined = joined.leftJoin(further).on(hasKeyOf(extension, further, model.root()));
        }
        return joined;
    }

    private static Condition hasKeyOf(TableModel extension, Columns further, RowType root) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < extension.parentColumns().size(); n++) {
            Column own = extension.rowType().column(extension.parentColumns().get(n));
            Column other = root.column(extension.parentKey().get(n));
            Field<Object> key = TemplateBuilder.field(further.getQualifiedName(), own.name());
            condition = condition.and(key.eq(TemplateBuilder.field(Names.table(root.table()), other.name())));
        }
        return condition;
    }

    /** One table with its columns, which names the nearest where one is asked for that it has not. */
    private static final class Columns extends TableImpl<Record> {

        private static final long serialVersionUID = 1L;

        @Override
        public Field<?> field(String column) {
            return known(column, super.field(column));
        }

        @Override
        @SuppressWarnings(
                "unchecked") // the binding takes the domain's values and the column's; jOOQ's own way loses it
        public <T> Field<T> field(String column, Class<T> valueType) {
            return (Field<T>) field(column);
        }

        private <F extends Field<?>> F known(String column, @Nullable F found) {
            if (found != null) {
                return found;
            }
            List<String> names = Arrays.stream(fields()).map(Field::getName).toList();
            throw new IllegalArgumentException(
                    "Cannot name column '" + column + "': table " + getName() + " has no such one"
                            + Nearest.meant(column, names)
                            + " It has " + String.join(", ", names) + ".");
        }

        Columns(RowType type, @Nullable TableModel extension, ScalarColumns scalars) {
            super(Names.table(type.table()));
            for (int position = 0; position < type.width(); position++) {
                if (extension == null || !type.isKey(position)) {
                    createField(
                            Names.name(type.column(position).name()), scalars.type(type, extension, position), this);
                }
            }
        }
    }
}
