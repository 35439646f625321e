package dev.keelson.work.sql;

/**
 * How statements are written and sent: in the SQL of a dialect, for a way of delivery. Immutable, thread-safe.
 *
 * @param dialect the SQL that the database reads
 * @param delivery how a commit's statements are sent
 */
public record StatementProfile(Dialect dialect, Delivery delivery) {

    /** PostgreSQL by pgjdbc: a commit is one message. */
    public static final StatementProfile POSTGRES =
            new StatementProfile(PostgresDialect.INSTANCE, Delivery.ONE_MESSAGE);

    /** PostgreSQL behind anything that reads statements or takes no such message: a commit is sent in batches. */
    public static final StatementProfile PORTABLE = new StatementProfile(PostgresDialect.INSTANCE, Delivery.BATCHES);

    /** H2: a commit is sent in batches. */
    public static final StatementProfile H2 = new StatementProfile(H2Dialect.INSTANCE, Delivery.BATCHES);
}
