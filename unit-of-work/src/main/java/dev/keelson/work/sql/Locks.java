package dev.keelson.work.sql;

import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectForUpdateOfStep;
import org.jooq.SelectForUpdateStep;
import org.jspecify.annotations.Nullable;

/** How a dialect locks the rows of a SELECT until the transaction ends. Immutable, thread-safe. */
public interface Locks {

    /**
     * Locks rows against updates and deletes.
     *
     * @param exclusive whether other transactions may insert no references to these rows either; a dialect without the weaker lock
     *     always keeps them from that
     */
    <R extends Record> SelectForUpdateOfStep<R> update(SelectForUpdateStep<R> select, boolean exclusive);

    /** Locks rows so that other transactions may lock them alike, but not change them; exclusively where there is no such lock. */
    <R extends Record> Select<R> share(SelectForUpdateStep<R> select);

    /** Locks rows exclusively, and fails at once where another transaction has one locked, if the dialect can say so. */
    <R extends Record> Select<R> updateAtOnce(SelectForUpdateStep<R> select);

    /**
     * The statement that limits how long the transaction waits for a lock; null where only the database's own setting does.
     *
     * @param builder takes the limit, in milliseconds as a text
     */
    @Nullable
    QueryPart timeout(TemplateBuilder builder);
}
