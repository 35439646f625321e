package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderLine;
import dev.keelson.work.shop.PlainShop;
import dev.keelson.work.shop.Shop;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Bytes allocated on the heap by one thread, beside hand-written JDBC over the same pool in the same run. Among the long tests
 * only: those run with all compilers of the JVM, and what is allocated depends on them.
 */
@EnabledIfSystemProperty(named = "keelson.soak", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllocationTest {

    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 300;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final TestDatabase database = Shop.database();
    private final DataSource pool = database.application();
    private final Keelson keelson = Shop.open(pool);
    private final PlainShop plain = new PlainShop(pool);
    private final Customer customer = Shop.customer();
    private final Order order = Shop.order(customer, 10);

    @BeforeAll
    void stores_an_order_of_ten_lines_and_three_tags() {
        keelson.run(Shop.ACME, work -> {
            work.add(customer);
            work.add(order);
        });
    }

    @AfterAll
    void drops_the_database() {
        database.close();
    }

    @Test
    void a_load_allocates_at_most_twice_what_plain_jdbc_does() throws Exception {
        long jdbc = bytes(i -> plain.load("acme", order.id()));
        long ours = bytes(i -> {
            try (UnitOfWork work = keelson.begin(Shop.ACME)) {
                work.get(Order.class, order.id());
            }
        });

        System.out.printf("load: JDBC %,d bytes, Keelson %,d bytes, ratio %.2f%n", jdbc, ours, (double) ours / jdbc);
        assertThat((double) ours / jdbc).isLessThanOrEqualTo(2.0);
    }

    @Test
    void a_reading_allocates_less_than_a_load_in_a_unit_of_work_and_a_call() throws Exception {
        long unitOfWork = bytes(i -> {
            try (UnitOfWork work = keelson.begin(Shop.ACME)) {
                work.get(Order.class, order.id());
            }
        });
        long call = bytes(i -> keelson.call(Shop.ACME, work -> work.get(Order.class, order.id())));
        long reading = bytes(i -> keelson.read(Shop.ACME, read -> read.get(Order.class, order.id())));

        System.out.printf(
                "reading: %,d bytes, unit of work %,d bytes, call %,d bytes, ratios %.2f and %.2f%n",
                reading, unitOfWork, call, (double) reading / unitOfWork, (double) reading / call);
        assertThat((double) reading / unitOfWork).isLessThanOrEqualTo(0.95);
        assertThat((double) reading / call).isLessThanOrEqualTo(0.95);
    }

    @Test
    void a_load_and_a_commit_allocate_at_most_twice_what_plain_jdbc_does_without_a_token() throws Exception {
        long jdbc = bytes(i -> {
            PlainShop.Versioned loaded = plain.load("acme", order.id());
            OrderLine line = loaded.order().lines().get(3);
            line.changeQuantity(1_000_000 + i);
            plain.changeQuantity("acme", loaded, line, null);
        });
        long ours = bytes(i -> {
            try (UnitOfWork work = keelson.begin(Shop.ACME)) {
                work.get(Order.class, order.id()).lines().get(3).changeQuantity(2_000_000 + i);
                work.commit();
            }
        });

        System.out.printf(
                "load + commit: JDBC %,d bytes, Keelson %,d bytes, ratio %.2f%n", jdbc, ours, (double) ours / jdbc);
        assertThat((double) ours / jdbc).isLessThanOrEqualTo(2.0);
    }

    @Test
    void a_query_by_identifier_allocates_at_most_1_3_times_what_a_load_does() throws Exception {
        Order small = Shop.order(customer, 1);
        keelson.run(Shop.ACME, work -> {
            work.add(small);
        });
        for (Function<SqlReading, Condition> asked : byIdentifier(small)) {
            Operation load = i -> keelson.readSql(Shop.ACME, read -> read.get(Order.class, small.id()));
            Operation query = i -> keelson.readSql(
                    Shop.ACME,
                    read -> read.query(Order.class).where(asked.apply(read)).single());
            long ofLoad = bytes(load);
            long ofQuery = bytes(query);

            System.out.printf(
                    "query by identifier: %,d bytes, load %,d bytes, ratio %.2f, of time %.2f%n",
                    ofQuery, ofLoad, (double) ofQuery / ofLoad, time(query, load));
            assertThat((double) ofQuery / ofLoad).isLessThanOrEqualTo(1.3);
        }
    }

    @Test
    void a_query_by_parts_in_an_order_allocates_at_most_twice_what_plain_jdbc_does() throws Exception {
        long jdbc = bytes(i -> plain.load("acme", order.id()));
        long ours = bytes(i -> keelson.readSql(
                Shop.ACME,
                read -> read.query(Order.class)
                        .any("lines", line -> line.field("quantity").gt(0))
                        .where(read.field(Order.class, "customer").eq(customer.id()))
                        .orderBy(read.field(Order.class, "id").asc())
                        .limit(20)
                        .list()));

        System.out.printf("query: JDBC %,d bytes, Keelson %,d bytes, ratio %.2f%n", jdbc, ours, (double) ours / jdbc);
        assertThat((double) ours / jdbc).isLessThanOrEqualTo(2.0);
    }

    @Test
    void a_get_of_what_is_cached_allocates_under_3_kib_and_sends_nothing() throws Exception {
        KeelsonBuilder mapped = Keelson.builder()
                .map(Customer.class)
                .map(Order.class, mapping -> mapping.cached())
                .policy(Tenancy.byColumn("tenant_id"));
        try (Keelson cached = mapped.dataSource(pool).build()) {
            Operation load = i -> keelson.read(Shop.ACME, read -> read.get(Order.class, order.id()));
            Operation found = i -> cached.read(Shop.ACME, read -> read.get(Order.class, order.id()));
            long ours = bytes(found) - bytes(i -> cached.read(Shop.ACME, read -> order));
            long before = cached.statistics().counts().statements();
            double faster = 1 / time(found, load);

            System.out.printf(
                    "cached get: %,d bytes, reading %.1f times faster than from the database%n", ours, faster);
            assertThat(cached.statistics().counts().statements()).isEqualTo(before);
            assertThat(ours).isLessThan(3 * 1024);
        }
    }

    private static List<Function<SqlReading, Condition>> byIdentifier(Order order) {
        return List.of(
                read -> read.field(Order.class, "id").eq(order.id()),
                read -> read.field(Order::id).eq(order.id()),
                read -> read.table(Order.class).field("id", Object.class).eq(order.id()));
    }

    private interface Operation {
        void run(int i) throws Exception;
    }

    /** How much longer the one takes than the other, by the medians of many that alternate. */
    private static double time(Operation one, Operation other) throws Exception {
        long[] ones = new long[WARM_UP];
        long[] others = new long[WARM_UP];
        for (int i = 0; i < WARM_UP; i++) {
            ones[i] = nanos(one, i);
            others[i] = nanos(other, i);
        }
        Arrays.sort(ones);
        Arrays.sort(others);
        return (double) ones[WARM_UP / 2] / others[WARM_UP / 2];
    }

    private static long nanos(Operation operation, int i) throws Exception {
        long before = System.nanoTime();
        operation.run(i);
        return System.nanoTime() - before;
    }

    private long bytes(Operation operation) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            operation.run(i);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MEASURED; i++) {
            operation.run(WARM_UP + i);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / MEASURED;
    }
}
