package dev.keelson.benchmarks.contestant.keelson;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.payment.Payment;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.Inheritance;
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
    private final boolean keepsLog;

    public KeelsonContestant(String name) {
        this(name, List.of());
    }

    public KeelsonContestant(String name, List<Policy> policies) {
        this(name, policies, true);
    }

    private KeelsonContestant(String name, List<Policy> policies, boolean keepsLog) {
        this.name = name;
        this.policies = List.copyOf(policies);
        this.keepsLog = keepsLog;
    }

    /** Keelson whose commits leave no token, which tells what the token costs. */
    public static KeelsonContestant withoutLog(String name) {
        return new KeelsonContestant(name, List.of(), false);
    }

    @Override
    public String name() {
        return name;
    }

    /** The commit log is one table, which goes with the orders. */
    @Override
    public String ddl() {
        StringBuilder ddl = new StringBuilder(orders().schema().ddl());
        for (PaymentForm form : PaymentForm.values()) {
            ddl.append('\n').append(payments(form).commitLog(false).schema().ddl());
        }
        return ddl.toString();
    }

    @Override
    public OrderBook open(DataSource pool) {
        WorkContext context =
                policies.isEmpty() ? WorkContext.of(ACTOR) : WorkContext.of(TenantId.of("benchmarks"), ACTOR);
        return new KeelsonOrders(
                orders().dataSource(pool).build(),
                form -> payments(form).dataSource(pool).build(),
                context);
    }

    private KeelsonBuilder orders() {
        return with(Keelson.builder().map(Order.class));
    }

    /** A class has one mapping, so each form is a Keelson of its own. */
    private KeelsonBuilder payments(PaymentForm form) {
        return with(
                switch (form) {
                    case SINGLE -> Keelson.builder().map(Payment.class);
                    case JOINED ->
                        Keelson.builder()
                                .map(
                                        Payment.class,
                                        payment -> payment.inheritance(Inheritance.JOINED)
                                                .table("joined_payments"));
                });
    }

    private KeelsonBuilder with(KeelsonBuilder mapped) {
        policies.forEach(mapped::policy);
        return mapped.commitLog(keepsLog);
    }
}
