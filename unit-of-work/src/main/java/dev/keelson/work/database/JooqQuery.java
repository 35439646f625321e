package dev.keelson.work.database;

import dev.keelson.work.database.ColumnBinding.IncomparableException;
import dev.keelson.work.sql.StatementProfile;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jooq.BindContext;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** A select of jOOQ's, which binds the values of the application's own conditions. Used by one thread, once. */
public final class JooqQuery implements Query {

    private final DSLContext dsl;
    private final Select<?> select;
    private final String sql;

    public JooqQuery(Select<?> select, StatementProfile profile) {
        this.dsl = DSL.using(profile.dialect(), profile.settings());
        this.select = select;
        this.sql = dsl.render(select);
    }

    @Override
    public String sql() {
        return sql;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IncomparableException if a condition compares a column with what it cannot hold
     */
    @Override
    public int bind(PreparedStatement statement, int first) throws SQLException {
        BindContext context = dsl.bindContext(statement);
        for (int index = 1; index < first; index++) {
            context.nextIndex();
        }
        try {
            context.visit(select);
        } catch (DataAccessException failure) {
            IncomparableException refused = IncomparableException.behind(failure);
            if (refused != null) {
                throw refused;
            }
            throw failure.getCause() instanceof SQLException known ? known : new SQLException(failure);
        }
        return context.peekIndex();
    }
}
