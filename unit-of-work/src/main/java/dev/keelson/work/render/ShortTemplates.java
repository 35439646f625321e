package dev.keelson.work.render;

import dev.keelson.value.ColumnType;
import dev.keelson.work.render.ShortForm.Part;
import dev.keelson.work.render.ShortForm.Parts;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * The texts of the short form: each write is a common table expression, and the statement itself reads those that count one
 * after the other, first the token's row and then the root's, which is how PostgreSQL carries them out; so the root is locked
 * before any other row, as in every commit. (That the server keeps this order is its habit rather than its promise: a test watches
 * over it. What is written does not depend on it, since the failure undoes all.)
 */
final class ShortTemplates {

    private static final Field<Integer> PART = DSL.field(DSL.unquotedName("part"), Integer.class);

    private ShortTemplates() {}

    /** All parts as one statement, which fails where one of them does not write its rows: the parts' values in their order, the marker. */
    static StatementTemplate whole(Parts parts) {
        TemplateBuilder builder = new TemplateBuilder(StatementProfile.POSTGRES);
        List<QueryPart> with = new ArrayList<>();
        List<Name> names = names(parts);
        for (int i = 0; i < names.size(); i++) {
            QueryPart statement = builder.part(parts.parts().get(i).statement());
            boolean counted = parts.parts().get(i).expected() > 0;
            with.add(DSL.sql(counted ? "{0} as ({1} returning 1)" : "{0} as ({1})", names.get(i), statement));
        }
        // jOOQ takes only statements that give rows back as common table expressions
        return builder.build(DSL.query("with {0} {1}", DSL.list(with), unlessWritten(builder, parts.parts(), names)));
    }

    /** The update of a root, and the log's row from the row that it gives back: the root's values in their order, then the log's. */
    static StatementTemplate tokenFromRoot(StatementTemplate root, TableName table, LogStatements log) {
        TemplateBuilder builder = new TemplateBuilder(StatementProfile.POSTGRES);
        Name name = Names.beside("root", List.of(table, CommitLogTable.ROWS.table()));
        QueryPart update = builder.part(root);
        return builder.build(
                DSL.query("with {0} as ({1} returning 1) {2}", name, update, log.committedFrom(builder, name)));
    }

    /** Names that no table has which a part writes: a common table expression would hide it. */
    private static List<Name> names(Parts parts) {
        List<TableName> tables = parts.parts().stream().map(Part::table).toList();
        List<Name> names = new ArrayList<>();
        int root = parts.logged() ? 1 : 0;
        for (int i = 0; i < tables.size(); i++) {
            boolean isRoot = i == root && parts.parts().get(i).expected() > 0;
            String wanted = i < root ? "token" : isRoot ? "root" : "w" + (i - root);
            names.add(Names.beside(wanted, tables));
        }
        return names;
    }

    /** The marker is joined with numbers that are known only then: a constant would be cast before anything is done. */
    private static QueryPart unlessWritten(TemplateBuilder builder, List<Part> parts, List<Name> names) {
        Select<Record> read = null;
        List<QueryPart> counts = new ArrayList<>();
        Condition otherwise = DSL.noCondition();
        for (int i = 0; i < parts.size(); i++) {
            int expected = parts.get(i).expected();
            if (expected > 0) {
                Select<Record> rows =
                        DSL.select(List.of(DSL.inline(i).as(PART))).from(DSL.table(names.get(i)));
                Field<Integer> count = DSL.count().filterWhere(PART.eq(DSL.inline(i)));
                read = read == null ? rows : read.unionAll(rows);
                counts.add(count);
                otherwise = otherwise.or(count.ne(DSL.inline(expected)));
            }
        }
        if (read == null) {
            throw new IllegalArgumentException("nothing to count");
        }
        return DSL.sql(
                "select cast(({0} || concat_ws(',', {1})) as int) from ({2}) as d having {3}",
                builder.bind(ColumnType.text()), DSL.list(counts), read, otherwise);
    }
}
