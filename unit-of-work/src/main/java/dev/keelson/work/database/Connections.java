package dev.keelson.work.database;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.database.Database.Reader;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the statements of one unit of work reach the database: by a connection that is borrowed for each, or by one that is held
 * from the first to the last. Used by the thread of the unit of work.
 */
public sealed interface Connections permits Borrowed, Pinned {

    /** What statements are written in. */
    StatementProfile profile();

    /**
     * Runs a statement that reads.
     *
     * @param attempted what a message says was attempted, as "load Order[42]"; asked only where something fails
     * @throws DatabaseException if the database refuses or cannot be reached
     * @throws UnitOfWorkStateException if the transaction is over that it belongs to
     */
    <T extends @Nullable Object> T query(Supplier<String> attempted, Query query, Reader<T> reader);

    /** Runs one of the statements that are rendered once. */
    default <T extends @Nullable Object> T query(Supplier<String> attempted, BoundStatement bound, Reader<T> reader) {
        return query(attempted, Query.of(bound), reader);
    }

    /** Whether several selects of one message see one snapshot, so that what they read together is whole. */
    boolean mayReadBySeveral();

    /**
     * Locks rows until the transaction ends, and reads afterwards, by a later snapshot where the isolation has one a statement.
     *
     * @param locks each gives a row back for each that it locked
     * @return null where nothing was locked
     * @throws UnitOfWorkStateException if there is no transaction that could hold locks
     */
    <T> @Nullable T locked(
            Supplier<String> attempted, List<BoundStatement> locks, BoundStatement query, Reader<T> reader);

    /** Reads after a commit failed, in no transaction. */
    <T extends @Nullable Object> T lookUp(Supplier<String> attempted, BoundStatement bound, Reader<T> reader);

    /**
     * Begins the transaction of a commit.
     *
     * @param single whether the database may commit a message by itself
     * @param moment of which the settings are that are sent ahead, where they were not sent before
     * @throws SQLException as the database gave it; nothing was sent
     */
    Transaction transaction(Supplier<String> attempted, boolean single, Moment moment) throws SQLException;

    /**
     * Ends a transaction that has nothing to write, which may be refused.
     *
     * @throws DatabaseException if the database refuses
     * @throws UnitOfWorkStateException if it was rolled back after a failure
     */
    void finish();

    /** Whether a commit that is one message is a transaction by itself; not where COMMIT ends what came before as well. */
    default boolean commitsMessages() {
        return false;
    }

    /** Whether a connection is held now, so that none need be asked for. */
    boolean isHeld();

    /** Whether more statements can be sent. */
    boolean isUsable();

    /** Gives back what is held, and has the next statement begin another transaction, however this one ended. */
    void renew();

    /** Gives back what is held. What was not committed is rolled back. */
    void release();
}
