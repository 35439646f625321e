package dev.keelson.benchmarks.contestant.limit;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** pgjdbc tuned by hand. Immutable. */
public final class LimitContestant implements Contestant {

    public static final String NAME = "limit";

    private final Supplier<String> ddl;

    /**
     * Makes the contestant.
     *
     * @param ddl the tables, the same as another contestant's, so that none has an index less
     */
    public LimitContestant(Supplier<String> ddl) {
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
    public OrderBook open(DataSource pool) {
        return new LimitOrders(pool);
    }
}
