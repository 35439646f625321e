package dev.keelson.work.sql;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import java.util.List;

/** How a dialect gives one transaction its isolation. Immutable, thread-safe. */
public interface Isolations {

    /**
     * What is sent in front of the first statement of a transaction.
     *
     * @param isolation one that pins a connection
     * @throws UnitOfWorkStateException if the database has none such
     */
    List<BoundStatement> ahead(Isolation isolation);

    /**
     * The same of a transaction that only reads, which the database refuses writes where it can.
     *
     * @param isolation one that pins a connection
     * @throws UnitOfWorkStateException if the database has none such
     */
    List<BoundStatement> aheadOfReading(Isolation isolation);

    /**
     * What is set on the connection before a transaction, as JDBC has it, and put back after it; {@link
     * java.sql.Connection#TRANSACTION_NONE} where nothing is.
     *
     * @param isolation one that pins a connection
     * @throws UnitOfWorkStateException if the database has none such
     */
    int ofConnection(Isolation isolation);
}
