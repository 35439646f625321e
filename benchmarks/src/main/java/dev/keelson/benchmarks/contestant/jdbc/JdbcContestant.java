package dev.keelson.benchmarks.contestant.jdbc;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Plain JDBC, whose batches of inserts the driver makes statements of several rows. Immutable. */
public final class JdbcContestant implements Contestant {

    public static final String NAME = "jdbc";

    private final Supplier<String> ddl;

    /**
     * Makes the contestant.
     *
     * @param ddl the tables, the same as another contestant's, so that none has an index less
     */
    public JdbcContestant(Supplier<String> ddl) {
        this.ddl = ddl;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String ddl() {
        return ddl.get();
    }

    @Override
    public String driverSettings() {
        return "&reWriteBatchedInserts=true";
    }

    @Override
    public OrderBook open(DataSource pool) {
        return new JdbcOrders(pool);
    }
}
