package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.AggregateLockedException;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database keeps tenants apart where each statement is sent alone: each transaction begins with its tenant. */
class PlainRowSecurityTest {

    private static final String TENANT = "select set_config('keelson.tenant', $1, true)";

    @RegisterExtension
    static final ShopStage shop = new ShopStage(() -> RowSecurityTest.secured().portable(true));

    /** What is sent, a transaction a list. */
    private static List<List<String>> transactions(List<String> sent) {
        List<List<String>> transactions = new ArrayList<>();
        for (String sql : sent) {
            if (sql.equals("BEGIN")
                    || transactions.isEmpty()
                    || isEnd(transactions.getLast().getLast())) {
                transactions.add(new ArrayList<>());
            }
            transactions.getLast().add(sql);
        }
        return transactions;
    }

    private static boolean isEnd(String sql) {
        return sql.equalsIgnoreCase("commit") || sql.equalsIgnoreCase("rollback");
    }

    /** What is sent, with what stands between the first words of a load and its tables left out. */
    private static List<String> outline(List<String> sent) {
        return sent.stream()
                .map(sql -> sql.replaceAll(" as branch, .*? from (\\w+) where .*", " ... from $1 ..."))
                .toList();
    }

    @Test
    void a_load_and_a_commit_are_a_transaction_each_with_the_tenant_ahead() {
        Order stored = shop.storedOrder(1);
        Customer customer = Shop.customer();
        shop.store(customer);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            assertThat(outline(shop.sent(() -> work.get(Customer.class, customer.id()))))
                    .containsExactly("BEGIN", TENANT, "select 0 ... from customers ...", "COMMIT");
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(3);
            work.get(Order.class, stored.id()).pay();
            assertThat(shop.sent(work::commit))
                    .containsExactly(
                            "BEGIN",
                            TENANT,
                            "insert into keelson_commits (token, attempt, committed, author, actor, at, tenant_id)"
                                    + " values ($1, $2, $3, $4, $5, $6, $7)",
                            "select orders.version from orders where (orders.tenant_id = $1 and orders.id = $2)"
                                    + " for no key update",
                            "update orders set status = $1, version = $2 where (orders.tenant_id = $3 and orders.id ="
                                    + " $4)",
                            "COMMIT");
        }
        assertThat(shop.state(stored.id()).toString()).contains("PAID");
    }

    /** All ways in which statements are sent. */
    private static void everything(Keelson keelson, Isolation isolation) {
        Customer customer = Shop.customer();
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            orders.add(Shop.order(customer, 3));
        }
        CommandToken token = CommandToken.next();
        keelson.run(Shop.ACME, isolation, token, work -> {
            work.add(customer);
            orders.forEach(work::add);
        });
        keelson.outcome(Shop.ACME, token);
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME, isolation)) {
            if (isolation != Isolation.DEFAULT) {
                work.find(Order.class, orders.get(0).id(), Lock.FOR_UPDATE);
            }
            work.exists(Order.class, orders.get(1).id());
            work.query(Order.class).where(DSL.trueCondition()).list();
            work.query(Order.class).count();
            work.query(Order.class).exists();
            work.findAll(Order.class, orders.stream().map(Order::id).toList());
            work.commit();
        }
        keelson.run(Shop.ACME, isolation, work -> {
            work.requireUnchanged(work.get(Customer.class, customer.id()));
            work.getAll(Order.class, orders.stream().map(Order::id).toList()).forEach(order -> {
                order.note("n");
                order.lines().remove(1);
                order.lines().get(0).changeQuantity(77);
                order.tags().remove("gift");
                order.addLine(Shop.line(9));
            });
        });
        keelson.run(Shop.ACME, isolation, work -> orders.forEach(work::remove));
    }

    @ParameterizedTest
    @EnumSource
    void every_transaction_begins_with_the_tenant_and_says_it_once(Isolation isolation) {
        List<List<String>> transactions = transactions(shop.sent(() -> everything(shop.keelson(), isolation)));

        assertThat(transactions).hasSizeGreaterThan(4).allSatisfy(sent -> {
            List<String> told =
                    sent.stream().filter(sql -> sql.contains("set_config")).toList();
            int first = sent.indexOf(TENANT);
            assertThat(told).as(sent.toString()).containsExactly(TENANT);
            assertThat(sent.subList(0, first)).noneMatch(sql -> sql.contains("from ") || sql.contains("into "));
            assertThat(isEnd(sent.getLast())).isTrue();
        });
        assertThat(new TreeSet<>(transactions.stream().map(sent -> sent.get(0)).toList()))
                .containsExactly("BEGIN");
    }

    @ParameterizedTest
    @EnumSource
    void nothing_of_the_tenant_is_left_on_a_connection(Isolation isolation) throws SQLException {
        everything(shop.aside(), isolation);
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork refused = shop.aside().begin(Shop.ACME, isolation)) {
            refused.add(Shop.order(Shop.customer(), 1)); // whose customer is not there
            assertThatThrownBy(refused::commit).isInstanceOf(ConstraintViolationException.class);
            refused.discard();
            refused.get(Order.class, stored.id());
        }
        List<String> left = new ArrayList<>();
        List<Connection> pooled = new ArrayList<>();
        int size = shop.database().application().getHikariPoolMXBean().getTotalConnections();
        for (int n = 0; n < size; n++) {
            Connection connection = shop.database().application().getConnection();
            pooled.add(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("select coalesce(current_setting('keelson.tenant', true), ''),"
                                    + " (select count(*) from orders)")) {
                rows.next();
                left.add(rows.getString(1) + rows.getLong(2));
            }
        }
        for (Connection connection : pooled) {
            connection.close();
        }
        assertThat(left).isNotEmpty().containsOnly("0");
    }

    @Test
    void what_became_of_a_row_is_found_out_behind_the_wall() {
        Order changed = shop.storedOrder(2);
        Order gone = shop.storedOrder(1);
        Order added = Shop.order(Shop.customer(), 1);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.get(Order.class, changed.id()).pay();
            work.get(Order.class, gone.id()).pay();
            shop.elsewhere(changed.id(), order -> order.note("theirs"));
            shop.elsewhere(others -> others.remove(others.get(Order.class, gone.id())));
            assertThat(catchThrowableOfType(StaleAggregateException.class, work::commit)
                            .stale())
                    .containsExactlyInAnyOrder(
                            new Stale(Order.class, changed.id(), 1, OptionalLong.of(2), Reason.CHANGED),
                            new Stale(Order.class, gone.id(), 1, OptionalLong.empty(), Reason.DELETED));
        }
        Customer taken = Shop.customer();
        shop.store(taken);
        assertThat(catchThrowableOfType(
                                DuplicateAggregateException.class,
                                () -> shop.keelson().run(Shop.ACME, work -> work.add(taken)))
                        .id())
                .isEqualTo(taken.id());
        shop.keelson().run(Shop.GLOBEX, work -> work.add(taken));
        assertThat(catchThrowableOfType(
                        ConstraintViolationException.class,
                        () -> shop.keelson().run(Shop.ACME, work -> work.add(added))))
                .as("a customer of nobody")
                .hasMessageContaining("orders_tenant_id_customer_id_fkey");
    }

    @Test
    void locks_are_taken_of_ones_own_rows_and_told_as_such() {
        Order stored = shop.storedOrder(1);
        try (SqlUnitOfWork mine = shop.aside().begin(Shop.ACME, Isolation.LOCKING)) {
            mine.get(Order.class, stored.id(), Lock.FOR_UPDATE).note("mine");
            try (SqlUnitOfWork other = shop.keelson().begin(Shop.ACME, Isolation.LOCKING)) {
                assertThat(other.find(Order.class, stored.id(), Lock.SKIP_LOCKED))
                        .isEmpty();
                assertThatThrownBy(() -> other.find(Order.class, stored.id(), Lock.NO_WAIT))
                        .isInstanceOf(AggregateLockedException.class);
            }
            try (SqlUnitOfWork theirs = shop.keelson().begin(Shop.GLOBEX, Isolation.LOCKING)) {
                assertThat(theirs.find(Order.class, stored.id(), Lock.NO_WAIT))
                        .as("what is another's is not there, whether or not it is locked")
                        .isEmpty();
            }
            mine.commit();
        }
        assertThat(shop.state(stored.id()).toString()).contains("mine");
    }

    @Test
    void the_commit_log_answers_each_tenant_for_itself() {
        Order stored = shop.storedOrder(1);
        CommandToken token = CommandToken.next();
        shop.keelson()
                .run(
                        Shop.ACME,
                        token,
                        work -> work.get(Order.class, stored.id()).pay());
        assertThat(shop.keelson().outcome(Shop.ACME, token).isCommitted()).isTrue();
        assertThat(shop.keelson().outcome(Shop.GLOBEX, token).isCommitted()).isFalse();
        assertThatThrownBy(() -> shop.keelson()
                        .run(
                                Shop.ACME,
                                token,
                                work -> work.get(Order.class, stored.id()).note("twice")))
                .isInstanceOf(CommandAlreadyCommittedException.class);
        shop.keelson().run(Shop.GLOBEX, token, work -> work.add(Shop.customer()));

        for (Runnable cut : List.<Runnable>of(shop.wire()::cutBeforeRequest, shop.wire()::cutBeforeReply)) {
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
}
