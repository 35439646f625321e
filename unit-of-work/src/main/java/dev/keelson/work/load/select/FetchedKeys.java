package dev.keelson.work.load.select;

import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.model.RefsContent.Inverse;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * The keys that a step of {@link Fetches} leads to, as selects over the tables of one aggregate. Immutable.
 *
 * @param rows the branches of the aggregate whose rows refer to others, or are referred to
 */
record FetchedKeys(MemberBranches rows) {

    /**
     * The keys of other aggregates that rows of these hold, each once.
     *
     * @param table the place of the table whose rows do
     * @param columns that hold a key
     * @param target the type of the others' roots
     */
    Select<Record> held(int table, List<Integer> columns, RowType target, Asked asked) {
        TableModel holder = rows.table(table);
        if (holder.recursive()) {
            Tree tree = rows.tree(holder);
            return DSL.selectDistinct(keyOf(holder, columns, target, tree::column))
                    .from(tree.table())
                    .where(areThere(columns, tree::column));
        }
        SelectedRoots selected = asked.selected();
        if (holder.parent() < 0 && selected != null && selected.whole()) {
            return DSL.selectDistinct(keyOf(holder, columns, target, selected::column))
                    .from(DSL.table(selected.name()))
                    .where(areThere(columns, selected::column));
        }
        IntFunction<Field<Object>> column = rows.scoped(holder)::field;
        return rows.climb(holder, keyOf(holder, columns, target, column), areThere(columns, column), asked)
                .$distinct(true);
    }

    /** The columns that hold a key, as the other's key has them. */
    private static List<Field<?>> keyOf(
            TableModel holder, List<Integer> columns, RowType target, IntFunction<Field<Object>> column) {
        List<Field<?>> key = new ArrayList<>();
        for (int n = 0; n < columns.size(); n++) {
            key.add(comparable(
                    column.apply(columns.get(n)),
                    holder.rowType().column(columns.get(n)),
                    target.column(target.keyColumn(n))));
        }
        return key;
    }

    private static Condition areThere(List<Integer> columns, IntFunction<Field<Object>> column) {
        Condition there = DSL.noCondition();
        for (int position : columns) {
            there = there.and(column.apply(position).isNotNull());
        }
        return there;
    }

    /**
     * The keys of roots of these whose rows hold a key of others, each once.
     *
     * @param others the type of the others' roots
     * @param of the keys of the others
     */
    Select<Record> holding(Inverse inverse, RowType others, KeySource of, Asked asked) {
        TableModel holder = rows.table(inverse.table());
        List<Integer> columns = inverse.columns();
        List<Field<Object>> theirs = of.keyColumns();
        Condition same = DSL.noCondition();
        for (int n = 0; n < columns.size(); n++) {
            Field<?> key = comparable(
                    theirs.get(n),
                    others.column(others.keyColumn(n)),
                    holder.rowType().column(columns.get(n)));
            same = same.and(rows.scoped(holder).field(columns.get(n)).eq(key.coerce(Object.class)));
        }
        return DSL.selectDistinct(rows.rootKey(holder))
                .from(rows.scoped(holder).table())
                .join(DSL.table(of.name()))
                .on(same)
                .where(rows.scoped(holder).scope(asked.scope()));
    }

    /** A column, as one of another type is compared with it: which numbers and texts are without help. */
    private static Field<?> comparable(Field<Object> field, Column from, Column to) {
        return family(from.type().kind()).equals(family(to.type().kind()))
                ? field
                : DSL.cast(field, TemplateBuilder.named(to.sqlType()));
    }

    private static Kind family(Kind kind) {
        return switch (kind) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC -> Kind.NUMERIC;
            case TEXT, VARCHAR, CHAR -> Kind.TEXT;
            default -> kind;
        };
    }
}
