package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderLine;
import dev.keelson.work.shop.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A small commit is one statement, and leaves behind what the statements of a transaction would. */
class ShortFormTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage(
            Shop::mapped,
            "alter table order_lines add constraint one_of_a_title unique (title) deferrable initially deferred",
            "create table known_tags (tag text primary key)",
            "insert into known_tags values ('gift'), ('express'), ('new'), ('big'), ('small'), ('rush')",
            "alter table order_tags add constraint known foreign key (tag) references known_tags");

    private static void change(SqlUnitOfWork work, Order stored, Consumer<Order> change) {
        change.accept(work.get(Order.class, stored.id()));
    }

    @Test
    void one_statement_without_begin_and_commit_in_one_round_trip() {
        Order stored = shop.storedOrder(2);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            change(work, stored, order -> {
                order.note("changed");
                order.lines().get(0).changeQuantity(99);
                order.tags().add("big");
            });
            List<CommitReceipt> receipts = new ArrayList<>();

            assertThat(shop.sent(() -> receipts.add(work.commit())))
                    .containsExactly(
                            "with token as (insert into keelson_commits (token, attempt, committed, author, actor, at,"
                                + " tenant_id) values ($1, $2, $3, $4, $5, $6, $7) returning 1), root as (update"
                                + " orders set note = $8, version = $9 where (orders.tenant_id = $10 and orders.id ="
                                + " $11 and orders.version = $12) returning 1), w1 as (update order_lines set quantity"
                                + " = $13 where (order_lines.tenant_id = $14 and order_lines.id = $15) returning 1),"
                                + " w2 as (insert into order_tags (tenant_id, order_id, tag) values ($16, $17, $18))"
                                + " select cast(($19 || concat_ws(',', count(*) filter (where part = 0), count(*)"
                                + " filter (where part = 1), count(*) filter (where part = 2))) as int) from (select 0"
                                + " as part from token union all select 1 as part from root union all select 2 as part"
                                + " from w1) as d having (count(*) filter (where part = 0) <> 1 or count(*) filter"
                                + " (where part = 1) <> 1 or count(*) filter (where part = 2) <> 1)");
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
            CommitReceipt receipt = receipts.getFirst();
            assertThat(receipt.roundTrips()).isEqualTo(1);
            assertThat(receipt.version(Order.class, stored.id())).isEqualTo(OptionalLong.of(2));
            assertThat(receipt.rows()).isEqualTo(Map.of("orders", 1, "order_lines", 1, "order_tags", 1));
            assertThat(shop.database()
                            .query(
                                    "select attempt, committed, author <> 0, actor from keelson_commits where token ="
                                            + " ?",
                                    receipt.token().orElseThrow().value()))
                    .containsExactly(List.of(1, true, true, "jane"));
        }
    }

    @Test
    void it_is_the_same_text_for_the_same_kinds_of_changes_and_serves_the_next_commit_of_the_unit_of_work() {
        Order stored = shop.storedOrder(3);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            change(work, stored, order -> order.lines().get(0).changeQuantity(50));
            List<String> first = shop.sentByCommit(work);
            change(work, stored, order -> order.lines().get(2).changeQuantity(60));

            assertThat(shop.sentByCommit(work)).isEqualTo(first).hasSize(1);
        }
        assertThat(shop.database().query("select quantity from order_lines order by position"))
                .containsExactly(List.of(50), List.of(2), List.of(60));
        assertThat(shop.version(stored)).isEqualTo(3);
    }

    @Test
    void the_rows_are_those_of_the_full_form() {
        assertSameRows(order -> order.note("x"));
        assertSameRows(order -> {
            order.pay();
            order.billTo(Shop.PARIS);
        });
        assertSameRows(order -> order.lines().get(1).changeQuantity(7));
        assertSameRows(order -> order.lines().forEach(line -> line.changeQuantity(7)));
        assertSameRows(order -> order.lines().remove(2));
        assertSameRows(order -> order.tags().clear());
        assertSameRows(order -> order.tags().addAll(List.of("big", "small", "rush")));
        OrderLine eighth = Shop.line(8);
        OrderLine ninth = Shop.line(9);
        assertSameRows(order -> {
            order.addLine(eighth);
            order.addLine(ninth);
            order.tags().add("big");
            order.note("all");
        });
    }

    private static void assertSameRows(Consumer<Order> change) {
        Customer customer = Shop.customer();
        Order order = Shop.order(customer, 3);

        assertThat(rows(customer, order, change, false)).isEqualTo(rows(customer, order, change, true));
    }

    /** All rows but those of the log, after these were stored and one was changed. */
    private static Map<String, List<String>> rows(
            Customer customer, Order order, Consumer<Order> change, boolean inFull) {
        shop.database().execute("truncate customers, orders, order_lines, order_tags cascade");
        shop.store(customer, order);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            change(work, order, change);
            if (inFull) {
                work.requireUnchanged(work.get(Customer.class, customer.id()));
            }
            List<String> sent = shop.sentByCommit(work);
            assertThat(sent.getFirst()).matches(inFull ? "BEGIN" : "with (token|root) as .*");
        }
        Map<String, List<String>> rows = new LinkedHashMap<>(shop.tables());
        rows.remove("keelson_commits");
        return rows;
    }

    @Test
    void without_a_log_it_has_no_token() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                WireCounter wire = WireCounter.start()) {
            database.execute(Shop.mapped().commitLog(false).schema().ddl());
            Keelson keelson = Shop.mapped()
                    .commitLog(false)
                    .dataSource(database.through(wire))
                    .build();
            Customer customer = Shop.customer();
            keelson.run(Shop.ACME, work -> work.add(customer));
            wire.reset();
            keelson.run(
                    Shop.ACME,
                    work -> work.replace(work.get(Customer.class, customer.id()).renamed("Bob")));

            assertThat(wire.transcript().getLast())
                    .isEqualTo("with root as (update customers set name = $1, version = $2"
                            + " where (customers.tenant_id = $3 and customers.id = $4 and customers.version = $5)"
                            + " returning 1) select cast(($6 || concat_ws(',', count(*) filter (where part = 0))) as"
                            + " int) from (select 0 as part from root) as d"
                            + " having count(*) filter (where part = 0) <> 1");
            assertThat(database.query("select name, version from customers")).containsExactly(List.of("Bob", 2L));
        }
    }

    @Test
    void a_constraint_that_waits_for_the_end_undoes_it_there() {
        Order stored = shop.storedOrder(1);
        Map<String, List<String>> before = shop.tables();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            change(work, stored, order -> {
                order.note("changed");
                order.addLine(Shop.line(1));
            });
            assertThat(violation(work)).hasMessageContaining("one_of_a_title");
            assertThat(shop.wire().transcript()).last().asString().startsWith("with token as");
            assertThat(shop.tables()).isEqualTo(before);

            change(work, stored, order -> order.lines().remove(1));
            work.commit();
        }
        assertThat(shop.database().query("select note, version from orders")).containsExactly(List.of("changed", 2L));
    }

    @Test
    void a_row_that_is_there_already_undoes_it() {
        Order stored = shop.storedOrder(1);
        Map<String, List<String>> before = shop.tables();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            change(work, stored, order -> {
                order.note("changed");
                order.tags().add("big");
            });
            shop.database()
                    .query(
                            "insert into order_tags values ('acme', ?, 'big') returning 1",
                            stored.id().value());
            assertThat(violation(work)).hasMessageContaining("order_tags_pkey").hasMessageContaining("Order[");
            shop.database().query("delete from order_tags where tag = 'big' returning 1");
        }
        assertThat(shop.tables()).isEqualTo(before);
    }

    @Test
    void a_reference_to_nothing_undoes_it_and_the_connection_stays_usable() throws SQLException {
        Order stored = shop.storedOrder(1);
        Map<String, List<String>> before = shop.tables();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            change(work, stored, order -> {
                order.lines().get(0).changeQuantity(9);
                order.tags().add("unheard-of");
            });
            assertThat(violation(work)).hasMessageContaining("known").hasMessageContaining("order_tags");
            assertThat(shop.wire().transcript()).last().asString().startsWith("with token as");
            work.discard();
        }
        assertThat(shop.tables()).isEqualTo(before);
        try (Connection connection = shop.database().application().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("select 1")).isTrue();
        }
    }

    private static ConstraintViolationException violation(SqlUnitOfWork work) {
        ConstraintViolationException violation = catchThrowableOfType(ConstraintViolationException.class, work::commit);
        assertThat(violation).isNotNull();
        return violation;
    }
}
