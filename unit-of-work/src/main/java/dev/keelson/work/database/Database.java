package dev.keelson.work.database;

import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.ForeignTransactionException;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.Cursor;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * The database of one application: borrows a connection for each statement and gives it back. Thread-safe, as its data
 * source is.
 */
public final class Database {

    /** Reads the rows of one statement. */
    @FunctionalInterface
    public interface Reader<T extends @Nullable Object> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Reads the rows of several statements of one message, one result after the other. Used once. */
    public interface ResultsReader<T extends @Nullable Object> extends Reader<T> {

        /** Reads the rows of the next one. */
        void take(ResultSet rows) throws SQLException;

        /** What was read, once all are. */
        T end();

        @Override
        default T read(ResultSet rows) throws SQLException {
            take(rows);
            return end();
        }
    }

    /**
     * Reads the records that jOOQ makes of the rows of one of its own statements.
     *
     * @param records reads them, before the cursor is closed
     */
    public record OfCursor<T extends @Nullable Object>(Function<Cursor<?>, T> records) implements Reader<T> {

        @Override
        public T read(ResultSet rows) {
            throw new IllegalStateException("only statements of jOOQ's are read as its records");
        }
    }

    /** Works with one connection. */
    @FunctionalInterface
    public interface Use<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;
    private final StatementProfile profile;
    private final @Nullable KnownConnections limited;

    /** One that speaks PostgreSQL by pgjdbc. */
    public Database(DataSource dataSource) {
        this(dataSource, StatementProfile.POSTGRES);
    }

    /** One whose statements are written in this profile. */
    public Database(DataSource dataSource, StatementProfile profile) {
        this(dataSource, profile, null);
    }

    private Database(DataSource dataSource, StatementProfile profile, @Nullable KnownConnections limited) {
        this.dataSource = dataSource;
        this.profile = profile;
        this.limited = limited;
    }

    /** The same database, whose statements are written in this profile. */
    Database in(StatementProfile other) {
        return new Database(dataSource, other, limited);
    }

    /** The same database, each of whose connections is told these timeouts before its first use. */
    public Database limited(Timeouts timeouts) {
        return new Database(dataSource, profile, new KnownConnections(timeouts));
    }

    /** Whether its connections are told timeouts. */
    public boolean isLimited() {
        return limited != null;
    }

    /** What statements for it are written in. */
    public StatementProfile profile() {
        return profile;
    }

    /**
     * Runs one query in autocommit: one statement, one snapshot, one round trip.
     *
     * @param attempted what a message says was attempted, as "load Order[42]"; asked only where something fails
     * @throws DatabaseException if the database refuses or cannot be reached
     */
    public <T extends @Nullable Object> T query(Supplier<String> attempted, BoundStatement bound, Reader<T> reader) {
        return use(attempted, bound.template().sql(), connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(bound.template().sql())) {
                Jdbc.bind(statement, 1, bound);
                try (ResultSet rows = statement.executeQuery()) {
                    return reader.read(rows);
                }
            }
        });
    }

    /**
     * Does something with a borrowed connection.
     *
     * @param attempted what a message says was attempted
     * @param sql the statement that a message shows, or null
     * @throws DatabaseException if the database refuses or cannot be reached
     */
    public <T extends @Nullable Object> T use(Supplier<String> attempted, @Nullable String sql, Use<T> use) {
        try (Connection connection = borrow(attempted)) {
            return use.with(connection);
        } catch (SQLException failure) {
            throw new DatabaseException(attempted.get(), sql, failure.getSQLState(), failure);
        }
    }

    /**
     * Looks at what the database is like. It may be within a transaction that somebody began by a statement, since nothing of ours is
     * in it.
     *
     * @param attempted what a message says was attempted
     * @throws DatabaseException if the database refuses or cannot be reached
     */
    public <T extends @Nullable Object> T look(Supplier<String> attempted, Use<T> use) {
        try (Connection connection = borrow(attempted, true)) {
            return use.with(connection);
        } catch (SQLException failure) {
            throw new DatabaseException(attempted.get(), null, failure.getSQLState(), failure);
        }
    }

    /**
     * Borrows a connection, for transactions of our own.
     *
     * @throws ForeignTransactionException if it is in somebody else's transaction; it goes back as it came
     * @throws DatabaseException if there is none to be had
     */
    public Connection borrow(Supplier<String> attempted) {
        return borrow(attempted, false);
    }

    private Connection borrow(Supplier<String> attempted, boolean looks) {
        ForeignTransactionException foreign;
        try {
            Connection connection = dataSource.getConnection();
            foreign = foreign(connection, attempted, looks);
            if (foreign == null) {
                prepare(connection);
                return connection;
            }
        } catch (SQLException unreachable) {
            throw new DatabaseException(
                    attempted.get()
                            + ": no connection could be borrowed (is the database up, its address right, the pool large"
                            + " enough?)",
                    null,
                    unreachable.getSQLState(),
                    unreachable);
        }
        throw foreign;
    }

    private void prepare(Connection connection) throws SQLException {
        if (limited == null) {
            return;
        }
        boolean prepared = false;
        try {
            limited.prepare(connection);
            prepared = true;
        } finally {
            if (!prepared) {
                connection.close();
            }
        }
    }

    /** Why a connection is not ours alone, of which the driver knows without asking; then it is given back. Null where it is. */
    private static @Nullable ForeignTransactionException foreign(
            Connection connection, Supplier<String> attempted, boolean looks) throws SQLException {
        boolean ours = false;
        try {
            if (!connection.getAutoCommit()) {
                return new ForeignTransactionException(attempted.get());
            }
            ours = looks || isIdle(connection);
            return ours ? null : ForeignTransactionException.open(attempted.get());
        } finally {
            if (!ours) {
                connection.close();
            }
        }
    }

    /** Whether no transaction was begun by a statement, of which autocommit does not tell. */
    private static boolean isIdle(Connection connection) throws SQLException {
        return !connection.isWrapperFor(BaseConnection.class)
                || connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
    }
}
