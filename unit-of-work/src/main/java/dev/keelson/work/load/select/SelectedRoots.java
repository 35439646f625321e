package dev.keelson.work.load.select;

import dev.keelson.work.sql.TemplateBuilder;
import java.util.List;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;

/**
 * The roots of a query: a table expression that is evaluated once and that every branch joins. Its columns are called as
 * {@link Branches#column} says; {@link Branches#PLACE} is the place of each in the order asked for. Immutable.
 *
 * @param name what the table expression is called
 * @param expression selects the roots
 * @param key the columns of the root's key
 * @param whole whether it has all columns of the roots' table; else it is of several aggregates, has just their key, and
 *     {@link Branches#MEMBER} tells whose it is
 * @param placed whether it has the place of each in the order asked for, where there is one
 */
record SelectedRoots(Name name, CommonTableExpression<?> expression, List<Integer> key, boolean whole, boolean placed)
        implements KeySource {

    SelectedRoots {
        key = List.copyOf(key);
    }

    @Override
    public Select<Record> restrict(
            SelectJoinStep<Record> from, Condition scoped, int member, List<Field<Object>> rootKey) {
        Condition same = isKey(rootKey);
        if (!whole) {
            same = same.and(TemplateBuilder.field(name, Branches.MEMBER).eq(DSL.inline((Object) member)));
        }
        return from.join(DSL.table(name)).on(same).where(scoped);
    }

    @Override
    public List<Field<Object>> keyColumns() {
        return key.stream().map(this::column).toList();
    }

    Field<Object> column(int position) {
        return TemplateBuilder.field(name, Branches.column(position));
    }

    Field<Object> place() {
        return TemplateBuilder.field(name, Branches.PLACE);
    }
}
