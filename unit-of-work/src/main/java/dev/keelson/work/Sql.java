package dev.keelson.work;

import dev.keelson.work.tables.MappedTable;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Table;

/**
 * SQL of the application's own, written with jOOQ, that keeps what aggregates keep:
 *
 * <pre>{@code
 * Table<Record> orders = sql.table(Order.class);
 * Table<Record> lines = sql.table(Order.class, "lines");
 * List<Sold> sold = sql.fetch(
 *         select(orders.field("customer_id", CustomerId.class), sum(lines.field("quantity", Integer.class)))
 *                 .from(orders).join(lines).on(lines.field("order_id", OrderId.class).eq(orders.field("id", OrderId.class)))
 *                 .groupBy(orders.field("customer_id")),
 *         Records.mapping(Sold::new));
 * }</pre>
 *
 * <p>Its tables stand for the rows that the policies let be seen, wherever in a statement they are; their columns take and give values of the
 * domain. A statement that reads a table past them, and cannot be proved to be restricted, is refused before it is sent. One of a unit of work
 * goes by its connection, and is used by its thread; one of {@link Keelson#sql} borrows a connection for each statement, and is thread-safe.
 * Statements are rendered each time.
 *
 * <p>Source: Fowler, PoEAA, Gateway (466).
 */
public interface Sql {

    /**
     * The table of the roots of a type, which may be one within a hierarchy; where each class of it has a table of its own, what these
     * have in common.
     */
    Table<Record> table(Class<?> type);

    /**
     * The table of parts of a type's aggregates. Those of aggregates that are not seen are not seen either.
     *
     * @param path leads to a collection or a part in a table of its own, as {@code "lines"}
     * @throws IllegalArgumentException if it leads to none
     */
    Table<Record> table(Class<?> type, String path);

    /**
     * What stands for a generated table, under its name or alias: {@code select(ORDERS.TOTAL).from(sql.table(ORDERS))}.
     *
     * @throws IllegalArgumentException if no aggregate lies in it, or a schema is part of its name
     */
    Table<Record> table(MappedTable generated);

    /**
     * The records that a statement selects.
     *
     * @throws IllegalArgumentException if it writes
     * @throws dev.keelson.kernel.error.PolicyViolationException if nothing proves that it reads what the policies let be seen alone
     * @throws dev.keelson.kernel.error.PendingChangesException if changes are pending of a table that it reads
     * @throws dev.keelson.kernel.error.DatabaseException if the database refuses it
     */
    <R extends Record> Result<R> fetch(ResultQuery<R> select);

    /** What becomes of the records that a statement selects; otherwise as the other. */
    default <R extends Record, T> List<T> fetch(ResultQuery<R> select, RecordMapper<? super R, T> made) {
        return fetch(select).map(made);
    }

    /**
     * The only record that a statement selects, if there is one; otherwise as {@link #fetch(ResultQuery)}.
     *
     * @throws IllegalStateException if there are more
     */
    default <R extends Record> Optional<R> fetchOptional(ResultQuery<R> select) {
        Result<R> found = fetch(select);
        if (found.size() > 1) {
            throw new IllegalStateException(
                    "Cannot give the only record of a statement: it found " + found.size() + ". Restrict it further.");
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** Judges by what the database holds although changes are pending in the unit of work. */
    Sql seeingDatabase();

    /**
     * The same for the rows of all tenants, and for statements of which nobody can tell whose rows they read, such as those in plain SQL.
     * Row-level security still lets one tenant's be seen alone.
     *
     * @param reason why, which is logged at INFO
     * @throws IllegalArgumentException if it says nothing
     */
    Sql acrossTenants(String reason);
}
