package dev.keelson.work.database;

import dev.keelson.kernel.Isolation;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Isolations;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiFunction;

/** How one transaction gets its isolation, and its connection back what it had. Used by one thread at a time. */
public final class TransactionIsolation {

    private final List<BoundStatement> statements;
    private final int level;
    private final boolean oneSnapshot;
    private int usual = Connection.TRANSACTION_NONE;

    /**
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if the database has none such
     */
    public TransactionIsolation(Isolation isolation, StatementProfile profile) {
        this(isolation, profile, Isolations::ahead);
    }

    private TransactionIsolation(
            Isolation isolation,
            StatementProfile profile,
            BiFunction<Isolations, Isolation, List<BoundStatement>> ahead) {
        Isolations isolations = profile.dialect().isolations();
        this.level = isolations.ofConnection(isolation);
        this.oneSnapshot = switch (isolation) {
            case DEFAULT, LOCKING -> false;
            case SNAPSHOT, SERIALIZABLE -> true;
        };
        this.statements = ahead.apply(isolations, isolation);
    }

    /**
     * That of a transaction which only reads.
     *
     * @throws dev.keelson.kernel.error.UnitOfWorkStateException if the database has none such
     */
    public static TransactionIsolation toRead(Isolation isolation, StatementProfile profile) {
        return new TransactionIsolation(isolation, profile, Isolations::aheadOfReading);
    }

    /** What is sent in front of the first statement. */
    List<BoundStatement> statements() {
        return statements;
    }

    /** Whether all statements of the transaction see one snapshot. */
    boolean isOneSnapshot() {
        return oneSnapshot;
    }

    /** Sets it where it is the connection's. */
    void prepare(Connection connection) throws SQLException {
        if (level != Connection.TRANSACTION_NONE) {
            usual = connection.getTransactionIsolation();
            connection.setTransactionIsolation(level);
        }
    }

    /** Puts back what the connection had. */
    void restore(Connection connection) throws SQLException {
        if (usual != Connection.TRANSACTION_NONE) {
            connection.setTransactionIsolation(usual);
        }
    }
}
