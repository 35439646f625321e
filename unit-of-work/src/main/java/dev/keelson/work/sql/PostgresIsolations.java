package dev.keelson.work.sql;

import dev.keelson.kernel.Isolation;
import java.sql.Connection;
import java.util.List;

/** PostgreSQL takes the isolation as the first statement of a transaction, so that it costs no round trip. */
final class PostgresIsolations implements Isolations {

    @Override
    public List<BoundStatement> ahead(Isolation isolation) {
        return setting(level(isolation));
    }

    @Override
    public List<BoundStatement> aheadOfReading(Isolation isolation) {
        return setting(level(isolation) + ", read only");
    }

    private static String level(Isolation isolation) {
        return switch (isolation) {
            case DEFAULT -> throw new IllegalArgumentException("the default isolation pins no connection");
            case LOCKING -> "read committed";
            case SNAPSHOT -> "repeatable read";
            case SERIALIZABLE -> "serializable";
        };
    }

    private static List<BoundStatement> setting(String modes) {
        return List.of(new BoundStatement(
                new StatementTemplate("set transaction isolation level " + modes, List.of()), new Object[0]));
    }

    @Override
    public int ofConnection(Isolation isolation) {
        return Connection.TRANSACTION_NONE;
    }
}
