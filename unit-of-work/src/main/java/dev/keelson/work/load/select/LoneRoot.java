package dev.keelson.work.load.select;

import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.TemplateBuilder;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The root of one key where policies may leave it out: a table expression that is evaluated once. The root's branch reads it, and
 * each branch of a part asks whether it is there before it looks at a row. A join with the root's table in each branch says the
 * same and looks the root up once a branch. Immutable.
 *
 * @param name what the table expression is called
 */
record LoneRoot(Name name) {

    /**
     * The table expression.
     *
     * @param root selects all columns of the root's table, in their order
     */
    CommonTableExpression<?> expression(RowType type, Select<Record> root, Dialect dialect) {
        Name[] columns = new Name[type.width()];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = DSL.unquotedName(Branches.column(column));
        }
        return dialect.materialized(name.fields(columns), root);
    }

    /** The table expression, as a table. */
    Table<Record> table() {
        return DSL.table(name);
    }

    /** A column of the root, by its position. */
    Field<Object> column(int position) {
        return TemplateBuilder.field(name, Branches.column(position));
    }

    /** That there is the root. */
    Condition isThere() {
        return DSL.exists(DSL.select(DSL.inline(1)).from(table()));
    }
}
