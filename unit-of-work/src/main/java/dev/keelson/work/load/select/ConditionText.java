package dev.keelson.work.load.select;

import dev.keelson.work.sql.Dialect;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** What a condition asks, as a text without its values. */
public final class ConditionText {

    private ConditionText() {}

    /** Equal where conditions differ in values alone, in every process: by the shape where that is known, else as it is rendered. */
    public static String of(Condition condition, Dialect dialect) {
        ConditionShape shape = ConditionShape.of(condition);
        return shape == null
                ? DSL.using(dialect.jooq(), dialect.settings()).render(condition)
                : shape.words().text();
    }
}
