package dev.keelson.work;

import dev.keelson.kernel.UnitOfWork;
import org.jooq.Record;
import org.jooq.Table;

/**
 * A unit of work as infrastructure sees it: besides what the application may do, it asks the database. Used by one thread
 * at a time, the one that began it, and says so when misused.
 *
 * <p>Source: Fowler, PoEAA, Unit of Work (184).
 */
public interface SqlUnitOfWork extends UnitOfWork {

    @Override
    SqlUnitOfWork acrossTenants(String reason);

    @Override
    SqlUnitOfWork includingDeleted(String reason);

    /** Starts a query for whole aggregates of this type, which may be a type above or within a hierarchy. */
    <A> AggregateQuery<A> query(Class<A> type);

    /**
     * The root's table of this type, for conditions and sorting where no code is generated; where each class of a hierarchy
     * has a table of its own, what these have in common.
     */
    Table<Record> table(Class<?> type);

    /**
     * Draws the next number of a sequence of the database, such as the part of a composite identifier that the database is to
     * make. Blocks of 50 are fetched ahead; numbers that are not used leave gaps.
     *
     * @param sequence its name, {@code "schema.name"} where it lies in another schema than the connection's own
     * @throws dev.keelson.kernel.error.DatabaseException if there is no such sequence, or the database cannot be reached
     */
    long nextNumber(String sequence);
}
