package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A write that fails on the server unless it writes as many rows as it is to, since a count that comes back is too late for a
 * COMMIT that is already on its way. It is a common table expression, whose rows are counted; where the number is another, a
 * text of the marker and the number is cast to a number, which fails and brings the text back. The marker is the last source
 * of its statement; before it comes the number of rows, where the statement is for any number of them.
 */
public final class CountedWrite {

    private CountedWrite() {}

    /**
     * The write of which nothing is given back.
     *
     * @param write an INSERT, UPDATE or DELETE that gives nothing back
     * @param rows how many rows it is to write, or 0 where a source tells
     */
    public static QueryPart of(TemplateBuilder builder, QueryPart write, RowType type, int rows) {
        Name written = Names.beside("w", List.of(type.table()));
        return DSL.query(
                "with {0} as ({1} returning 1) {2}", written, write, unlessAsMany(builder, written, rows, null));
    }

    /**
     * Rows that are locked, and not written: a row policy may hide them from that, too.
     *
     * @param locking a SELECT that locks
     * @param rows how many rows it is to lock, or 0 where a source tells
     */
    public static QueryPart locking(TemplateBuilder builder, QueryPart locking, RowType type, int rows) {
        Name locked = Names.beside("w", List.of(type.table()));
        return DSL.query("with {0} as ({1}) {2}", locked, locking, unlessAsMany(builder, locked, rows, null));
    }

    /**
     * The write that gives fields of its rows back.
     *
     * @param write an INSERT, UPDATE or DELETE that gives nothing back yet
     * @param rows how many rows it is to write, or 0 where a source tells
     * @param returned what is given back of each row
     */
    public static QueryPart returning(
            TemplateBuilder builder, QueryPart write, RowType type, int rows, List<Field<?>> returned) {
        Name written = Names.beside("w", List.of(type.table()));
        List<QueryPart> named = new ArrayList<>();
        List<QueryPart> columns = new ArrayList<>();
        List<QueryPart> nulls = new ArrayList<>();
        for (Field<?> field : returned) {
            Name column = DSL.unquotedName("c" + columns.size());
            named.add(DSL.sql("{0} as {1}", field, column));
            columns.add(column);
            nulls.add(DSL.sql("null"));
        }
        return DSL.query(
                "with {0} as ({1} returning {2}) select {3} from {0} union all select {4} from ({5}) as g where g.n is"
                        + " not null",
                written,
                write,
                DSL.list(named),
                DSL.list(columns),
                DSL.list(nulls),
                unlessAsMany(builder, written, rows, DSL.unquotedName("n")));
    }

    private static QueryPart unlessAsMany(TemplateBuilder builder, Name written, int rows, @Nullable Name alias) {
        Field<?> expected = rows > 0 ? DSL.inline(rows) : builder.bind(ColumnType.integer());
        QueryPart as = alias == null ? DSL.sql("") : DSL.sql(" as {0}", alias);
        return DSL.sql(
                "select cast(({0} || cast(count(*) as text)) as int){1} from {2} having count(*) <> {3}",
                builder.bind(ColumnType.text()), as, written, expected);
    }
}
