package dev.keelson.work;

import dev.keelson.work.load.select.AggregateTable;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.Roots;
import dev.keelson.work.query.Fields;
import dev.keelson.work.query.PropertyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A query for whole aggregates, in one statement. Conditions are jOOQ's, over the root's table as generated code or
 * {@link SqlReading#table} names it. An aggregate that the unit of work knows already is given as it is in memory; the
 * condition is judged by what the database holds, which is why a query is refused while changes of its tables are
 * pending. Used by the thread of its unit of work, once.
 *
 * @param <A> the aggregate root
 */
public final class AggregateQuery<A> {

    private final Queries queries;
    private final Ownership ownership;
    private final Roots roots;
    private final Class<A> type;
    private final Fields fields;
    private final List<OrderField<?>> order = new ArrayList<>();
    private Condition condition = DSL.noCondition();
    private @Nullable Integer limit;
    private boolean seeingDatabase;

    AggregateQuery(Queries queries, Ownership ownership, Roots roots, Class<A> type) {
        this.queries = queries;
        this.fields = queries.fields(roots);
        this.ownership = ownership;
        this.roots = roots;
        this.type = type;
    }

    /**
     * Restricts the roots; several restrict together. Policies restrict the roots and their children besides; a subquery
     * within the condition is left as it is, so one over a tenant's tables compares the tenant's column itself.
     *
     * @throws IllegalArgumentException if one of them is null
     */
    public AggregateQuery<A> where(Condition... restrictions) {
        for (Condition restriction : restrictions) {
            given("condition", restriction);
        }
        condition = condition.and(DSL.and(restrictions));
        return this;
    }

    /**
     * Restricts the roots by their properties: {@code where(order -> order.field("total").gt(limit))}; otherwise as the other.
     *
     * @throws IllegalArgumentException if it names a property that is not there, or compares it with what it cannot be
     */
    public AggregateQuery<A> where(Function<Fields, Condition> restriction) {
        return where(restriction.apply(fields));
    }

    /**
     * Restricts the roots to those with an element, a part, or other aggregates for which this holds; otherwise as {@link Fields#any}.
     */
    public AggregateQuery<A> any(String path, Function<Fields, Condition> asked) {
        return where(fields.any(path, asked));
    }

    /** Restricts the roots to those for whose every element this holds; otherwise as {@link Fields#all}. */
    public AggregateQuery<A> all(String path, Function<Fields, Condition> asked) {
        return where(fields.all(path, asked));
    }

    /** Restricts the roots to those without an element for which this holds; otherwise as {@link Fields#none}. */
    public AggregateQuery<A> none(String path, Function<Fields, Condition> asked) {
        return where(fields.none(path, asked));
    }

    /** Restricts the roots by how many elements they have: {@code size("lines", n -> n.gt(3))}; otherwise as {@link Fields#size}. */
    public AggregateQuery<A> size(String path, Function<Field<Integer>, Condition> asked) {
        return where(asked.apply(fields.size(path)));
    }

    /** Restricts the roots to those that refer to an aggregate for which this holds; otherwise as {@link Fields#at}. */
    public AggregateQuery<A> at(String path, Function<Fields, Condition> asked) {
        return where(fields.at(path, asked));
    }

    /**
     * Orders the roots; what is said first goes first.
     *
     * @throws IllegalArgumentException if one of them is null
     */
    public AggregateQuery<A> orderBy(OrderField<?>... fields) {
        for (OrderField<?> field : fields) {
            given("order", field);
            order.add(field);
        }
        return this;
    }

    /** Orders the roots by properties, {@code orderBy(work.field(Order.class, "total").desc())}; otherwise as the other. */
    public AggregateQuery<A> orderBy(PropertyOrder first, PropertyOrder... further) {
        order.addAll(first.fields());
        for (PropertyOrder next : further) {
            order.addAll(next.fields());
        }
        return this;
    }

    /**
     * At most so many aggregates.
     *
     * @throws IllegalArgumentException if negative
     */
    public AggregateQuery<A> limit(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("Cannot limit a query to " + most + " aggregates; give 0 or more.");
        }
        limit = most;
        return this;
    }

    /** Judges by what the database holds although changes are pending; removed aggregates are left out. */
    public AggregateQuery<A> seeingDatabase() {
        seeingDatabase = true;
        return this;
    }

    /**
     * The aggregates, in the order asked for.
     *
     * @throws dev.keelson.kernel.error.PendingChangesException if changes of this type are pending
     */
    public List<A> list() {
        ownership.read("query", type);
        return queries.list(type, query(), seeingDatabase);
    }

    /** The first aggregate, if there is one. */
    public Optional<A> first() {
        limit = limit == null ? 1 : Math.min(1, limit);
        List<A> found = list();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** How many aggregates the database holds, whatever the limit. */
    public long count() {
        ownership.read("count", type);
        return queries.count(query(), seeingDatabase);
    }

    /** Whether the database holds one. */
    public boolean exists() {
        ownership.read("look for", type);
        return queries.exists(query(), seeingDatabase);
    }

    private void given(String what, @Nullable Object part) {
        if (part == null) {
            throw new IllegalArgumentException("Cannot query " + type.getSimpleName() + " by a null " + what
                    + ": jOOQ gives null for a field that a table does not have. Compare its name with the columns: "
                    + AggregateTable.of(roots).fieldsRow() + ".");
        }
    }

    private RowQuery query() {
        return new RowQuery(roots, condition, List.copyOf(order), limit);
    }
}
