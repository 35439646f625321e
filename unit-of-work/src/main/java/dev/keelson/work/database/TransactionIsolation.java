package dev.keelson.work.database;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How one transaction gets its isolation: PostgreSQL takes it in front of the first statement, in the same message; H2 by its
 * connection, which gets back what it had. Immutable.
 */
final class TransactionIsolation {

    /** H2's own number for what JDBC has none for. */
    private static final int H2_SNAPSHOT = 6;

    private final List<BoundStatement> statements;
    private final int level;

    private TransactionIsolation(List<BoundStatement> statements, int level) {
        this.statements = statements;
        this.level = level;
    }

    /**
     * Of a pinned unit of work.
     *
     * @throws UnitOfWorkStateException if the database has none such
     */
    static TransactionIsolation of(Isolation isolation, StatementProfile profile) {
        return profile == StatementProfile.H2
                ? new TransactionIsolation(List.of(), ofH2(isolation))
                : new TransactionIsolation(List.of(ofPostgres(isolation)), Connection.TRANSACTION_NONE);
    }

    private static BoundStatement ofPostgres(Isolation isolation) {
        String level = switch (isolation) {
            case DEFAULT -> throw new IllegalArgumentException("the default isolation pins no connection");
            case LOCKING -> "read committed";
            case SNAPSHOT -> "repeatable read";
            case SERIALIZABLE -> "serializable";
        };
        return new BoundStatement(
                new StatementTemplate("set transaction isolation level " + level, List.of()), new Object[0]);
    }

    private static int ofH2(Isolation isolation) {
        return switch (isolation) {
            case DEFAULT -> throw new IllegalArgumentException("the default isolation pins no connection");
            case LOCKING -> Connection.TRANSACTION_READ_COMMITTED;
            case SNAPSHOT -> H2_SNAPSHOT;
            case SERIALIZABLE ->
                throw new UnitOfWorkStateException(
                        "begin",
                        "of isolation SERIALIZABLE, and H2 has none: transactions that it calls so may both commit"
                                + " though no order of them gives their outcome",
                        "Use PostgreSQL where decisions rest on queries; or Isolation.LOCKING, with a lock on what they"
                                + " rest on");
        };
    }

    /** What is sent in front of the first statement. */
    List<BoundStatement> statements() {
        return statements;
    }

    /** Sets it where it is the connection's. */
    void prepare(Connection connection) throws SQLException {
        if (level != Connection.TRANSACTION_NONE) {
            connection.setTransactionIsolation(level);
        }
    }

    /** Puts back what H2's connections have by themselves. */
    void restore(Connection connection) throws SQLException {
        if (level != Connection.TRANSACTION_NONE) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }
}
