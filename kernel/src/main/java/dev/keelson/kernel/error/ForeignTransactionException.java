package dev.keelson.kernel.error;

import java.io.Serial;

/**
 * The data source handed out a connection whose autocommit is off, or on which a transaction is open: somebody else began it and is
 * to end it. Keelson commits what it writes, and would have committed theirs. Nothing was sent, nothing committed or rolled back;
 * the connection went back as it came.
 */
public final class ForeignTransactionException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String attempted;

    /**
     * Makes the exception.
     *
     * @param attempted what was attempted, such as {@code "load Order[42]"}
     */
    public ForeignTransactionException(String attempted) {
        super(("Cannot %s: the data source gave a connection whose autocommit is off, so it is in a transaction of"
                        + " somebody else's, which Keelson would commit. Nothing was sent, and the connection was given"
                        + " back as it came. If it is a setting of the pool, turn it on (HikariCP: autoCommit=true, its"
                        + " default). If the data source is a transaction-aware proxy (such as Spring's"
                        + " TransactionAwareDataSourceProxy), give Keelson the pool behind it; what Keelson writes is a"
                        + " transaction of its own.")
                .formatted(attempted));
        this.attempted = attempted;
    }

    private ForeignTransactionException(String attempted, String message) {
        super(message);
        this.attempted = attempted;
    }

    /**
     * One for a connection on which a transaction is open though its autocommit is on.
     *
     * @param attempted what was attempted, such as {@code "load Order[42]"}
     */
    public static ForeignTransactionException open(String attempted) {
        return new ForeignTransactionException(
                attempted,
                ("Cannot %s: the data source gave a connection on which a transaction is open, which somebody began by"
                    + " a statement (BEGIN) and never ended. What Keelson writes would hang on it, and be lost with"
                    + " it. Nothing was sent, and the connection was given back as it came. Whoever had it last is to"
                    + " end what it begins, better by setAutoCommit(false), after which most pools roll back; until"
                    + " then have the pool close it.")
                        .formatted(attempted));
    }

    /** Returns what was attempted. */
    public String attempted() {
        return attempted;
    }
}
