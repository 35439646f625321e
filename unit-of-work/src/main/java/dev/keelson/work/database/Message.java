package dev.keelson.work.database;

import dev.keelson.work.database.Comparand.IncomparableException;
import dev.keelson.work.database.Database.OfCursor;
import dev.keelson.work.database.Database.Reader;
import dev.keelson.work.database.Database.ResultsReader;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.OpenValue;
import dev.keelson.work.watch.Sent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Sends a statement that reads together with those that must go ahead of it. */
final class Message {

    private Message() {}

    /**
     * Statements that lock, and one that reads afterwards, whose snapshot is later.
     *
     * @param locks each gives a row back for each that it locked
     */
    record LockedRead(List<BoundStatement> locks, BoundStatement query) {

        /** The same, each behind a comment; empty for none. */
        LockedRead behind(String comment) {
            return comment.isEmpty()
                    ? this
                    : new LockedRead(
                            locks.stream().map(lock -> lock.commented(comment)).toList(), query.commented(comment));
        }

        /** They are sent now. */
        void begins(Sent sent, int roundTrips) {
            List<BoundStatement> all = joined(locks, List.of(query));
            sent.begins(text(locks, query.template().sql()), all, roundTrips);
        }
    }

    /** One after the other, each in a round trip of its own. */
    static <T extends @Nullable Object> T oneByOne(
            Connection connection, List<BoundStatement> ahead, Query query, Reader<T> reader) throws SQLException {
        for (int i = 0; i < ahead.size(); i++) {
            Jdbc.update(connection, ahead.get(i));
        }
        return atOnce(connection, List.of(), query, reader);
    }

    /** One after the other in a transaction of their own. */
    static <T extends @Nullable Object> T inTransaction(
            Connection connection, List<BoundStatement> ahead, Query query, Reader<T> reader) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T read = oneByOne(connection, ahead, query, reader);
            connection.commit();
            return read;
        } catch (SQLException | RuntimeException failure) {
            try {
                connection.rollback();
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** All in one round trip. */
    static <T extends @Nullable Object> T atOnce(
            Connection connection, List<BoundStatement> ahead, Query query, Reader<T> reader) throws SQLException {
        return switch (query) {
            case Query.Rendered(BoundStatement statement, boolean single) ->
                rendered(connection, ahead, statement, reader);
            case Query.Several several -> several(connection, ahead, several, reader);
            case Query.OfJooq jooq -> {
                Connection sending = ahead.isEmpty() ? connection : Ahead.of(connection, ahead);
                Dialect dialect = jooq.dialect();
                DSLContext dsl = DSL.using(sending, dialect.jooq(), dialect.settings());
                OpenValue.tell(dsl.configuration(), jooq.values());
                if (jooq.listener() != null) {
                    dsl.configuration().set(jooq.listener());
                }
                yield ofJooq(dsl, jooq.select(), reader);
            }
        };
    }

    private static <T extends @Nullable Object> T rendered(
            Connection connection, List<BoundStatement> ahead, BoundStatement bound, Reader<T> reader)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(text(ahead, bound.template().sql()))) {
            bind(statement, ahead, bound);
            statement.execute();
            for (int i = 0; i < ahead.size(); i++) {
                statement.getMoreResults();
            }
            return read(statement, reader);
        }
    }

    /** Several selects in a transaction that has one snapshot. */
    private static <T extends @Nullable Object> T several(
            Connection connection, List<BoundStatement> ahead, Query.Several several, Reader<T> reader)
            throws SQLException {
        String text = text(ahead, several.statement().template().sql());
        return several(connection, text, ahead, ahead.size(), several, reader);
    }

    /**
     * Several selects as a transaction of their own, which has one snapshot. The driver does not know of it, so that it is told
     * where the transaction is still open after a failure.
     */
    static <T extends @Nullable Object> T snapshot(
            Connection connection, List<BoundStatement> ahead, Query.Several several, Reader<T> reader)
            throws SQLException {
        try {
            return several(connection, several.transaction(ahead), ahead, ahead.size() + 1, several, reader);
        } catch (SQLException failure) {
            end(connection, failure);
            throw failure;
        }
    }

    private static void end(Connection connection, SQLException failure) {
        try {
            connection.setAutoCommit(false);
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    /**
     * @param before so many results come before those of the selects
     */
    private static <T extends @Nullable Object> T several(
            Connection connection,
            String text,
            List<BoundStatement> ahead,
            int before,
            Query.Several several,
            Reader<T> reader)
            throws SQLException {
        if (!(reader instanceof ResultsReader<T> results)) {
            throw new IllegalStateException("several results, and a reader of one");
        }
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            bind(statement, ahead, several.statement());
            statement.execute();
            for (int i = 0; i < before; i++) {
                statement.getMoreResults();
            }
            for (int i = 0; i < several.selects(); i++) {
                try (ResultSet rows = rows(statement)) {
                    results.take(rows);
                }
                statement.getMoreResults();
            }
            return results.end();
        }
    }

    private static <T extends @Nullable Object> T ofJooq(DSLContext dsl, ResultQuery<?> select, Reader<T> reader)
            throws SQLException {
        try (Cursor<?> cursor = dsl.fetchLazy(select)) {
            return reader instanceof OfCursor<T> ofCursor
                    ? ofCursor.records().apply(cursor)
                    : reader.read(Objects.requireNonNull(cursor.resultSet(), "an open cursor has rows"));
        } catch (DataAccessException failure) {
            IncomparableException refused = IncomparableException.behind(failure);
            if (refused != null) {
                throw refused;
            }
            throw failure.getCause() instanceof SQLException known ? known : new SQLException(failure);
        }
    }

    /**
     * Locks rows, and reads.
     *
     * @return null where nothing was locked
     */
    static <T> @Nullable T locked(Connection connection, List<BoundStatement> ahead, LockedRead read, Reader<T> reader)
            throws SQLException {
        BoundStatement query = read.query();
        List<BoundStatement> first = ahead.isEmpty() ? read.locks() : joined(ahead, read.locks());
        try (PreparedStatement statement =
                connection.prepareStatement(text(first, query.template().sql()))) {
            bind(statement, first, query);
            statement.execute();
            boolean locked = false;
            for (int i = 0; i < first.size(); i++) {
                if (i >= ahead.size()) {
                    locked |= isFound(statement);
                }
                statement.getMoreResults();
            }
            return locked ? read(statement, reader) : null;
        }
    }

    /** The same, each statement in a round trip of its own. */
    static <T> @Nullable T lockedOneByOne(
            Connection connection, List<BoundStatement> ahead, LockedRead read, Reader<T> reader) throws SQLException {
        for (int i = 0; i < ahead.size(); i++) {
            Jdbc.update(connection, ahead.get(i));
        }
        boolean locked = false;
        for (BoundStatement lock : read.locks()) {
            locked |= atOnce(connection, List.of(), Query.of(lock), ResultSet::next);
        }
        return locked ? rendered(connection, List.of(), read.query(), reader) : null;
    }

    private static List<BoundStatement> joined(List<BoundStatement> one, List<BoundStatement> other) {
        List<BoundStatement> joined = new ArrayList<>(one);
        joined.addAll(other);
        return joined;
    }

    private static boolean isFound(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            return rows != null && rows.next();
        }
    }

    private static <T extends @Nullable Object> T read(PreparedStatement statement, Reader<T> reader)
            throws SQLException {
        try (ResultSet rows = rows(statement)) {
            return reader.read(rows);
        }
    }

    private static ResultSet rows(PreparedStatement statement) throws SQLException {
        ResultSet rows = statement.getResultSet();
        if (rows == null) {
            throw new SQLException("a statement that reads gave no rows back");
        }
        return rows;
    }

    static String text(List<BoundStatement> ahead, String sql) {
        if (ahead.isEmpty()) {
            return sql;
        }
        StringBuilder text = new StringBuilder();
        for (BoundStatement statement : ahead) {
            text.append(statement.template().sql()).append(";\n");
        }
        return text.append(sql).toString();
    }

    private static void bind(PreparedStatement statement, List<BoundStatement> ahead, BoundStatement query)
            throws SQLException {
        int index = 1;
        for (int i = 0; i < ahead.size(); i++) {
            index = Jdbc.bind(statement, index, ahead.get(i));
        }
        Jdbc.bind(statement, index, query);
    }
}
