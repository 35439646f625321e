package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commits by plain statements on PostgreSQL: slower, and as right as those by one message. */
class PortableCommitTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage(() -> Shop.mapped().portable(true));

    @Test
    void rows_that_share_a_text_are_one_batch() {
        Order stored = shop.storedOrder(200);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            order.lines().forEach(line -> line.changeQuantity(7));
            shop.wire().reset();
            CommitReceipt receipt = work.commit();

            assertThat(receipt.roundTrips())
                    .as("token, lock, lines, order, COMMIT")
                    .isEqualTo(5);
            assertThat(shop.wire().counts().roundTrips())
                    .as("on the wire, where the driver asks once for each text")
                    .isBetween(5, 10);
            assertThat(shop.wire().statements()).noneMatch(sql -> sql.contains("unnest") || sql.contains(";"));
        }
        assertThat(shop.database().query("select distinct quantity from order_lines"))
                .containsExactly(List.of(7));
    }

    @Test
    void a_token_alone_is_one_statement_in_one_round_trip() {
        CommandToken token = CommandToken.next();
        shop.keelson()
                .run(Shop.ACME, CommandToken.next(), Aggregates::storeToken); // the driver asks once for each text
        List<String> sent = shop.sent(() -> shop.keelson().run(Shop.ACME, token, Aggregates::storeToken));

        assertThat(sent).hasSize(1).first().asString().startsWith("insert into keelson_commits (");
        assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
        for (Runnable cut : List.<Runnable>of(
                () -> shop.wire().cutBeforeRequest(), () -> shop.wire().cutBeforeReply())) {
            CommandToken lost = CommandToken.next();
            int[] rounds = {0};
            shop.keelson().run(Shop.ACME, lost, work -> {
                work.storeToken();
                if (rounds[0]++ == 0) {
                    cut.run();
                }
            });
            assertThat(shop.aside().outcome(Shop.ACME, lost).isCommitted()).isTrue();
        }
    }

    @Test
    void all_stale_roots_are_named_together_and_nothing_is_written() {
        Order changed = shop.storedOrder(1);
        Order gone = shop.storedOrder(0);
        Order fresh = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            List.of(changed, gone, fresh)
                    .forEach(order -> work.get(Order.class, order.id()).note("mine"));
            shop.elsewhere(changed.id(), theirs -> theirs.note("theirs"));
            shop.elsewhere(theirs -> theirs.remove(theirs.get(Order.class, gone.id())));
            Map<String, List<String>> before = shop.tables();

            StaleAggregateException stale = catchThrowableOfType(StaleAggregateException.class, work::commit);
            assertThat(stale).isNotNull();
            assertThat(stale.stale())
                    .containsExactlyInAnyOrder(
                            new Stale(Order.class, changed.id(), 1, OptionalLong.of(2), Reason.CHANGED),
                            new Stale(Order.class, gone.id(), 1, OptionalLong.empty(), Reason.DELETED));
            assertThat(shop.tables()).isEqualTo(before);
        }
        shop.keelson().run(Shop.ACME, work -> work.get(Order.class, fresh.id()).note("next"));
        assertThat(shop.version(fresh)).isEqualTo(2);
    }

    @Test
    void a_row_that_was_deleted_past_the_version_is_told_and_the_function_runs_again() {
        Order stored = shop.storedOrder(3);
        Object line = stored.lines().get(0).id().value();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id()).lines().get(0).changeQuantity(50);
            shop.database().execute("delete from order_lines where id = '" + line + "'");

            assertThatThrownBy(work::commit)
                    .isInstanceOfSatisfying(
                            StaleAggregateException.class,
                            stale -> assertThat(stale.stale())
                                    .containsExactly(new Stale(
                                            Order.class, stored.id(), 1, OptionalLong.empty(), Reason.INCOMPLETE)))
                    .hasMessageContaining("expected version 1, found one of its rows missing");
        }
        int[] rounds = {0};
        shop.keelson().run(Shop.ACME, work -> {
            Order order = work.get(Order.class, stored.id());
            order.lines().get(0).changeQuantity(50);
            if (rounds[0]++ == 0) {
                shop.database()
                        .execute("delete from order_lines where id = '"
                                + order.lines().get(0).id().value() + "'");
                order.note("so that there is something to write");
                order.addLine(Shop.line(3));
            }
        });
        assertThat(rounds[0]).isEqualTo(2);
    }

    @Test
    void a_row_that_is_to_be_deleted_and_is_gone_makes_its_aggregate_stale() {
        Order stored = shop.storedOrder(2);
        Object line = stored.lines().get(0).id().value();
        int[] rounds = {0};
        shop.keelson().run(Shop.ACME, work -> {
            Order order = work.get(Order.class, stored.id());
            order.lines().removeIf(one -> one.id().value().equals(line));
            order.note("without it");
            if (rounds[0]++ == 0) {
                shop.database().execute("delete from order_lines where id = '" + line + "'");
            }
        });
        assertThat(rounds[0]).isEqualTo(2);
        assertThat(shop.database().query("select count(*) from order_lines")).containsExactly(List.of(1L));
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void a_duplicate_and_a_missing_target_are_told_by_the_row_that_failed() {
        Customer stored = Shop.customer();
        shop.store(stored);
        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> {
                    work.add(Shop.customer());
                    work.add(new Customer(stored.id(), "Twin", Optional.empty()));
                    work.add(Shop.customer());
                }))
                .isInstanceOf(DuplicateAggregateException.class)
                .hasMessageContaining("Customer[" + stored.id().value() + "]");
        assertThatThrownBy(() -> shop.keelson().run(Shop.ACME, work -> work.add(Shop.order(Shop.customer(), 0))))
                .isInstanceOfSatisfying(ConstraintViolationException.class, violated -> {
                    assertThat(violated.table()).isEqualTo("orders");
                    assertThat(violated.constraint()).isEqualTo("orders_tenant_id_customer_id_fkey");
                });
    }

    @Test
    void a_repeated_command_is_told() {
        Order stored = shop.storedOrder(1);
        CommandToken token = CommandToken.next();
        shop.keelson()
                .run(
                        Shop.ACME,
                        token,
                        work -> work.get(Order.class, stored.id()).note("once"));

        assertThatThrownBy(() -> shop.keelson()
                        .run(
                                Shop.ACME,
                                token,
                                work -> work.get(Order.class, stored.id()).note("twice")))
                .isInstanceOf(CommandAlreadyCommittedException.class);
        assertThat(shop.version(stored)).isEqualTo(2);
    }

    @Test
    void wherever_a_request_is_cut_the_effect_is_there_exactly_once() {
        List<Integer> rounds = cutEverywhere(messages -> shop.wire().cutAfterClientMessages(messages));

        assertThat(rounds).hasSizeGreaterThan(20).contains(1, 2);
    }

    @Test
    void wherever_a_reply_is_cut_the_effect_is_there_exactly_once() {
        List<Integer> rounds = cutEverywhere(messages -> shop.wire().cutAfterServerMessages(messages));

        assertThat(rounds).hasSizeGreaterThan(15).contains(1, 2);
    }

    /** Cuts later and later until the commit gets through unharmed; how often the function ran each time. */
    private static List<Integer> cutEverywhere(IntConsumer cutAfter) {
        List<Integer> rounds = new ArrayList<>();
        for (int messages = 0; ; messages++) {
            int count = messages;
            Order stored = shop.storedOrder(1);
            CommandToken token = CommandToken.next();
            int[] runs = {0};
            int result = shop.keelson().call(Shop.ACME, token, work -> {
                Order order = work.get(Order.class, stored.id());
                order.lines().get(0).changeQuantity(order.lines().get(0).quantity() + 1);
                if (runs[0]++ == 0) {
                    cutAfter.accept(count);
                }
                return order.lines().get(0).quantity();
            });
            assertThat(result).as("cut after %d", count).isEqualTo(2);
            assertThat(shop.database()
                            .query(
                                    "select quantity, version from order_lines join orders on orders.id = order_id"
                                            + " where order_id = ?",
                                    stored.id().value()))
                    .as("cut after %d", count)
                    .containsExactly(List.of(2, 2L));
            assertThat(shop.database()
                            .query("select count(*) from keelson_commits where committed and token = ?", token.value()))
                    .containsExactly(List.of(1L));
            rounds.add(runs[0]);
            if (shop.wire().isArmed()) {
                shop.wire().disarm();
                return rounds;
            }
        }
    }

    @Test
    void connections_that_put_values_into_texts_are_served() {
        HikariDataSource plain = shop.database().application();
        try (HikariDataSource simple = new HikariDataSource()) {
            simple.setJdbcUrl(plain.getJdbcUrl() + "&preferQueryMode=simple");
            simple.setUsername(plain.getUsername());
            simple.setPassword(plain.getPassword());
            wholeLife(Shop.mapped().dataSource(simple).build());
        }
    }

    @Test
    void connections_that_hide_the_driver_are_served() {
        wholeLife(Shop.mapped().dataSource(hiding("PostgreSQL")).build());
    }

    @Test
    void a_database_that_nobody_wrote_sql_for_is_refused() {
        KeelsonBuilder builder = Shop.mapped().dataSource(hiding("Informix"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("its database is Informix, whose SQL Keelson does not write")
                .hasMessageContaining("Give a pool of connections to PostgreSQL, or to H2 for tests");
    }

    private static void wholeLife(Keelson keelson) {
        Customer customer = Shop.customer();
        Order order = Shop.order(customer, 3);
        keelson.run(Shop.ACME, work -> {
            work.add(customer);
            work.add(order);
        });
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            Order loaded = work.get(Order.class, order.id());
            loaded.note("it's \\ 'quoted'; select 1");
            loaded.lines().get(1).changeQuantity(8);
            loaded.lines().remove(0);
            assertThat(work.commit().roundTrips()).as("several").isGreaterThan(3);
        }
        assertThat(keelson.<Integer, RuntimeException>call(
                        Shop.ACME,
                        work -> work.get(Order.class, order.id()).lines().get(0).quantity()))
                .isEqualTo(8);
        keelson.run(Shop.ACME, work -> work.remove(work.get(Order.class, order.id())));
        keelson.run(
                Shop.ACME,
                work -> assertThat(work.find(Order.class, order.id())).isEmpty());
    }

    /** A pool whose connections let nobody see whose they are, and call their database by this name. */
    private static DataSource hiding(String product) {
        DataSource pool = shop.database().application();
        return proxy(
                DataSource.class,
                pool,
                (name, result) -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, (method, given) -> switch (method) {
                            case "isWrapperFor" -> false;
                            case "getMetaData" ->
                                proxy(
                                        DatabaseMetaData.class,
                                        (DatabaseMetaData) given,
                                        (asked, answer) -> asked.equals("getDatabaseProductName") ? product : answer);
                            default -> given;
                        })
                        : result);
    }

    /** Gives another result of a method. */
    @FunctionalInterface
    private interface Otherwise {
        Object result(String method, Object given);
    }

    private static <T> T proxy(Class<T> type, T target, Otherwise otherwise) {
        return type.cast(Proxy.newProxyInstance(
                PortableCommitTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return otherwise.result(method.getName(), method.invoke(target, arguments));
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }

    @Test
    void a_unit_of_work_whose_commit_failed_before_it_was_sent_says_so() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, stored.id()).note("never");
            shop.database().execute("alter table orders rename to sold");
            try {
                assertThatThrownBy(work::commit)
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("orders");
            } finally {
                shop.database().execute("alter table sold rename to orders");
            }
        }
        assertThat(shop.version(stored)).isEqualTo(1);
    }
}
