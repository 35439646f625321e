package dev.keelson.work;

import dev.keelson.kernel.Reading;
import org.jooq.Record;
import org.jooq.Table;

/**
 * A reading as infrastructure sees it: it asks the database by queries, too. {@link Keelson#readSql} gives one that only reads;
 * each unit of work is one. Used by one thread at a time, the one that began it, and says so when misused.
 */
public interface SqlReading extends Reading {

    @Override
    SqlReading includingDeleted(String reason);

    /** Starts a query for whole aggregates of this type, which may be a type above or within a hierarchy. */
    <A> AggregateQuery<A> query(Class<A> type);

    /**
     * The root's table of this type, for conditions and sorting where no code is generated; where each class of a hierarchy
     * has a table of its own, what these have in common.
     */
    Table<Record> table(Class<?> type);
}
