package dev.keelson.work.load.select;

import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A tree of whose rows only those at the top hold the parent's key: a table expression that walks from them down, level by
 * level. Immutable.
 */
final class Tree {

    /** Rows below this level are an error: what is that deep is no tree inside an aggregate, or goes in a circle. */
    static final int MAX_DEPTH = 100;

    /** The place of a row that lies too deep. */
    static final long TOO_DEEP = -1;

    private static final String DEPTH = "depth";
    private static final String HIDING = "hiding";

    private final TableModel table;
    private final Name name;

    /**
     * The tree of one table.
     *
     * @param name what the table expression is called
     */
    Tree(TableModel table, String name) {
        this.table = table;
        this.name = Names.name(name);
    }

    /** The table expression, as a table. */
    Table<Record> table() {
        return DSL.table(name);
    }

    /** A column of the tree's rows, by its position. */
    Field<Object> column(int position) {
        return TemplateBuilder.field(name, Branches.column(position));
    }

    /** The place of each row in a sorted tree, {@link #TOO_DEEP} for those that no load reaches. */
    Field<?> place() {
        var tooDeep = DSL.when(depth().gt(DSL.inline(MAX_DEPTH)), DSL.inline((int) TOO_DEEP));
        return table.sorting().isEmpty() ? tooDeep : tooDeep.otherwise(Sorted.place(table, this::column));
    }

    /**
     * The walk. It takes one level more than it may, so that the rows there tell.
     *
     * @param rows the table, each reference to which is restricted
     * @param scope the value that a policy's column is compared with
     * @param top selects fields of the rows that fulfil a condition and hang on the roots asked for
     */
    CommonTableExpression<?> expression(
            ScopedTable rows,
            Function<PolicyColumn, Field<?>> scope,
            BiFunction<List<Field<?>>, Condition, Select<Record>> top) {
        Field<Integer> next = depth().add(DSL.inline(1));
        Select<Record> below = DSL.select(fields(rows, next))
                .from(rows.table())
                .join(table())
                .on(isBelow(rows))
                .where(rows.scope(scope))
                .and(rows.showsHidden() ? rows.isOneWith(hiding()) : DSL.noCondition())
                .and(depth().le(DSL.inline(MAX_DEPTH)));
        return name.fields(names(rows))
                .as(top.apply(fields(rows, DSL.inline(1)), isTop(rows)).unionAll(below));
    }

    private List<Field<?>> fields(ScopedTable rows, Field<Integer> depth) {
        List<Field<?>> fields = new ArrayList<>();
        for (int column = 0; column < table.rowType().width(); column++) {
            fields.add(rows.field(column));
        }
        fields.add(depth);
        if (rows.showsHidden()) {
            fields.add(rows.field(rows.hidingColumn()));
        }
        return fields;
    }

    private Name[] names(ScopedTable rows) {
        RowType type = table.rowType();
        Name[] names = new Name[type.width() + (rows.showsHidden() ? 2 : 1)];
        for (int column = 0; column < type.width(); column++) {
            names[column] = DSL.unquotedName(Branches.column(column));
        }
        names[type.width()] = DSL.unquotedName(DEPTH);
        if (rows.showsHidden()) {
            names[type.width() + 1] = DSL.unquotedName(HIDING);
        }
        return names;
    }

    private Condition isTop(ScopedTable rows) {
        Condition condition = DSL.noCondition();
        for (int column : table.nodeColumns()) {
            condition = condition.or(rows.field(column).isNull());
        }
        return condition;
    }

    private Condition isBelow(ScopedTable rows) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < table.nodeColumns().size(); n++) {
            Field<Object> reference = rows.field(table.nodeColumns().get(n));
            condition = condition.and(reference.eq(column(table.rowType().keyColumn(n))));
        }
        return condition;
    }

    /** The column that tells whether a row is hidden, and by which removal, where hidden ones are seen. */
    Field<Object> hiding() {
        return TemplateBuilder.field(name, HIDING);
    }

    private Field<Integer> depth() {
        return DSL.field(DSL.name(name, DSL.unquotedName(DEPTH)), Integer.class);
    }
}
