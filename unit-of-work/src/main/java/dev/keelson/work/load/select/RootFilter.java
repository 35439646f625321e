package dev.keelson.work.load.select;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectJoinStep;

/** How the branches of a load find the roots that are asked for. */
@FunctionalInterface
interface RootFilter {

    /**
     * Restricts what a branch selects.
     *
     * @param from its tables, joined up to one that holds the root's key
     * @param scoped what restricts those tables already
     * @param member the aggregate, as its place among those that are loaded together
     * @param rootKey the columns that hold the root's key, in its order
     */
    Select<Record> restrict(SelectJoinStep<Record> from, Condition scoped, int member, List<Field<Object>> rootKey);
}
