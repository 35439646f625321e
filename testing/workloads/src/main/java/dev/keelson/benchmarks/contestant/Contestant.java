package dev.keelson.benchmarks.contestant;

import javax.sql.DataSource;

/** One way of keeping orders and payments in PostgreSQL. Immutable. */
public interface Contestant {

    /** The name in the tables that are printed. */
    String name();

    /**
     * The statements that make its tables: {@code orders}, {@code order_lines}, {@code order_tags}, for payments those of
     * {@link dev.keelson.benchmarks.payment.PaymentForm}, and its own.
     */
    String ddl();

    /** What is to be added to the driver's address, such as {@code "&reWriteBatchedInserts=true"}; nothing by default. */
    default String driverSettings() {
        return "";
    }

    /** Opens the orders of a database that has its tables. The pool stays the caller's to close. */
    OrderBook open(DataSource pool);
}
