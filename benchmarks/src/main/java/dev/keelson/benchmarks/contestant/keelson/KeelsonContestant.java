package dev.keelson.benchmarks.contestant.keelson;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.work.Keelson;
import javax.sql.DataSource;

/** Keelson as it comes: orders lie by convention, and each commit leaves its token. Immutable. */
public final class KeelsonContestant implements Contestant {

    private final String name;

    public KeelsonContestant(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String ddl() {
        return Keelson.builder().map(Order.class).schema().ddl();
    }

    @Override
    public OrderBook open(DataSource pool) {
        return new KeelsonOrders(
                Keelson.builder().map(Order.class).dataSource(pool).build());
    }
}
