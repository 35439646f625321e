package dev.keelson.benchmarks.contestant.keelson;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.policy.Policy;
import java.util.List;
import javax.sql.DataSource;

/**
 * Keelson as it comes: orders lie by convention, and each commit leaves its token. With policies all work is that of one
 * tenant. Immutable.
 */
public final class KeelsonContestant implements Contestant {

    private static final Actor ACTOR = Actor.of("benchmarks");

    private final String name;
    private final List<Policy> policies;

    public KeelsonContestant(String name) {
        this(name, List.of());
    }

    public KeelsonContestant(String name, List<Policy> policies) {
        this.name = name;
        this.policies = List.copyOf(policies);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String ddl() {
        return mapped().schema().ddl();
    }

    @Override
    public OrderBook open(DataSource pool) {
        WorkContext context =
                policies.isEmpty() ? WorkContext.of(ACTOR) : WorkContext.of(TenantId.of("benchmarks"), ACTOR);
        return new KeelsonOrders(mapped().dataSource(pool).build(), context);
    }

    private KeelsonBuilder mapped() {
        KeelsonBuilder mapped = Keelson.builder().map(Order.class);
        policies.forEach(mapped::policy);
        return mapped;
    }
}
