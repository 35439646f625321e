package dev.keelson.work.sql;

import dev.keelson.work.sql.StatementTemplate.Returning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * How columns that the database fills are written and read back, which PostgreSQL and H2 do alike. Immutable, thread-safe.
 */
public final class GeneratedColumns {

    GeneratedColumns() {}

    /** An insert of given values into an identity column, among others, even one that is generated always. */
    public QueryPart insertGiven(Table<?> table, List<Name> columns, QueryPart rows) {
        // jOOQ has no such clause: its issue 12695 is open
        return DSL.query("insert into {0} ({1}) overriding system value {2}", table, DSL.list(columns), rows);
    }

    /** A write that gives fields of its rows back as a result of its own. */
    public QueryPart returning(QueryPart write, List<? extends QueryPart> fields) {
        return DSL.query("{0} returning {1}", write, DSL.list(fields));
    }

    /** Prepares a write for a batch; what it gives back is then read as the driver's generated keys. */
    public PreparedStatement prepare(Connection connection, StatementTemplate template) throws SQLException {
        Returning returning = template.returning();
        if (returning == null) {
            return connection.prepareStatement(template.sql());
        }
        String[] names = new String[returning.columns().size()];
        for (int n = 0; n < names.length; n++) {
            names[n] = returning.type().column(returning.columns().get(n)).name();
        }
        return connection.prepareStatement(template.sql(), names);
    }
}
