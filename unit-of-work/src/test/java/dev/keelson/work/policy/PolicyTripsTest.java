package dev.keelson.work.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.Counts;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What policies take on the wire: no round trip more, and one statement more only for row-level security, its setting. */
class PolicyTripsTest {

    private static final WorkContext CONTEXT = WorkContext.of(TenantId.of("acme"), Actor.of("ann"));

    static final class Line {
        private final UUID id;
        private int count;

        Line(UUID id, int count) {
            this.id = id;
            this.count = count;
        }
    }

    static final class Order {
        private final UUID id;
        private String text = "new";
        private final List<Line> lines = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>(List.of("gift"));

        Order(UUID id) {
            this.id = id;
        }

        static Order of(int lines) {
            Order order = new Order(UUID.randomUUID());
            for (int count = 0; count < lines; count++) {
                order.lines.add(new Line(UUID.randomUUID(), count));
            }
            return order;
        }

        private List<Integer> counts() {
            return lines.stream().map(line -> line.count).toList();
        }
    }

    /**
     * What passed.
     *
     * @param statements without BEGIN and COMMIT
     */
    private record Passed(int trips, int statements) {}

    private static final Tenancy TENANCY = Tenancy.byColumn("tenant_id");
    private static final Audit AUDIT = Audit.columns();
    private static final SoftDelete SOFT_DELETE = SoftDelete.columns("deleted_at", "deleted_by");

    @Test
    void without_policies_each_load_and_each_commit_is_one_round_trip() {
        Map<String, Passed> expected = new LinkedHashMap<>();
        expected.put("insert", new Passed(1, 1));
        expected.put("load by id", new Passed(1, 1));
        expected.put("load of many", new Passed(1, 3));
        expected.put("query", new Passed(1, 1));
        expected.put("small commit", new Passed(1, 1));
        expected.put("edit of 10 of 100 lines", new Passed(1, 5));
        expected.put("removal", new Passed(1, 6));

        assertThat(passed()).containsExactlyEntriesOf(expected);
    }

    @Test
    void with_all_policies_no_statement_is_added_and_a_removal_takes_one_less_since_values_stay() {
        assertThat(passed(TENANCY, AUDIT, SOFT_DELETE)).containsExactlyEntriesOf(withAllPolicies());
    }

    @Test
    void with_row_level_security_a_setting_goes_ahead_of_each_in_the_same_round_trip() {
        Map<String, Passed> expected = new LinkedHashMap<>();
        withAllPolicies().forEach((what, passed) -> expected.put(what, new Passed(1, passed.statements + 1)));
        expected.put("insert", new Passed(1, 5)); // row policies may look at other tables

        assertThat(passed(TENANCY.withRowLevelSecurity(), AUDIT, SOFT_DELETE)).containsExactlyEntriesOf(expected);
    }

    private static Map<String, Passed> withAllPolicies() {
        Map<String, Passed> expected = new LinkedHashMap<>();
        expected.put("insert", new Passed(1, 1));
        expected.put("load by id", new Passed(1, 1));
        expected.put("load of many", new Passed(1, 3));
        expected.put("query", new Passed(1, 1));
        expected.put("small commit", new Passed(1, 1));
        expected.put("edit of 10 of 100 lines", new Passed(1, 5));
        expected.put("removal", new Passed(1, 5));
        expected.put("load of what is hidden", new Passed(1, 1));
        expected.put("restore", new Passed(1, 5));
        return expected;
    }

    private static Map<String, Passed> passed(Policy... policies) {
        try (TestDatabase database = TestDatabase.create();
                WireCounter wire = WireCounter.start()) {
            database.execute(mapped(policies).schema().ddl());
            try (Keelson keelson =
                    mapped(policies).dataSource(database.through(wire)).build()) {
                return new Meter(keelson, wire).run(policies.length > 0);
            }
        }
    }

    private static KeelsonBuilder mapped(Policy... policies) {
        KeelsonBuilder mapped = Keelson.builder().map(Order.class);
        for (Policy policy : policies) {
            mapped.policy(policy);
        }
        return mapped;
    }

    /** Does one thing after the other, and notes what passed over the wire meanwhile. */
    private static final class Meter {

        private final Keelson keelson;
        private final WireCounter wire;
        private final Map<String, Passed> passed = new LinkedHashMap<>();

        Meter(Keelson keelson, WireCounter wire) {
            this.keelson = keelson;
            this.wire = wire;
        }

        Map<String, Passed> run(boolean hides) {
            Order large = Order.of(100);
            Order small = Order.of(2);
            keelson.run(CONTEXT, work -> work.add(small));
            commit("insert", work -> work.add(large));
            load(large, small);
            commit("small commit", work -> work.get(Order.class, small.id).text = "changed");
            commit("edit of 10 of 100 lines", work -> {
                Order order = work.get(Order.class, large.id);
                for (int place = 0; place < 100; place += 10) {
                    order.lines.get(place).count += 1_000;
                }
            });
            commit("removal", work -> work.remove(work.get(Order.class, large.id)));
            if (hides) {
                commit("restore", work -> counted("load of what is hidden", () -> work.restore(Order.class, large.id)));
            }
            return passed;
        }

        private void load(Order large, Order small) {
            try (SqlUnitOfWork byId = keelson.begin(CONTEXT);
                    SqlUnitOfWork byIds = keelson.begin(CONTEXT);
                    SqlUnitOfWork byQuery = keelson.begin(CONTEXT)) {
                List<Order> found = new ArrayList<>();
                counted("load by id", () -> found.add(byId.get(Order.class, large.id)));
                counted("load of many", () -> found.addAll(byIds.getAll(Order.class, List.of(small.id, large.id))));
                counted("query", () -> found.addAll(byQuery.query(Order.class).list()));

                assertThat(found.subList(0, 3))
                        .extracting(Order::counts)
                        .containsExactly(large.counts(), small.counts(), large.counts());
                assertThat(found.subList(3, 5))
                        .extracting(Order::counts)
                        .containsExactlyInAnyOrder(small.counts(), large.counts());
            }
        }

        private void commit(String what, Consumer<SqlUnitOfWork> change) {
            try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                change.accept(work);
                counted(what, work::commit);
            }
        }

        private void counted(String what, Runnable counted) {
            wire.reset();
            counted.run();
            Counts counts = wire.counts();
            passed.put(what, new Passed(counts.roundTrips(), counts.statements()));
        }
    }
}
