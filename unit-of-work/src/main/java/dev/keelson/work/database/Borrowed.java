package dev.keelson.work.database;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.database.Database.Reader;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.watch.Sent;
import dev.keelson.work.watch.Watch;
import dev.keelson.work.watch.WorkWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection is borrowed for each statement that reads, which is a transaction of its own, and for each commit. Immutable,
 * thread-safe.
 */
public final class Borrowed implements Connections {

    private final Database database;
    private final List<BoundStatement> ahead;
    private final Function<Moment, List<BoundStatement>> aheadOfCommit;
    private final WorkWatch watch;

    /** One on which nobody looks. */
    public Borrowed(Database database) {
        this(database, List.of(), moment -> List.of(), Watch.alone());
    }

    /**
     * @param ahead what is sent in front of each transaction that reads
     * @param aheadOfCommit what is sent in front of one that writes, at its moment
     * @param watch sees what is sent
     */
    public Borrowed(
            Database database,
            List<BoundStatement> ahead,
            Function<Moment, List<BoundStatement>> aheadOfCommit,
            WorkWatch watch) {
        this.watch = watch;
        this.database = database;
        this.ahead = List.copyOf(ahead);
        this.aheadOfCommit = aheadOfCommit;
    }

    @Override
    public StatementProfile profile() {
        return database.profile();
    }

    @Override
    public <T extends @Nullable Object> T query(Supplier<String> attempted, Query query, Reader<T> reader) {
        watch.admit(attempted);
        return read(attempted, query.watched(watch, attempted), reader);
    }

    private <T extends @Nullable Object> T read(Supplier<String> attempted, Query query, Reader<T> reader) {
        Sent sent = watch.begin(attempted);
        return sent == null
                ? send(attempted, query, reader, null)
                : Watched.read(sent, reader, counting -> send(attempted, query, counting, sent));
    }

    private <T extends @Nullable Object> T send(
            Supplier<String> attempted, Query query, Reader<T> reader, @Nullable Sent sent) {
        try (Connection connection = database.borrow(attempted)) {
            if (sent != null) {
                query.begins(sent, isOneMessage() ? 1 : ahead.size() + 2);
            }
            if (query instanceof Query.Several several && several.selects() > 1) {
                return Message.snapshot(connection, ahead, several, reader);
            }
            return isOneMessage()
                    ? Message.atOnce(connection, ahead, query, reader)
                    : Message.inTransaction(connection, ahead, query, reader);
        } catch (SQLException failure) {
            throw new DatabaseException(attempted.get(), query.text(), failure.getSQLState(), failure);
        }
    }

    @Override
    public <T> @Nullable T locked(
            Supplier<String> attempted, List<BoundStatement> locks, BoundStatement query, Reader<T> reader) {
        throw new UnitOfWorkStateException(
                attempted.get(),
                "one that holds no connection, so that no lock would last",
                "Begin it with an isolation that holds one: units.begin(context, Isolation.LOCKING)");
    }

    @Override
    public <T extends @Nullable Object> T lookUp(Supplier<String> attempted, BoundStatement bound, Reader<T> reader) {
        return read(attempted, Query.of(bound).watched(watch, attempted), reader);
    }

    @Override
    public Transaction transaction(Supplier<String> attempted, boolean single, Moment moment) throws SQLException {
        List<BoundStatement> settings = aheadOfCommit.apply(moment);
        Connection connection = database.borrow(attempted);
        try {
            connection.setAutoCommit(single && isOneMessage());
        } catch (SQLException broken) {
            connection.close();
            throw broken;
        }
        return new Own(connection, single && isOneMessage(), settings);
    }

    /** A message begins a transaction of its own for them. */
    @Override
    public boolean mayReadBySeveral() {
        return commitsMessages();
    }

    @Override
    public boolean commitsMessages() {
        return database.profile().delivery() == Delivery.ONE_MESSAGE;
    }

    /** Whether what is sent ahead is of the same transaction without BEGIN. */
    private boolean isOneMessage() {
        return ahead.isEmpty() || database.profile().delivery() == Delivery.ONE_MESSAGE;
    }

    @Override
    public void finish() {
        // each statement was a transaction of its own
    }

    @Override
    public boolean isHeld() {
        return false;
    }

    @Override
    public boolean isUsable() {
        return true;
    }

    @Override
    public void renew() {
        // each statement begins one
    }

    @Override
    public void release() {
        // nothing is held
    }

    /** One on a connection of its own. */
    private record Own(Connection connection, boolean commitsByItself, List<BoundStatement> ahead)
            implements Transaction {

        @Override
        public void committed() throws SQLException {
            connection.setAutoCommit(true);
        }

        @Override
        public void rollBack(Exception failure) {
            if (commitsByItself) {
                return;
            }
            try {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
