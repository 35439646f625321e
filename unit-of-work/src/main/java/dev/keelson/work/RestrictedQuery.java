package dev.keelson.work;

import dev.keelson.work.load.select.AggregateTable;
import dev.keelson.work.load.select.Fetches;
import dev.keelson.work.mapping.PropertyGetter;
import dev.keelson.work.model.Roots;
import dev.keelson.work.query.Fields;
import dev.keelson.work.query.PropertyOrder;
import dev.keelson.work.scan.MethodReferences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of its roots, in which order, and what comes along with them. Used by one thread.
 *
 * @param <A> the aggregate root
 * @param <Q> the query itself
 */
abstract sealed class RestrictedQuery<A, Q extends RestrictedQuery<A, Q>> permits AggregateQuery {

    final Roots roots;
    private @Nullable Fields made;
    final List<OrderField<?>> order = new ArrayList<>();
    final List<PropertyOrder> properties = new ArrayList<>();
    private final List<String> fetched = new ArrayList<>();
    Condition condition = DSL.noCondition();
    Fetches fetches = Fetches.NONE;

    @Nullable
    Integer limit;

    int offset;

    @Nullable
    String cursor;

    RestrictedQuery(Roots roots) {
        this.roots = roots;
    }

    abstract Q self();

    /** Makes what may be asked of the roots. */
    abstract Fields fields();

    /** Makes what these properties bring along. */
    abstract Fetches fetches(List<String> paths);

    /** The same for all of one query, made where the first asks: its subqueries take names that no other has. */
    private Fields asked() {
        Fields fields = made == null ? fields() : made;
        made = fields;
        return fields;
    }

    /**
     * Restricts the roots; several restrict together. Policies restrict the roots and their children besides; a subquery
     * of your own within the condition restricts itself to the tenant, or the query is refused before it is sent.
     *
     * @throws IllegalArgumentException if one of them is null
     */
    public Q where(Condition... restrictions) {
        given("condition", restrictions);
        for (Condition restriction : restrictions) {
            given("condition", restriction);
        }
        condition = condition.and(DSL.and(restrictions));
        return self();
    }

    /**
     * Restricts the roots by their properties: {@code where(order -> order.field("total").gt(limit))}; otherwise as the other.
     *
     * @throws IllegalArgumentException if it names a property that is not there, or compares it with what it cannot be
     */
    public Q where(Function<Fields, Condition> restriction) {
        return where(told(function(restriction).apply(asked())));
    }

    /**
     * Restricts the roots to those with an element, a part, or other aggregates for which this holds; otherwise as {@link Fields#any}.
     */
    public Q any(String path, Function<Fields, Condition> asked) {
        return where(asked().any(path, asked));
    }

    /** Restricts the roots to those for whose every element this holds; otherwise as {@link Fields#all}. */
    public Q all(String path, Function<Fields, Condition> asked) {
        return where(asked().all(path, asked));
    }

    /** Restricts the roots to those without an element for which this holds; otherwise as {@link Fields#none}. */
    public Q none(String path, Function<Fields, Condition> asked) {
        return where(asked().none(path, asked));
    }

    /** Restricts the roots by how many elements they have: {@code size("lines", n -> n.gt(3))}; otherwise as {@link Fields#size}. */
    public Q size(String path, Function<Field<Integer>, Condition> asked) {
        Field<Integer> size = asked().size(path);
        return where(told(function(asked).apply(size)));
    }

    /** Restricts the roots to those that refer to an aggregate for which this holds; otherwise as {@link Fields#at}. */
    public Q at(String path, Function<Fields, Condition> asked) {
        return where(asked().at(path, asked));
    }

    /**
     * Brings other aggregates along, in the same statement: those that these properties refer to, as {@code Ref}, {@code Refs} or objects.
     * A {@code Ref} then has its target without a further statement, and so do {@code Refs} that were not loaded before; what is not there
     * stays away. They are restricted by the policies as the roots are. What finds no aggregates, as {@link AggregateQuery#count}, minds it not.
     *
     * @param paths as "customer", "lines.product", or on from there, "customer.region"
     * @throws IllegalArgumentException if one leads to no other aggregates
     */
    public Q fetch(String... paths) {
        for (String path : given(paths)) {
            fetched.add(path);
        }
        fetches = fetches(fetched);
        return self();
    }

    /** The same by an accessor, {@code fetch(Order::customer)}. */
    public Q fetch(PropertyGetter<A, ?> property) {
        return fetch(MethodReferences.property(property).name());
    }

    /**
     * At most so many aggregates.
     *
     * @throws IllegalArgumentException if negative
     */
    public Q limit(int most) {
        limit = notNegative(most, "limit a query to " + most + " aggregates");
        return self();
    }

    /**
     * Passes over so many aggregates first, which the database still has to find; {@link #after} need not.
     *
     * @throws IllegalArgumentException if negative
     */
    public Q offset(int passed) {
        offset = notNegative(passed, "pass over " + passed + " aggregates");
        return self();
    }

    private static int notNegative(int number, String attempted) {
        if (number < 0) {
            throw new IllegalArgumentException("Cannot " + attempted + "; give 0 or more.");
        }
        return number;
    }

    /**
     * Goes on after the page that gave this cursor. The query has the same type, conditions and order as the one before.
     *
     * @throws IllegalArgumentException by what asks, if the cursor is of another query or was changed
     */
    public Q after(String cursor) {
        if (cursor == null) {
            throw new IllegalArgumentException("Cannot go on in " + name()
                    + " after null: page.next() is empty where there are no more. Leave after(...) out for the first"
                    + " page.");
        }
        this.cursor = cursor;
        return self();
    }

    /**
     * Orders the roots; what is said first goes first.
     *
     * @throws IllegalArgumentException if one of them is null
     */
    public Q orderBy(OrderField<?>... fields) {
        for (OrderField<?> field : fields) {
            given("order", field);
            order.add(field);
        }
        return self();
    }

    /**
     * Orders the roots by properties, {@code orderBy(work.field(Order.class, "total").desc())}; otherwise as the other. Pages and streams
     * want this one.
     */
    public Q orderBy(PropertyOrder first, PropertyOrder... further) {
        order(first);
        for (PropertyOrder next : further) {
            order(next);
        }
        return self();
    }

    private void order(@Nullable PropertyOrder next) {
        if (next == null) {
            throw new IllegalArgumentException("Cannot order " + name() + " by null. Give an order, such as work.field("
                    + name() + ".class, \"...\").asc().");
        }
        properties.add(next);
        order.addAll(next.fields());
    }

    private <T extends @Nullable Object, R> Function<T, R> function(@Nullable Function<T, R> asked) {
        if (asked == null) {
            throw new IllegalArgumentException("Cannot query " + name()
                    + " by a null function: it says what is asked. Give one, such as one ->"
                    + " one.field(\"...\").eq(...).");
        }
        return asked;
    }

    private Condition told(@Nullable Condition asked) {
        if (asked == null) {
            throw new IllegalArgumentException(
                    "Cannot query " + name() + " by a null condition: the function that says what is asked gave none.");
        }
        return asked;
    }

    private String name() {
        return roots.type().getSimpleName();
    }

    final void given(String what, @Nullable Object part) {
        if (part == null) {
            throw new IllegalArgumentException("Cannot query " + name() + " by a null " + what
                    + ": jOOQ gives null for a field that a table does not have. Compare its name with the columns: "
                    + AggregateTable.of(roots).fieldsRow() + ".");
        }
    }

    /** What comes along hangs on aggregates. */
    final void requireNothingFetched() {
        if (!fetched.isEmpty()) {
            throw new IllegalArgumentException("Cannot project " + name() + " and fetch \"" + fetched.get(0)
                    + "\": nothing comes along where no aggregates are. Take properties of it, @Path(\""
                    + fetched.get(0)
                    + ".<property>\"), and leave fetch(...) out.");
        }
    }

    private String[] given(String @Nullable [] paths) {
        if (paths == null || Arrays.asList(paths).contains(null)) {
            throw new IllegalArgumentException(
                    "Cannot fetch null with " + name() + ": give the path of a property, such as \"customer\".");
        }
        return paths;
    }
}
