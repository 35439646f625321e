package dev.keelson.work.load.select;

import dev.keelson.work.load.select.RowQuery.Referral;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Where a query searches for roots: in the table of one aggregate, or in those of several as if they were one. Immutable.
 *
 * @param table the table, as conditions name it
 * @param restricted what restricts it, besides the condition asked for
 * @param columns what is selected of each root
 * @param key which of these columns are the root's key
 * @param whole whether these are all columns of the root's table; else the last tells the aggregate
 */
record RootSearch(Table<Record> table, Condition restricted, List<Field<?>> columns, List<Integer> key, boolean whole) {

    RootSearch {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * The search among these roots.
     *
     * @param scope the value that a policy's column is compared with
     */
    static RootSearch of(
            Roots roots,
            @Nullable Referral referral,
            ScopedTables tables,
            StatementProfile profile,
            Function<PolicyColumn, Field<?>> scope) {
        List<RootTable> searched = new ArrayList<>();
        for (AggregateModel member : roots.members()) {
            searched.add(new RootTable(member, roots.type(), tables, profile, scope));
        }
        return searched.size() == 1
                ? ofOne(searched.get(0), roots.first().root(), referral, tables.visibility() == Visibility.VISIBLE)
                : ofFamily(
                        new FamilyTable(roots.members()),
                        searched,
                        roots.first().root().keyWidth(),
                        referral);
    }

    /**
     * @param whole whether all columns are selected; where hidden roots are sought as well, the root's own branch has to tell them
     */
    private static RootSearch ofOne(RootTable table, RowType type, @Nullable Referral referral, boolean whole) {
        List<Field<?>> columns = new ArrayList<>();
        if (!whole) {
            IntStream.range(0, type.keyWidth()).forEach(n -> columns.add(table.column(type.keyColumn(n))));
            columns.add(DSL.inline(0));
            List<Integer> first = IntStream.range(0, type.keyWidth()).boxed().toList();
            return new RootSearch(table.table(), table.restricted(referral), columns, first, false);
        }
        for (int position = 0; position < type.width(); position++) {
            columns.add(table.column(position));
        }
        List<Integer> key =
                IntStream.range(0, type.keyWidth()).map(type::keyColumn).boxed().toList();
        return new RootSearch(table.table(), table.restricted(referral), columns, key, true);
    }

    private static RootSearch ofFamily(
            FamilyTable family, List<RootTable> tables, int keyWidth, @Nullable Referral referral) {
        List<Integer> key = IntStream.range(0, keyWidth).boxed().toList();
        List<Field<?>> columns = new ArrayList<>();
        key.forEach(n -> columns.add(family.key(n)));
        columns.add(family.member());
        return new RootSearch(family.table(tables, referral), DSL.noCondition(), columns, key, false);
    }

    /** What roots must fulfil. */
    Condition condition(Condition asked) {
        return restricted.and(asked);
    }

    /**
     * That a root has this key.
     *
     * @param type of the root's row, or of that of any of the family
     */
    @SuppressWarnings("unchecked") // the binding takes what fits its column
    Condition hasKey(RowType type, @Nullable Object[] values) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < values.length; n++) {
            Field<Object> part = (Field<Object>) columns.get(key.get(n));
            condition = condition.and(part.eq(KeyArrays.value(type, type.keyColumn(n), values[n])));
        }
        return condition;
    }

    /** The keys of the roots that a query finds, in the order that it asks for. */
    SelectForUpdateStep<Record> keys(RowQuery query) {
        List<Field<?>> fields = new ArrayList<>();
        key.forEach(n -> fields.add(columns.get(n)));
        return some(query, fields);
    }

    /** These fields of the roots that a query finds, in the order that it asks for. */
    SelectForUpdateStep<Record> some(RowQuery query, List<Field<?>> fields) {
        return some(query, fields, table);
    }

    /** These columns of the roots that a query finds, in the order that it asks for. */
    Select<Record> columns(RowQuery query, SelectedColumns selected) {
        return some(query, selected.fields(), selected.join(table));
    }

    private SelectForUpdateStep<Record> some(RowQuery query, List<Field<?>> fields, Table<Record> from) {
        SelectLimitStep<Record> matching = DSL.select(fields)
                .from(from)
                .where(condition(query.condition()))
                .orderBy(query.order());
        Integer limit = query.limit();
        // literals, since a bound limit has the statement planned anew each time
        if (limit == null) {
            return query.offset() == 0 ? matching : matching.offset(DSL.inline(query.offset()));
        }
        return query.offset() == 0
                ? matching.limit(DSL.inline(limit))
                : matching.limit(DSL.inline(limit)).offset(DSL.inline(query.offset()));
    }

    /**
     * The roots that a query finds, in the order that it asks for.
     *
     * @param name what their table expression is called
     */
    SelectedRoots selected(Name name, RowQuery query, Dialect dialect) {
        List<Field<?>> fields = new ArrayList<>(columns);
        boolean placed = !query.order().isEmpty();
        if (placed) {
            fields.add(DSL.rowNumber().over(DSL.orderBy(query.order())));
        }
        Select<Record> limited = some(query, fields);
        CommonTableExpression<Record> expression = dialect.materialized(name.fields(names(placed)), limited);
        return new SelectedRoots(name, expression, key, whole, placed);
    }

    private Name[] names(boolean placed) {
        List<Name> names = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            boolean member = !whole && column == columns.size() - 1;
            names.add(DSL.unquotedName(member ? Branches.MEMBER : Branches.column(column)));
        }
        if (placed) {
            names.add(DSL.unquotedName(Branches.PLACE));
        }
        return names.toArray(Name[]::new);
    }
}
