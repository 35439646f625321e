package dev.keelson.work.load.select;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import java.util.List;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A question for the aggregates whose roots fulfil a condition. {@link QueryStatements} makes the statements that ask it.
 * Immutable.
 *
 * @param roots the aggregates among which is searched
 * @param condition over their table
 * @param order how the roots are sorted, none for no order
 * @param limit how many at most, or null
 * @param offset how many are passed over, 0 for none
 * @param referral which other aggregates the roots refer to, or null where that does not matter
 * @param inParts whether it is one of several that ask the same, so that many like it are no loop
 * @param fetches which other aggregates come along with those that it finds
 */
public record RowQuery(
        Roots roots,
        Condition condition,
        List<OrderField<?>> order,
        @Nullable Integer limit,
        int offset,
        @Nullable Referral referral,
        boolean inParts,
        Fetches fetches) {

    /**
     * That a root refers to one of several other aggregates.
     *
     * @param table the place of the table that does: 0 for the root's own row, else that of a direct child
     * @param columns the columns that hold the other's key, in its order; where several members are searched, those of the
     *     first, and the others have columns of the same names
     * @param keys the keys
     */
    public record Referral(int table, List<Integer> columns, List<@Nullable Object[]> keys) {

        public Referral {
            columns = List.copyOf(columns);
            keys = List.copyOf(keys);
        }
    }

    public RowQuery {
        order = List.copyOf(order);
    }

    /** By a condition, whatever the roots refer to, from the first. */
    public RowQuery(Roots roots, Condition condition, List<OrderField<?>> order, @Nullable Integer limit) {
        this(roots, condition, order, limit, 0, null, false, Fetches.NONE);
    }

    /** The aggregates whose rows it brings: those among which it searches, then those that come along. */
    public List<AggregateModel> members() {
        return fetches.with(roots.members());
    }

    /** The first of them, where others ask for those after them. */
    public RowQuery part(int most) {
        return new RowQuery(roots, condition, order, most, offset, referral, true, fetches);
    }

    /** The same among the roots with these keys, without limit and offset. */
    public RowQuery among(List<@Nullable Object[]> keys) {
        return new RowQuery(
                roots,
                condition,
                order,
                null,
                0,
                new Referral(0, roots.first().root().keyColumns(), keys),
                true,
                fetches);
    }

    /** The aggregates that refer to one of several others, as {@link Referral} says it. */
    public static RowQuery referring(Roots targets, int table, List<Integer> columns, List<@Nullable Object[]> keys) {
        Referral referral = new Referral(table, columns, keys);
        return new RowQuery(targets, DSL.noCondition(), List.of(), null, 0, referral, false, Fetches.NONE);
    }
}
