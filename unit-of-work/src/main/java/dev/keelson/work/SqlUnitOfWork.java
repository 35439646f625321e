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

    /** Starts a query for whole aggregates of this type. */
    <A> AggregateQuery<A> query(Class<A> type);

    /** The root's table of this type, for conditions and sorting where no code is generated. */
    Table<Record> table(Class<?> type);
}
