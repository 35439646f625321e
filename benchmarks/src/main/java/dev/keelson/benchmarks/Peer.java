package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Somebody else's mapper, with a driver that makes batches of inserts statements of several rows. Immutable.
 *
 * @param name in the tables
 * @param tables the statements that make its tables, the same as another contestant's, so that none has an index less
 * @param opener opens the orders of a database
 */
record Peer(String name, Supplier<String> tables, Function<DataSource, OrderBook> opener) implements Contestant {

    @Override
    public String ddl() {
        return tables.get();
    }

    @Override
    public String driverSettings() {
        return "&reWriteBatchedInserts=true";
    }

    @Override
    public OrderBook open(DataSource pool) {
        return opener.apply(pool);
    }
}
