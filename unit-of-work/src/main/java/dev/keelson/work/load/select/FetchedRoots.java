package dev.keelson.work.load.select;

import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
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
 * The roots that one step of {@link Fetches} brings along: a table expression of their keys, each once, which every branch of theirs joins.
 * Immutable.
 *
 * @param name what the table expression is called
 * @param width how many columns the key has
 */
record FetchedRoots(Name name, int width) implements KeySource {

    @Override
    public List<Field<Object>> keyColumns() {
        List<Field<Object>> key = new ArrayList<>(width);
        for (int n = 0; n < width; n++) {
            key.add(TemplateBuilder.field(name, Branches.column(n)));
        }
        return key;
    }

    /** The expression, of these keys. */
    CommonTableExpression<Record> expression(Select<Record> keys, Dialect dialect) {
        Name[] columns = new Name[width];
        for (int n = 0; n < width; n++) {
            columns[n] = DSL.unquotedName(Branches.column(n));
        }
        return dialect.materialized(name.fields(columns), keys);
    }

    @Override
    public Select<Record> restrict(
            SelectJoinStep<Record> from, Condition scoped, int member, List<Field<Object>> rootKey) {
        return from.join(DSL.table(name)).on(isKey(rootKey)).where(scoped);
    }
}
