package dev.keelson.work.load.select;

import dev.keelson.work.sql.GivenValue;
import dev.keelson.work.sql.Infix;
import dev.keelson.work.sql.ScopeValue;
import dev.keelson.work.sql.Subquery;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.Row;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/**
 * What a condition and an order ask, without the values that they ask with: read from jOOQ's model of them, since to render them, even for
 * a hash code, is what takes the time. A part that is not known here makes no shape, and is rendered each time: a subquery of the
 * application's own is one, of which the model does not tell all. Used by one thread, once.
 */
final class ConditionShape {

    private static final Class<?> TABLE = DSL.table(DSL.name("t")).getClass();
    private static final Class<?> NO_CONDITION = DSL.noCondition().getClass();

    /** Queries with more values than these hardly ever share a text. */
    private static final int MOST_VALUES = 200;

    private final ShapeWords words = new ShapeWords();
    private final List<ShapeValue> values = new ArrayList<>(4);

    private ConditionShape() {}

    /** The shape of a query's condition and order, or null where a part of these is not known. */
    static @Nullable ConditionShape of(RowQuery query) {
        ConditionShape shape = of(query.condition());
        for (int i = 0; shape != null && i < query.order().size(); i++) {
            if (!shape.order(query.order().get(i))) {
                return null;
            }
        }
        return shape;
    }

    /** The shape of a condition, or null where a part of it is not known. */
    static @Nullable ConditionShape of(Condition condition) {
        ConditionShape shape = new ConditionShape();
        return shape.condition(condition) ? shape : null;
    }

    /** Equal for equal shapes. */
    ShapeWords words() {
        return words;
    }

    /** The values, in the order in which the shape has them. */
    List<ShapeValue> values() {
        return values;
    }

    private boolean order(OrderField<?> order) {
        return switch (order) {
            case SortField<?> sort ->
                words.add("order")
                        && words.add(sort.$sortOrder())
                        && words.add(sort.$nullOrdering())
                        && field(sort.$field());
            case Field<?> field -> words.add("order by") && field(field);
            default -> false;
        };
    }

    private boolean condition(Condition condition) {
        return switch (condition) {
            case QOM.And and -> words.add("and") && condition(and.$arg1()) && condition(and.$arg2());
            case QOM.Or or -> words.add("or") && condition(or.$arg1()) && condition(or.$arg2());
            case QOM.Not not -> words.add("not") && condition(not.$arg1());
            case QOM.Eq<?> eq -> two("=", eq.$arg1(), eq.$arg2());
            case QOM.Ne<?> ne -> two("<>", ne.$arg1(), ne.$arg2());
            case QOM.Lt<?> lt -> two("<", lt.$arg1(), lt.$arg2());
            case QOM.Le<?> le -> two("<=", le.$arg1(), le.$arg2());
            case QOM.Gt<?> gt -> two(">", gt.$arg1(), gt.$arg2());
            case QOM.Ge<?> ge -> two(">=", ge.$arg1(), ge.$arg2());
            case QOM.IsDistinctFrom<?> differs -> two("distinct", differs.$arg1(), differs.$arg2());
            case QOM.IsNotDistinctFrom<?> same -> two("not distinct", same.$arg1(), same.$arg2());
            case QOM.IsNull absent -> words.add("null") && field(absent.$arg1());
            case QOM.IsNotNull there -> words.add("not null") && field(there.$arg1());
            case QOM.InList<?> in -> words.add("in") && field(in.$field()) && fields(in.$list());
            case QOM.NotInList<?> in -> words.add("not in") && field(in.$field()) && fields(in.$list());
            case QOM.EqQuantified<?> any -> words.add("any") && field(any.$arg1()) && ofArray(any.$arg2());
            case QOM.Between<?> between ->
                !between.$symmetric() && two("between", between.$arg1(), between.$arg2()) && field(between.$arg3());
            case QOM.Like like -> like("like", like.$value(), like.$pattern(), like.$escape());
            case QOM.NotLike like -> like("not like", like.$value(), like.$pattern(), like.$escape());
            case QOM.LikeIgnoreCase like -> like("ilike", like.$value(), like.$pattern(), like.$escape());
            case QOM.NotLikeIgnoreCase like -> like("not ilike", like.$value(), like.$pattern(), like.$escape());
            case QOM.RowGt<?> gt -> rows("row >", gt.$arg1(), gt.$arg2());
            case QOM.RowGe<?> ge -> rows("row >=", ge.$arg1(), ge.$arg2());
            case QOM.RowLt<?> lt -> rows("row <", lt.$arg1(), lt.$arg2());
            case QOM.RowLe<?> le -> rows("row <=", le.$arg1(), le.$arg2());
            case QOM.FieldCondition is -> words.add("is") && field(is.$field());
            case QOM.False never -> words.add("false");
            case QOM.True always -> words.add("true");
            case Infix infix -> words.add("infix") && two(infix.operator(), infix.left(), infix.right());
            case Subquery.Exists exists -> words.add("exists") && subquery(exists.rows());
            default -> condition.getClass() == NO_CONDITION && words.add("none");
        };
    }

    private boolean two(String operator, Field<?> one, Field<?> other) {
        return words.add(operator) && field(one) && field(other);
    }

    private boolean like(String operator, Field<?> value, Field<?> pattern, @Nullable Character escape) {
        // what is no text is cast to one
        return two(operator, value, pattern) && words.add(value.getDataType().getTypeName()) && words.add(escape);
    }

    private boolean ofArray(QueryPart array) {
        return array instanceof QOM.QuantifiedArray<?> quantified
                && words.add(quantified.$quantifier())
                && field(quantified.$array());
    }

    private boolean rows(String operator, QueryPart one, QueryPart other) {
        return one instanceof Row left
                && other instanceof Row right
                && words.add(operator)
                && fields(List.of(left.fields()))
                && fields(List.of(right.fields()));
    }

    private boolean fields(List<? extends Field<?>> fields) {
        words.add(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            if (!field(fields.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean field(Field<?> field) {
        return switch (field) {
            case Param<?> param
            when param.isInline() ->
                ShapeValue.isPlain(param)
                        && words.add("inline")
                        && words.add(param.getDataType().getTypeName())
                        && words.add(param.getValue());
            case Param<?> param -> value(param);
            case GivenValue value -> value(value);
            case TableField<?, ?> column -> column(column);
            case ScopeValue scope ->
                words.add("scope") && words.add(scope.column().name());
            case Subquery.Count count -> words.add("count") && subquery(count.rows());
            case QOM.ConditionAsField condition -> words.add("condition") && condition(condition.$condition());
            case QOM.Cast<?> cast -> typed("cast", cast.$field(), cast.$dataType());
            case QOM.Coerce<?> coerce -> typed("coerce", coerce.$field(), coerce.$dataType());
            case QOM.CaseSearched<?> searched -> cases(searched);
            case QOM.JSONBGetAttribute at -> two("->", at.$field(), at.$attribute());
            case QOM.Lower lower -> words.add("lower") && field(lower.$string());
            case QOM.Upper upper -> words.add("upper") && field(upper.$string());
            case QOM.Add<?> add -> add.getType() == Integer.class && two("+", add.$arg1(), add.$arg2());
            case QOM.Function<?> function ->
                words.add("function") && words.name(field.getQualifiedName()) && fields(function.$args());
            default -> false;
        };
    }

    /** A column by its name, or of a table of ours: those of generated tables may lead along a path of joins. */
    private boolean column(TableField<?, ?> column) {
        Table<?> table = column.getTable();
        if (table != null && table.getClass() != TABLE && !AggregateTable.isOurs(table)) {
            return false;
        }
        return words.add(table == null || table.getClass() == TABLE ? "column" : "column of table")
                && words.name(column.getQualifiedName());
    }

    private boolean typed(String word, Field<?> field, DataType<?> type) {
        return words.add(word) && words.add(type.getTypeName()) && words.add(type.getCastTypeName()) && field(field);
    }

    private boolean cases(QOM.CaseSearched<?> cases) {
        words.add("case");
        words.add(cases.$when().size());
        for (QOM.Tuple2<Condition, ? extends Field<?>> when : cases.$when()) {
            if (!condition(when.$1()) || !field(when.$2())) {
                return false;
            }
        }
        Field<?> otherwise = cases.$else();
        return otherwise == null ? words.add("-") : words.add("else") && field(otherwise);
    }

    /** A value; the same again is no other, so that where two places take one value no other query takes two. */
    private boolean value(Field<?> part) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isOf(part)) {
                return words.add("again") && words.add(i);
            }
        }
        ShapeValue value = values.size() == MOST_VALUES ? null : ShapeValue.of(part);
        if (value == null) {
            return false;
        }
        values.add(value);
        return words.add(value.isArray() ? "values" : "value") && words.add(value.type());
    }

    private boolean subquery(Subquery rows) {
        return table(rows.from()) && condition(rows.where());
    }

    private boolean table(Table<?> table) {
        return switch (table) {
            case QOM.TableAlias<?> alias -> words.add("as") && words.name(alias.$alias()) && table(alias.$table());
            case QOM.LeftJoin<?> join ->
                words.add("left join") && table(join.$table1()) && table(join.$table2()) && on(join.$on());
            case QOM.Join<?> join ->
                words.add("join") && table(join.$table1()) && table(join.$table2()) && on(join.$on());
            default -> table.getClass() == TABLE && words.add("table") && words.name(table.getQualifiedName());
        };
    }

    private boolean on(@Nullable Condition condition) {
        return condition == null ? words.add("-") : condition(condition);
    }
}
