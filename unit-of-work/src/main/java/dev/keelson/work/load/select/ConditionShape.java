package dev.keelson.work.load.select;

import dev.keelson.work.database.ColumnBinding;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.Row;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * What a condition and an order ask, without the values that they ask with: read from jOOQ's model of them, since to render them, even for
 * a hash code, is what takes the time. A part that is not known here makes no shape, and is rendered each time. Used by one thread, once.
 */
final class ConditionShape {

    private static final Class<?> COLUMN =
            DSL.field(DSL.name("t", "c"), Object.class).getClass();
    private static final Class<?> TABLE = DSL.table(DSL.name("t")).getClass();
    private static final Class<?> NO_CONDITION = DSL.noCondition().getClass();

    private final StringBuilder text = new StringBuilder(128);
    private final List<Param<?>> params = new ArrayList<>();

    private ConditionShape() {}

    /** The shape of a query's condition and order, or null where a part of these is not known. */
    static @Nullable ConditionShape of(RowQuery query) {
        ConditionShape shape = new ConditionShape();
        if (!shape.condition(query.condition())) {
            return null;
        }
        for (OrderField<?> order : query.order()) {
            if (!(order instanceof SortField<?> sort) || !shape.sort(sort)) {
                return null;
            }
        }
        return shape;
    }

    /** Equal for equal shapes. */
    String text() {
        return text.toString();
    }

    /** The values, in the order in which the shape has them. */
    List<Param<?>> params() {
        return params;
    }

    private boolean add(String part) {
        text.append(part);
        return true;
    }

    private boolean sort(SortField<?> sort) {
        add(";");
        return field(sort.$field()) && add(sort.$sortOrder().name()) && add(String.valueOf(sort.$nullOrdering()));
    }

    private boolean condition(@Nullable Condition condition) {
        return condition == null ? add("-") : known(condition);
    }

    private boolean known(Condition condition) {
        return switch (condition) {
            case QOM.And and -> two("&", and.$arg1(), and.$arg2());
            case QOM.Or or -> two("|", or.$arg1(), or.$arg2());
            case QOM.Not not -> add("!(") && condition(not.$arg1()) && add(")");
            case QOM.Eq<?> eq -> compared("=", eq.$arg1(), eq.$arg2());
            case QOM.Ne<?> ne -> compared("<>", ne.$arg1(), ne.$arg2());
            case QOM.Lt<?> lt -> compared("<", lt.$arg1(), lt.$arg2());
            case QOM.Le<?> le -> compared("<=", le.$arg1(), le.$arg2());
            case QOM.Gt<?> gt -> compared(">", gt.$arg1(), gt.$arg2());
            case QOM.Ge<?> ge -> compared(">=", ge.$arg1(), ge.$arg2());
            case QOM.IsDistinctFrom<?> differs -> compared("d", differs.$arg1(), differs.$arg2());
            case QOM.IsNull absent -> add("n(") && field(absent.$arg1()) && add(")");
            case QOM.IsNotNull there -> add("nn(") && field(there.$arg1()) && add(")");
            case QOM.InList<?> in -> add("in(") && field(in.$field()) && fields(in.$list()) && add(")");
            case QOM.RowGt<?> gt -> rows(">", gt.$arg1(), gt.$arg2());
            case QOM.RowGe<?> ge -> rows(">=", ge.$arg1(), ge.$arg2());
            case QOM.RowLt<?> lt -> rows("<", lt.$arg1(), lt.$arg2());
            case QOM.RowLe<?> le -> rows("<=", le.$arg1(), le.$arg2());
            case QOM.FieldCondition is -> add("is(") && field(is.$field()) && add(")");
            case QOM.Exists exists -> exists.$query() instanceof Select<?> select && add("e") && select(select);
            default -> condition.getClass() == NO_CONDITION && add("0");
        };
    }

    private boolean two(String operator, Condition one, Condition other) {
        return add("(") && condition(one) && add(operator) && condition(other) && add(")");
    }

    private boolean compared(String operator, Field<?> one, Field<?> other) {
        return add("(") && field(one) && add(operator) && field(other) && add(")");
    }

    private boolean rows(String operator, QueryPart one, QueryPart other) {
        return one instanceof Row left
                && other instanceof Row right
                && fields(List.of(left.fields()))
                && add(operator)
                && fields(List.of(right.fields()));
    }

    private boolean fields(List<? extends Field<?>> fields) {
        add("[");
        for (Field<?> field : fields) {
            if (!field(field) || !add(",")) {
                return false;
            }
        }
        return add("]");
    }

    private boolean field(Field<?> field) {
        if (field instanceof Param<?> param) {
            return param(param);
        }
        return switch (field) {
            case QOM.ScalarSubquery<?> scalar -> add("s") && select(scalar.$arg1());
            case QOM.ConditionAsField condition -> add("c") && condition(condition.$condition());
            case QOM.Cast<?> cast ->
                add("cast(") && field(cast.$field()) && add(cast.$dataType().getTypeName()) && add(")");
            case QOM.FieldAlias<?> alias ->
                field(alias.$aliased()) && add(" ") && add(alias.$alias().toString());
            case QOM.Count count -> add("count");
            default ->
                field.getClass() == COLUMN && add(field.getQualifiedName().toString());
        };
    }

    private boolean param(Param<?> param) {
        if (param.isInline()) {
            return add("'" + param.getValue() + "'" + param.getDataType().getTypeName());
        }
        if (!(param.getBinding() instanceof ColumnBinding<?, ?> binding) || param.getValue() == null) {
            return false;
        }
        params.add(param);
        return add("?") && add(binding.shape());
    }

    private boolean select(Select<?> select) {
        boolean isPlain = select.$with() == null
                && !select.$distinct()
                && select.$having() == null
                && select.$limit() == null
                && select.$offset() == null
                && select.$groupBy().isEmpty()
                && select.$orderBy().isEmpty();
        if (!isPlain) {
            return false;
        }
        add("{");
        for (SelectFieldOrAsterisk selected : select.$select()) {
            if (!(selected instanceof Field<?> field) || !field(field)) {
                return false;
            }
        }
        for (Table<?> table : select.$from()) {
            if (!table(table)) {
                return false;
            }
        }
        return condition(select.$where()) && add("}");
    }

    private boolean table(Table<?> table) {
        return switch (table) {
            case QOM.TableAlias<?> alias ->
                table(alias.$table()) && add(" ") && add(alias.$alias().toString());
            case QOM.LeftJoin<?> join ->
                table(join.$table1()) && add("<<") && table(join.$table2()) && condition(join.$on());
            case QOM.Join<?> join ->
                table(join.$table1()) && add("><") && table(join.$table2()) && condition(join.$on());
            default -> table.getClass() == TABLE && add(table.getQualifiedName().toString());
        };
    }
}
