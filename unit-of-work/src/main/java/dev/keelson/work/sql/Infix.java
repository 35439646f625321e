package dev.keelson.work.sql;

import org.jooq.Context;
import org.jooq.Field;
import org.jooq.impl.CustomCondition;

/** Two values with an operator of the database's between them, for which jOOQ has no word, such as {@code @>}. Immutable. */
public final class Infix extends CustomCondition {

    private static final long serialVersionUID = 1L;

    private final String operator;
    private final Field<?> left;
    private final Field<?> right;

    public Infix(Field<?> left, String operator, Field<?> right) {
        this.left = left;
        this.operator = operator;
        this.right = right;
    }

    public Field<?> left() {
        return left;
    }

    public String operator() {
        return operator;
    }

    public Field<?> right() {
        return right;
    }

    @Override
    public void accept(Context<?> context) {
        context.sql('(')
                .visit(left)
                .sql(' ')
                .sql(operator)
                .sql(' ')
                .visit(right)
                .sql(')');
    }
}
