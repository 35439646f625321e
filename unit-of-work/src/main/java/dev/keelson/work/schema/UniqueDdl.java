package dev.keelson.work.schema;

import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.row.TableName;
import dev.keelson.work.sql.Names;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Statements that make columns of a table unique. Immutable, thread-safe. */
final class UniqueDdl {

    private final DSLContext context;

    UniqueDdl(DSLContext context) {
        this.context = context;
    }

    /**
     * A constraint for a table that is there.
     *
     * @param nullsAlike whether two nulls are to count as the same value
     * @param taken the names of constraints that the table has
     */
    String added(TableName table, List<String> columns, boolean nullsAlike, Set<String> taken) {
        String name = name(table, columns, "unique", taken);
        return nullsAlike
                ? nullsAlike(table, columns, name)
                : context.render(DSL.alterTable(Names.table(table))
                        .add(DSL.constraint(Names.name(name)).unique(Ddl.names(columns))));
    }

    /** jOOQ's constraints do not know the clause. */
    String nullsAlike(TableName table, List<String> columns, String name) {
        return context.render(DSL.query(
                "alter table {0} add constraint {1} unique nulls not distinct ({2})",
                Names.table(table), Names.name(name), DSL.list(Ddl.names(columns))));
    }

    /**
     * An index, for a table that is there, of the rows that are not hidden.
     *
     * @param taken the names of unique indexes that the table has
     */
    String addedPartial(TableName table, List<String> columns, Filter hiding, Set<String> taken) {
        return partial(table, columns, hiding, name(table, columns, "seen", taken));
    }

    /** An index of the rows that are not hidden. */
    String partial(TableName table, List<String> columns, Filter hiding, String name) {
        Field<Object> column = DSL.field(Names.name(hiding.column().name()));
        Condition seen = hiding.seen() == null ? column.isNull() : column.eq(DSL.inline(hiding.seen()));
        return context.render(DSL.createUniqueIndex(Names.name(name))
                .on(DSL.table(Names.table(table)), Ddl.fields(columns))
                .where(seen));
    }

    private static String name(TableName table, List<String> columns, String otherwise, Set<String> taken) {
        String wanted = new DerivedNames().take(table, columns, "key");
        return taken.contains(wanted) ? new DerivedNames().take(table, columns, otherwise) : wanted;
    }
}
