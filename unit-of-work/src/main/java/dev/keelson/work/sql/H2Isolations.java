package dev.keelson.work.sql;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import java.sql.Connection;
import java.util.List;

/** H2 has the isolation as a setting of the connection. */
final class H2Isolations implements Isolations {

    /** H2's own number for what JDBC has none for. */
    private static final int SNAPSHOT = 6;

    @Override
    public List<BoundStatement> ahead(Isolation isolation) {
        return List.of();
    }

    /** H2 takes the wish that a transaction only reads, and lets it write all the same. */
    @Override
    public List<BoundStatement> aheadOfReading(Isolation isolation) {
        return List.of();
    }

    @Override
    public int ofConnection(Isolation isolation) {
        return switch (isolation) {
            case DEFAULT -> throw new IllegalArgumentException("the default isolation pins no connection");
            case LOCKING -> Connection.TRANSACTION_READ_COMMITTED;
            case SNAPSHOT -> SNAPSHOT;
            case SERIALIZABLE ->
                throw new UnitOfWorkStateException(
                        "begin",
                        "of isolation SERIALIZABLE, and H2 has none: transactions that it calls so may both commit"
                                + " though no order of them gives their outcome",
                        "Use PostgreSQL where decisions rest on queries; or Isolation.LOCKING, with a lock on what they"
                                + " rest on");
        };
    }
}
