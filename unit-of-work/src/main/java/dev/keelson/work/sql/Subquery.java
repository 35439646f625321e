package dev.keelson.work.sql;

import org.jooq.Condition;
import org.jooq.Context;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Whether there are rows for which a condition holds, or how many. What is asked can be read again, which jOOQ's own model of a subquery
 * does not tell whole: of a union it shows the first half alone. Immutable.
 *
 * @param from the tables that have the rows
 * @param where the condition
 */
public record Subquery(Table<?> from, Condition where) {

    /** That there is a row. */
    public Condition exists() {
        return new Exists(this);
    }

    /** How many rows there are. */
    public Field<Integer> count() {
        return new Count(this);
    }

    /** That a subquery has a row. */
    public static final class Exists extends CustomCondition {

        private static final long serialVersionUID = 1L;

        private final transient Subquery rows;

        private Exists(Subquery rows) {
            this.rows = rows;
        }

        public Subquery rows() {
            return rows;
        }

        @Override
        public void accept(Context<?> context) {
            context.visit(DSL.exists(DSL.selectOne().from(rows.from()).where(rows.where())));
        }
    }

    /** How many rows a subquery has. */
    public static final class Count extends CustomField<Integer> {

        private static final long serialVersionUID = 1L;

        private final transient Subquery rows;

        private Count(Subquery rows) {
            super("count", SQLDataType.INTEGER);
            this.rows = rows;
        }

        public Subquery rows() {
            return rows;
        }

        @Override
        public void accept(Context<?> context) {
            context.visit(DSL.field(DSL.selectCount().from(rows.from()).where(rows.where())));
        }
    }
}
