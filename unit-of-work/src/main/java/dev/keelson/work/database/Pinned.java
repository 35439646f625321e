package dev.keelson.work.database;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.database.Database.Reader;
import dev.keelson.work.database.Message.LockedRead;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Delivery;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.watch.Sent;
import dev.keelson.work.watch.WorkWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection and one transaction, from the first statement to COMMIT or rollback. It is taken when the first statement is
 * sent, and given back by {@link #release()}. Used by the thread of its unit of work, or by one that this waits for.
 */
public final class Pinned implements Connections, Transaction {

    private static final Logger LOG = LoggerFactory.getLogger(Pinned.class);

    /** Where its transaction is. */
    private enum State {
        FRESH,
        OPEN,
        COMMITTED,
        ROLLED_BACK
    }

    private final Database database;
    private final TransactionIsolation isolation;
    private final List<BoundStatement> settings;
    private final WorkWatch watch;
    private State state = State.FRESH;
    private @Nullable Connection connection;
    private @Nullable String reason;
    private boolean begun;

    /**
     * @param settings what is sent in front of the first statement, after the isolation
     * @param watch sees what is sent
     */
    public Pinned(Database database, TransactionIsolation isolation, List<BoundStatement> settings, WorkWatch watch) {
        this.database = database;
        this.isolation = isolation;
        this.settings = settings;
        this.watch = watch;
    }

    @Override
    public StatementProfile profile() {
        return database.profile();
    }

    @Override
    public <T extends @Nullable Object> T query(Supplier<String> attempted, Query query, Reader<T> reader) {
        watch.admit(attempted);
        Query watched = query.watched(watch, attempted);
        Sent sent = watch.begin(attempted);
        return sent == null
                ? send(attempted, watched, reader, null)
                : Watched.read(sent, reader, counting -> send(attempted, watched, counting, sent));
    }

    private <T extends @Nullable Object> T send(
            Supplier<String> attempted, Query query, Reader<T> reader, @Nullable Sent sent) {
        return use(attempted, query, held -> {
            List<BoundStatement> ahead = ahead();
            if (sent != null) {
                query.begins(sent, inOneMessage() ? 1 : ahead.size() + 1);
            }
            return inOneMessage()
                    ? Message.atOnce(held, ahead, query, reader)
                    : Message.oneByOne(held, ahead, query, reader);
        });
    }

    @Override
    public <T> @Nullable T locked(
            Supplier<String> attempted, List<BoundStatement> locks, BoundStatement query, Reader<T> reader) {
        watch.admit(attempted);
        LockedRead read = new LockedRead(locks, query).behind(watch.comment(attempted));
        Sent sent = watch.begin(attempted);
        return sent == null
                ? lock(attempted, read, reader, null)
                : Watched.read(sent, reader, counting -> lock(attempted, read, counting, sent));
    }

    private <T> @Nullable T lock(Supplier<String> attempted, LockedRead read, Reader<T> reader, @Nullable Sent sent) {
        return use(attempted, Query.of(read.query()), held -> {
            List<BoundStatement> ahead = ahead();
            if (sent != null) {
                read.begins(
                        sent, inOneMessage() ? 1 : ahead.size() + read.locks().size() + 1);
            }
            return inOneMessage()
                    ? Message.locked(held, ahead, read, reader)
                    : Message.lockedOneByOne(held, ahead, read, reader);
        });
    }

    @Override
    public boolean mayReadBySeveral() {
        return inOneMessage() && isolation.isOneSnapshot();
    }

    private boolean inOneMessage() {
        return database.profile().delivery() == Delivery.ONE_MESSAGE;
    }

    private <T extends @Nullable Object> T use(Supplier<String> attempted, Query query, Database.Use<T> use) {
        try {
            return use.with(open(attempted));
        } catch (SQLException failure) {
            rollBack(failure);
            release();
            throw new DatabaseException(attempted.get(), query.text(), failure.getSQLState(), failure);
        }
    }

    private Connection open(Supplier<String> attempted) throws SQLException {
        Connection held = connection;
        switch (state) {
            case FRESH -> {
                held = database.borrow(attempted);
                connection = held;
                state = State.OPEN;
                isolation.prepare(held);
                held.setAutoCommit(false);
            }
            case OPEN -> {}
            case COMMITTED ->
                throw new UnitOfWorkStateException(
                        attempted.get(),
                        "committed, and its transaction is over",
                        "Begin another one for what follows");
            case ROLLED_BACK -> throw rolledBack(attempted);
        }
        if (held == null) {
            throw new IllegalStateException("an open transaction has a connection");
        }
        return held;
    }

    private UnitOfWorkStateException rolledBack(Supplier<String> attempted) {
        return new UnitOfWorkStateException(
                attempted.get(),
                "rolled back after a failure" + (reason == null ? "" : " (" + reason + ")"),
                "Begin another one and do it again there, or let units.call(...) or units.run(...) do it");
    }

    @Override
    public <T extends @Nullable Object> T lookUp(Supplier<String> attempted, BoundStatement bound, Reader<T> reader) {
        Connection held = connection;
        if (held == null) {
            return new Borrowed(database, settings, moment -> settings, watch).lookUp(attempted, bound, reader);
        }
        Query query = Query.of(bound).watched(watch, attempted);
        Sent sent = watch.begin(attempted);
        return sent == null
                ? lookUp(attempted, held, query, reader, null)
                : Watched.read(sent, reader, counting -> lookUp(attempted, held, query, counting, sent));
    }

    /** The settings went with the transaction. */
    private <T extends @Nullable Object> T lookUp(
            Supplier<String> attempted, Connection held, Query query, Reader<T> reader, @Nullable Sent sent) {
        if (sent != null) {
            query.begins(sent, inOneMessage() ? 1 : settings.size() + 2);
        }
        try {
            return inOneMessage()
                    ? Message.atOnce(held, settings, query, reader)
                    : Message.inTransaction(held, settings, query, reader);
        } catch (SQLException failure) {
            throw new DatabaseException(attempted.get(), query.text(), failure.getSQLState(), failure);
        }
    }

    @Override
    public Transaction transaction(Supplier<String> attempted, boolean single, Moment moment) throws SQLException {
        open(attempted);
        return this;
    }

    @Override
    public Connection connection() {
        Connection held = connection;
        if (held == null) {
            throw new IllegalStateException("the transaction has not begun");
        }
        return held;
    }

    @Override
    public List<BoundStatement> ahead() {
        if (begun) {
            return List.of();
        }
        begun = true;
        List<BoundStatement> ahead = new ArrayList<>(isolation.statements());
        ahead.addAll(settings);
        return ahead;
    }

    @Override
    public boolean commitsByItself() {
        return false;
    }

    @Override
    public void committed() throws SQLException {
        state = State.COMMITTED;
        connection().setAutoCommit(true);
    }

    @Override
    public void rollBack(Exception failure) {
        Connection held = connection;
        state = State.ROLLED_BACK;
        reason = failure instanceof SQLException told
                ? "SQLSTATE " + told.getSQLState()
                : failure.getClass().getSimpleName();
        if (held == null) {
            return;
        }
        try {
            held.rollback();
            held.setAutoCommit(true);
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    /** The connection is held until it is released. */
    @Override
    public void close() {}

    @Override
    public void finish() {
        if (state == State.ROLLED_BACK) {
            throw rolledBack(() -> "commit");
        }
        if (state != State.OPEN) {
            return;
        }
        try {
            connection().commit();
            committed();
        } catch (SQLException failure) {
            rollBack(failure);
            throw new DatabaseException("commit", "commit", failure.getSQLState(), failure);
        }
    }

    @Override
    public boolean isHeld() {
        return connection != null;
    }

    @Override
    public boolean isUsable() {
        return state == State.FRESH || state == State.OPEN;
    }

    @Override
    public void renew() {
        release();
        state = State.FRESH;
        reason = null;
    }

    @Override
    public void release() {
        Connection held = connection;
        if (held == null) {
            return;
        }
        connection = null;
        begun = false;
        try (held) {
            if (state == State.OPEN) {
                state = State.FRESH;
                held.rollback();
                held.setAutoCommit(true);
            }
            isolation.restore(held);
        } catch (SQLException broken) { // it goes back to the pool, which sees to it
            LOG.debug("A connection broke before it was given back", broken);
        }
    }
}
