package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Reading;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.Counts;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderId;
import dev.keelson.work.shop.Shop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Use cases that only read: plain objects, and no statement beside the loads. */
class ReadTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final UUID NOBODY = UUID.fromString("00000000-0000-0000-0000-000000000000");

    @AfterEach
    void nothing_is_held_and_nothing_is_under_way() {
        HikariDataSource pool = shop.database().application();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(shop.keelson().statistics().unitsOfWork()).isZero();
        assertThat(shop.database()
                        .query("select pid from pg_stat_activity where datname = current_database() and state like"
                                + " 'idle in transaction%'"))
                .isEmpty();
    }

    private static List<Object> stateOf(Reading reading, OrderId id) {
        return reading.get(Order.class, id).state();
    }

    @Test
    void what_only_reads_offers_nothing_that_writes() {
        Set<String> names = Arrays.stream(Reading.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ofSql = Arrays.stream(SqlReading.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(names).containsExactly("exists", "find", "findAll", "get", "getAll", "includingDeleted");
        ofSql.removeAll(names);
        assertThat(ofSql).containsExactly("field", "query", "sql", "table");
        Set<String> sql = Arrays.stream(Sql.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(sql).containsExactly("acrossTenants", "fetch", "fetchOptional", "seeingDatabase", "table");
    }

    @Test
    void a_reading_sends_the_statements_of_a_load_and_none_besides() {
        Order stored = shop.storedOrder(3);
        List<String> load = shop.sent(() -> {
            try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
                work.get(Order.class, stored.id());
            }
        });
        Counts counts = shop.wire().counts();
        Map<String, List<String>> tables = shop.tables();

        shop.wire().reset();
        List<Object> state = shop.keelson().read(Shop.ACME, reading -> stateOf(reading, stored.id()));

        assertThat(state).isEqualTo(stored.state());
        assertThat(shop.wire().transcript()).isEqualTo(load).hasSize(1);
        assertThat(shop.wire().counts())
                .extracting(Counts::roundTrips, Counts::statements)
                .containsExactly(counts.roundTrips(), counts.statements())
                .containsExactly(1, 1);
        assertThat(shop.tables()).isEqualTo(tables);
    }

    @Test
    void one_that_reads_nothing_takes_no_connection() {
        for (Isolation isolation : List.of(Isolation.DEFAULT, Isolation.SNAPSHOT, Isolation.SERIALIZABLE)) {
            assertThat(shop.sent(() -> shop.keelson().read(Shop.ACME, isolation, reading -> 1)))
                    .isEmpty();
        }
        assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
    }

    @Test
    void each_way_to_ask_gives_what_a_unit_of_work_would() {
        Order first = shop.storedOrder(1);
        Order second = shop.storedOrder(2);
        OrderId none = new OrderId(NOBODY);

        shop.keelson().readSql(Shop.ACME, reading -> {
            assertThat(reading.exists(Order.class, first.id())).isTrue();
            assertThat(reading.exists(Order.class, none)).isFalse();
            assertThat(reading.find(Order.class, none)).isEmpty();
            assertThat(reading.find(Order.class, first.id())).map(Order::state).contains(first.state());
            assertThat(reading.findAll(Order.class, List.of(second.id(), none, first.id()))
                            .keySet())
                    .containsExactly(second.id(), first.id());
            assertThat(reading.getAll(Order.class, List.of(second.id(), first.id())))
                    .extracting(Order::state)
                    .containsExactly(second.state(), first.state());
            assertThatThrownBy(() -> reading.get(Order.class, none)).isInstanceOf(AggregateNotFoundException.class);
            assertThatThrownBy(() -> reading.getAll(Order.class, List.of(none)))
                    .isInstanceOf(AggregateNotFoundException.class);
            assertThat(reading.query(Order.class)
                            .where(reading.table(Order.class)
                                    .field("id", UUID.class)
                                    .eq(second.id().value()))
                            .list())
                    .containsExactly(reading.get(Order.class, second.id()));
            assertThat(reading.query(Customer.class).count()).isEqualTo(2);
            assertThat(reading.query(Customer.class).exists()).isTrue();
            return null;
        });
    }

    @Test
    void within_one_reading_one_identifier_is_one_object_and_reads_repeat() {
        Order stored = shop.storedOrder(2);

        shop.keelson().readSql(Shop.ACME, reading -> {
            Order order = reading.get(Order.class, stored.id());
            shop.elsewhere(stored.id(), theirs -> theirs.note("changed meanwhile"));
            shop.wire().reset();
            assertThat(reading.get(Order.class, stored.id())).isSameAs(order);
            assertThat(reading.find(Order.class, stored.id())).containsSame(order);
            assertThat(reading.exists(Order.class, stored.id())).isTrue();
            assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
            assertThat(reading.query(Order.class).list()).singleElement().isSameAs(order);
            assertThat(order.state()).isEqualTo(stored.state());
            return null;
        });
        assertThat(shop.keelson()
                        .<List<Object>, RuntimeException>read(Shop.ACME, reading -> stateOf(reading, stored.id())))
                .isEqualTo(shop.state(stored.id()));
    }

    @Test
    void changes_of_the_objects_are_neither_noticed_nor_refused_nor_warned_of() {
        Order stored = shop.storedOrder(2);
        Map<String, List<String>> tables = shop.tables();
        PrintStream before = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        Order escaped;
        try {
            escaped = shop.keelson().readSql(Shop.ACME, reading -> {
                Order order = reading.get(Order.class, stored.id());
                order.pay();
                order.lines().clear();
                assertThat(reading.query(Order.class).list())
                        .as("no change is pending")
                        .containsExactly(order);
                assertThat(reading.query(Order.class).count()).isEqualTo(1);
                assertThat(reading.query(Order.class).exists()).isTrue();
                return order;
            });
        } finally {
            System.setErr(before);
        }
        escaped.note("a plain object, good for anything");

        assertThat(caught.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(shop.tables()).isEqualTo(tables);
    }

    @Test
    void what_was_read_can_be_given_to_a_unit_of_work_as_any_object_can() {
        Order stored = shop.storedOrder(2);
        Order read = shop.keelson().read(Shop.ACME, reading -> reading.get(Order.class, stored.id()));
        read.note("changed at leisure");
        shop.keelson().run(Shop.ACME, work -> work.replace(read));

        assertThat(shop.state(stored.id())).isEqualTo(read.state());
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void what_takes_a_reading_serves_a_unit_of_work_as_well_and_sees_its_changes() {
        Order stored = shop.storedOrder(1);

        shop.keelson().run(Shop.ACME, work -> {
            Order order = work.get(Order.class, stored.id());
            order.note("not committed yet");
            assertThat(stateOf(work, stored.id())).isEqualTo(order.state());
        });
        assertThat(shop.keelson()
                        .<List<Object>, RuntimeException>read(Shop.ACME, reading -> stateOf(reading, stored.id())))
                .isEqualTo(shop.state(stored.id()));
    }

    @Test
    void a_snapshot_is_one_transaction_that_the_database_holds_to_reading() {
        Order first = shop.storedOrder(1);
        Order second = shop.storedOrder(1);
        shop.wire().reset();

        shop.keelson().readSql(Shop.ACME, Isolation.SNAPSHOT, reading -> {
            assertThat(reading.get(Order.class, first.id()).state()).isEqualTo(first.state());
            shop.elsewhere(second.id(), theirs -> theirs.note("changed meanwhile"));
            assertThat(reading.get(Order.class, second.id()).state()).isEqualTo(second.state());
            return null;
        });

        List<String> sent = shop.wire().transcript();
        assertThat(sent).hasSize(5);
        assertThat(sent.get(0)).isEqualToIgnoringCase("begin");
        assertThat(sent.get(1)).isEqualTo("set transaction isolation level repeatable read, read only");
        assertThat(sent.get(2)).startsWith("select 0 as branch");
        assertThat(sent.get(3)).isEqualTo(sent.get(2));
        assertThat(sent.get(4)).isEqualToIgnoringCase("commit");
        assertThat(shop.wire().counts().roundTrips()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT", "SERIALIZABLE"})
    void a_write_behind_a_condition_is_refused_by_the_database(Isolation isolation) {
        shop.storedOrder(1);
        shop.database().execute("create sequence if not exists tickets", "grant all on sequence tickets to public");
        Condition writes = DSL.condition("nextval('tickets') > 0");

        assertThat(shop.keelson()
                        .<Long, RuntimeException>readSql(
                                Shop.ACME,
                                reading ->
                                        reading.query(Order.class).where(writes).count()))
                .as("no transaction of ours, so nobody refuses it")
                .isEqualTo(1);
        DatabaseException refused = catchThrowableOfType(
                DatabaseException.class,
                () -> shop.keelson()
                        .readSql(
                                Shop.ACME,
                                isolation,
                                reading ->
                                        reading.query(Order.class).where(writes).count()));
        assertThat(refused.sqlState()).as(refused.getMessage()).contains("25006");

        shop.keelson().run(Shop.ACME, work -> work.add(Shop.customer()));
        assertThat(shop.database().query("select id from customers"))
                .as("the pool's connections write on")
                .hasSize(2);
    }

    @Test
    void locking_is_refused_since_a_reading_takes_no_locks() {
        assertThatThrownBy(() -> shop.keelson().read(Shop.ACME, Isolation.LOCKING, reading -> 1))
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageStartingWith(
                        "Cannot read: the unit of work is one of isolation LOCKING, and a reading takes no locks. Read"
                                + " by Isolation.SNAPSHOT where loads must fit each other, or lock in a unit of work.");
    }

    @Test
    void what_the_function_throws_passes_as_it_is() {
        Order stored = shop.storedOrder(1);
        for (Isolation isolation : List.of(Isolation.DEFAULT, Isolation.SNAPSHOT)) {
            for (Throwable thrown :
                    List.of(new IOException("no"), new IllegalStateException("no"), new AssertionError())) {
                assertThatThrownBy(() -> shop.keelson().read(Shop.ACME, isolation, reading -> {
                            reading.get(Order.class, stored.id());
                            throw thrown instanceof Error error ? throwing(error) : (Exception) thrown;
                        }))
                        .isSameAs(thrown)
                        .hasNoSuppressedExceptions();
            }
        }
    }

    private static Exception throwing(Error error) {
        throw error;
    }

    @Test
    void a_checked_exception_is_declared_by_inference() {
        try {
            readOrFail();
        } catch (IOException expected) {
            assertThat(expected).hasMessage("declared");
            return;
        }
        throw new AssertionError("nothing was thrown");
    }

    private static int readOrFail() throws IOException {
        return shop.keelson().read(Shop.ACME, reading -> {
            throw new IOException("declared");
        });
    }

    @Test
    void after_its_function_has_returned_a_reading_refuses_everything() {
        List<SqlReading> escaped = new ArrayList<>();
        shop.keelson().readSql(Shop.ACME, escaped::add);
        shop.keelson().readSql(Shop.ACME, reading -> escaped.add(reading.includingDeleted("a test")));
        shop.wire().reset();

        for (SqlReading reading : escaped) {
            everything(reading)
                    .forEach((attempted, call) -> assertThatThrownBy(call)
                            .isInstanceOf(UnitOfWorkStateException.class)
                            .hasMessageStartingWith(
                                    "Cannot " + attempted.strip() + ": the unit of work is a reading that is over,"
                                            + " since its function has returned. Read and follow"
                                            + " references inside of the function, and return"
                                            + " what they gave."));
        }
        assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
    }

    @Test
    void another_thread_is_refused_everything() {
        shop.keelson().readSql(Shop.ACME, reading -> {
            ShopStage.join(ShopStage.async(() -> {
                everything(reading)
                        .forEach((attempted, call) -> assertThatThrownBy(call)
                                .isInstanceOf(UnitOfWorkStateException.class)
                                .hasMessageStartingWith(
                                        "Cannot " + attempted.strip() + ": the unit of work is begun by ")
                                .hasMessageContaining(
                                        "Read in each thread by itself, and hand identifiers over instead of"
                                                + " objects."));
                return 1;
            }));
            return null;
        });
        assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
    }

    private static Map<String, ThrowingCallable> everything(SqlReading reading) {
        Map<String, ThrowingCallable> all = new LinkedHashMap<>();
        OrderId id = new OrderId(NOBODY);
        all.put("find Order", () -> reading.find(Order.class, id));
        all.put("find Order ", () -> reading.get(Order.class, id));
        all.put("find all of Order", () -> reading.findAll(Order.class, List.of(id)));
        all.put("find all of Order ", () -> reading.getAll(Order.class, List.of(id)));
        all.put("look for Order", () -> reading.exists(Order.class, id));
        all.put("query Order", () -> reading.query(Order.class));
        all.put("include what is deleted", () -> reading.includingDeleted("a test"));
        return all;
    }

    @Test
    void each_tenant_reads_its_own_and_who_has_none_is_not_let_in() {
        Order stored = shop.storedOrder(1);

        shop.keelson().readSql(Shop.GLOBEX, reading -> {
            assertThat(reading.find(Order.class, stored.id())).isEmpty();
            assertThat(reading.exists(Order.class, stored.id())).isFalse();
            assertThat(reading.query(Order.class).list()).isEmpty();
            assertThat(reading.query(Order.class).count()).isZero();
            return null;
        });
        WorkContext nobodys = WorkContext.of(Actor.of("jane"));
        assertThatThrownBy(() -> shop.keelson().read(nobodys, reading -> 1))
                .isInstanceOf(PolicyViolationException.class);
    }

    @Test
    void inside_of_a_function_of_the_same_thread_it_is_refused_before_anything_is_sent() {
        UnitOfWorkFactory units = shop.keelson();
        shop.wire().reset();
        List<ThrowingCallable> readings = List.of(
                () -> units.read(Shop.ACME, reading -> 1),
                () -> units.read(Shop.ACME, Isolation.SNAPSHOT, reading -> 1),
                () -> shop.keelson().readSql(Shop.ACME, reading -> 1),
                () -> units.withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1))
                        .read(Shop.ACME, reading -> 1));
        units.run(Shop.ACME, work -> readings.forEach(ReadTest::assertRefused));
        units.read(Shop.ACME, outer -> {
            readings.forEach(ReadTest::assertRefused);
            assertThatThrownBy(() -> units.run(Shop.ACME, work -> work.add(Shop.customer())))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageStartingWith("Cannot call or run: ");
            return null;
        });

        assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
    }

    private static void assertRefused(ThrowingCallable nested) {
        assertThatThrownBy(nested)
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageStartingWith(
                        "Cannot read: the unit of work is one that would begin inside of another's function on this"
                            + " thread, see none of its changes, and take another connection than the one that it may"
                            + " hold. Read by what that function was given, which is a Reading as well, or say"
                            + " units.independently().read(...).");
    }

    @Test
    void an_independent_one_reads_inside_of_a_call_what_the_database_holds() {
        Order stored = shop.storedOrder(1);
        UnitOfWorkFactory independently = shop.keelson().independently();

        shop.keelson().run(Shop.ACME, work -> {
            Order order = work.get(Order.class, stored.id());
            order.note("not committed yet");
            Order other = independently.read(Shop.ACME, reading -> reading.get(Order.class, stored.id()));
            assertThat(other).isNotSameAs(order);
            assertThat(other.state()).isEqualTo(stored.state());
        });
        assertThat(shop.version(stored)).isEqualTo(2);
        independently.read(Shop.ACME, reading -> {
            independently.run(
                    Shop.ACME, work -> work.get(Order.class, stored.id()).note("again"));
            return reading.get(Order.class, stored.id());
        });
        assertThat(shop.version(stored)).isEqualTo(3);
    }

    @Test
    void timeouts_of_its_own_hold_for_a_reading() {
        shop.storedOrder(1);
        UnitOfWorkFactory hasty = shop.keelson().withTimeouts(Duration.ofSeconds(7), Duration.ofSeconds(7));

        List<String> sent =
                shop.sent(() -> hasty.read(Shop.ACME, reading -> reading.exists(Order.class, new OrderId(NOBODY))));
        assertThat(sent).anySatisfy(sql -> assertThat(sql).contains("set_config"));
        assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
    }

    @Test
    void a_conflict_that_the_database_tells_has_the_function_read_again() {
        Order stored = shop.storedOrder(1);
        List<Reading> rounds = new ArrayList<>();

        List<Object> state = shop.keelson().read(Shop.ACME, Isolation.SERIALIZABLE, reading -> {
            rounds.add(reading);
            List<Object> read = stateOf(reading, stored.id());
            if (rounds.size() == 1) {
                throw new DatabaseException("load Order", null, "40001", new SQLException("no", "40001"));
            }
            return read;
        });

        assertThat(state).isEqualTo(stored.state());
        assertThat(rounds).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void many_virtual_threads_read_at_once() throws Exception {
        Order stored = shop.storedOrder(3);
        List<Future<List<Object>>> read = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 40; n++) {
                Isolation isolation = n % 2 == 0 ? Isolation.DEFAULT : Isolation.SNAPSHOT;
                read.add(threads.submit(() ->
                        shop.aside().read(Shop.ACME, isolation, reading -> stateOf(reading, stored.id()))));
            }
        }
        for (Future<List<Object>> one : read) {
            assertThat(one.get()).isEqualTo(stored.state());
        }
    }

    @Test
    void a_call_is_a_reading_for_whoever_only_reads() {
        Order stored = shop.storedOrder(1);
        assertThat(Reading.class).isAssignableFrom(Aggregates.class);
        assertThat(SqlReading.class).isAssignableFrom(SqlUnitOfWork.class);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            SqlReading reading = work;
            assertThat(reading.query(Order.class).list()).containsExactly(work.get(Order.class, stored.id()));
        }
    }
}
