package dev.keelson.work.render;

import dev.keelson.work.database.GuardMarker;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.render.ShortForm.Parts;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The texts of the short form. What reads the token's row and then the root's, and fails where no root was as expected, is the
 * statement itself; the other writes are its common table expressions, which PostgreSQL carries out after it. So the
 * root is locked before any other row, as in every commit. (That the server keeps this order is its habit rather than its
 * promise: a test watches over it. What is written does not depend on it, since the failure undoes all.) Thread-safe.
 */
final class ShortTemplates {

    private static final Name TOKEN = DSL.unquotedName("token");
    private static final Name ROOT = DSL.unquotedName("root");
    private static final Name DONE = DSL.unquotedName("done");

    private final Policies policies;

    ShortTemplates(Policies policies) {
        this.policies = policies;
    }

    /** Gives a row if the root is there, with its version, if roots of this type have any: the scopes' values, the key. */
    StatementTemplate lookup(RowType type) {
        TemplateBuilder builder = new TemplateBuilder(StatementProfile.POSTGRES);
        ScopedTable table = new ScopedTable(type, policies);
        Condition scope = table.scope(builder, table.scopeSources(builder));
        Field<?> version = type.version() < 0 ? DSL.inline(null, SQLDataType.BIGINT) : table.field(type.version());
        return builder.build(DSL.select(version).from(table.table()).where(scope.and(table.keyIs(builder))));
    }

    /** All parts as one statement, which fails where the root's update finds no row: the parts' values, in their order. */
    StatementTemplate whole(Parts parts) {
        TemplateBuilder builder = new TemplateBuilder(StatementProfile.POSTGRES);
        List<QueryPart> with = new ArrayList<>();
        int root = parts.logged() ? 1 : 0;
        for (int i = 0; i < parts.statements().size(); i++) {
            QueryPart statement = builder.part(parts.statements().get(i));
            if (i > root) {
                with.add(DSL.sql("{0} as ({1})", DSL.unquotedName("w" + (i - root)), statement));
            } else {
                with.add(DSL.sql("{0} as ({1} returning 1 as {2})", i == root ? ROOT : TOKEN, statement, DONE));
            }
        }
        // jOOQ takes only statements that give rows back as common table expressions
        return builder.build(DSL.query("with {0} {1}", DSL.list(with), unlessDone(parts.logged())));
    }

    /** The marker is joined with a number that is known only then: a constant would be cast before anything is done. */
    private static Select<?> unlessDone(boolean logged) {
        Field<Integer> done = DSL.count(DSL.field(DSL.name(ROOT, DONE)));
        Table<?> rows = logged ? DSL.table(TOKEN).leftJoin(DSL.table(ROOT)).on(DSL.trueCondition()) : DSL.table(ROOT);
        return DSL.select(DSL.inline(GuardMarker.UNEXPECTED)
                        .concat(done.cast(SQLDataType.CLOB))
                        .cast(SQLDataType.INTEGER))
                .from(rows)
                .having(done.eq(DSL.inline(0)));
    }
}
