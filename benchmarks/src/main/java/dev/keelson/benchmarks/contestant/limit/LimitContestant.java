package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import javax.sql.DataSource;

/** pgjdbc tuned by hand. Immutable. */
public final class LimitContestant implements Contestant {

    public static final String NAME = "limit";

    private final String ddl;

    /**
     * Makes the contestant.
     *
     * @param ddl the tables, the same as another contestant's, so that none has an index less
     */
    public LimitContestant(String ddl) {
        this.ddl = ddl;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String ddl() {
        return ddl;
    }

    @Override
    public OrderBook open(DataSource pool) {
        return new LimitOrders(pool);
    }
}
