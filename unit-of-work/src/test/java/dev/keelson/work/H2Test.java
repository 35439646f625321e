package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.CommandDeclaredDeadException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.CustomerId;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jooq.Record;
import org.jooq.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shop on H2, as an application's own fast tests would have it. */
@SuppressWarnings("NullAway.Init")
class H2Test {

    private JdbcConnectionPool pool;
    private Keelson keelson;

    @BeforeEach
    void open() throws SQLException {
        pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        execute(pool, ddl());
        keelson = Shop.open(pool);
    }

    @AfterEach
    void close() throws SQLException {
        execute(pool, "shutdown");
        pool.dispose();
    }

    /** The generated tables; the amounts keep their two decimals, which H2's decimals without a scale do not. */
    private static String ddl() {
        return Shop.mapped().schema(StatementProfile.H2).ddl().replace("decfloat", "numeric(19, 2)");
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Object> query(String sql) {
        List<Object> values = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
        return values;
    }

    private Order stored(int lines) {
        Customer customer = Shop.customer();
        Order order = Shop.order(customer, lines);
        keelson.run(Shop.ACME, work -> {
            work.add(customer);
            work.add(order);
        });
        return order;
    }

    private Order loaded(Order order) {
        return keelson.call(Shop.ACME, work -> work.get(Order.class, order.id()));
    }

    @Test
    void an_aggregate_lives_and_dies() {
        Order order = stored(5);
        assertThat(loaded(order).state()).isEqualTo(order.state());

        CommitReceipt receipt;
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            Order loaded = work.get(Order.class, order.id());
            loaded.lines().remove(1);
            loaded.lines().get(0).changeQuantity(9);
            loaded.addLine(Shop.line(7));
            loaded.tags().add("late");
            loaded.note("value, key, order, row: words that H2 reserves");
            order.lines().remove(1);
            order.lines().get(0).changeQuantity(9);
            order.tags().add("late");
            receipt = work.commit();
        }
        assertThat(receipt.rows()).containsEntry("orders", 1).containsEntry("order_tags", 1);
        assertThat(loaded(order).lines()).hasSize(5);
        assertThat(loaded(order).tags()).isEqualTo(order.tags());
        assertThat(query("select \"version\" from \"orders\"")).containsExactly(2L);

        keelson.run(Shop.ACME, work -> work.remove(work.get(Order.class, order.id())));
        for (String table : List.of("orders", "order_lines", "order_tags")) {
            assertThat(query("select count(*) from \"" + table + "\""))
                    .as(table)
                    .containsExactly(0L);
        }
    }

    @Test
    void what_was_only_loaded_is_not_written() {
        Order order = stored(3);
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.get(Order.class, order.id());
            assertThat(work.plan()).hasToString("nothing to commit");
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void many_are_found_by_their_keys_and_none_of_another_tenant() {
        List<Object> ids = new ArrayList<>();
        keelson.run(Shop.ACME, work -> {
            for (int n = 0; n < 300; n++) {
                Customer customer = new Customer(new CustomerId(UUID.randomUUID()), "Customer " + n, Optional.empty());
                ids.add(customer.id());
                work.add(customer);
            }
        });
        ids.add(new CustomerId(UUID.randomUUID()));

        keelson.run(Shop.ACME, work -> {
            var found = work.findAll(Customer.class, ids);
            assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(ids.subList(0, 300));
        });
        keelson.run(
                Shop.GLOBEX,
                work -> assertThat(work.findAll(Customer.class, ids)).isEmpty());
    }

    @Test
    void conditions_order_limit_and_counts_are_jooqs() {
        for (int n = 1; n <= 5; n++) {
            stored(n);
        }
        Table<Record> orders = keelson.table(Order.class);
        try (SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            var noted = work.query(Order.class);
            assertThat(noted.count()).isEqualTo(5);
            work.query(Order.class)
                    .list()
                    .forEach(order -> order.note(order.lines().size() % 2 == 0 ? null : "odd"));
            work.commit();
            List<Order> odd = work.query(Order.class)
                    .where(orders.field("note", String.class).eq("odd"))
                    .orderBy(orders.field("placed_at"), orders.field("id"))
                    .limit(2)
                    .list();
            assertThat(odd)
                    .hasSize(2)
                    .allSatisfy(order -> assertThat(order.lines().size() % 2).isOne());
            assertThat(work.query(Order.class)
                            .where(orders.field("note", String.class).eq("even"))
                            .exists())
                    .isFalse();
        }
    }

    @Test
    void who_comes_second_is_told_and_the_function_runs_again() {
        Order order = stored(1);
        try (SqlUnitOfWork slow = keelson.begin(Shop.ACME)) {
            slow.get(Order.class, order.id()).note("slow");
            keelson.run(Shop.ACME, fast -> fast.get(Order.class, order.id()).note("fast"));

            assertThatThrownBy(slow::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("expected version 1, found 2");
        }
        assertThat(query("select \"note\" from \"orders\"")).containsExactly("fast");
    }

    @Test
    void of_many_who_count_at_once_none_is_lost() throws Exception {
        Order order = stored(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                all.add(threads.submit(() -> {
                    for (int n = 0; n < 5; n++) {
                        countUp(order);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(loaded(order).lines().get(0).quantity()).isEqualTo(1 + 20);
    }

    /** Until it worked: with four at once, even eight rounds need not be enough. */
    private void countUp(Order order) {
        while (true) {
            try {
                keelson.run(Shop.ACME, work -> {
                    var line = work.get(Order.class, order.id()).lines().get(0);
                    line.changeQuantity(line.quantity() + 1);
                });
                return;
            } catch (StaleAggregateException again) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void what_the_database_forbids_is_told_by_constraint_table_and_aggregate() {
        Customer customer = Shop.customer();
        keelson.run(Shop.ACME, work -> work.add(customer));

        assertThatThrownBy(() ->
                        keelson.run(Shop.ACME, work -> work.add(new Customer(customer.id(), "Twin", Optional.empty()))))
                .isInstanceOf(DuplicateAggregateException.class)
                .hasMessageContaining("Customer[" + customer.id().value() + "]");
        Order orphan = Shop.order(Shop.customer(), 1);
        assertThatThrownBy(() -> keelson.run(Shop.ACME, work -> work.add(orphan)))
                .isInstanceOfSatisfying(ConstraintViolationException.class, violated -> {
                    assertThat(violated.table()).isEqualTo("orders");
                    assertThat(violated.constraint()).isEqualTo("orders_tenant_id_customer_id_fkey");
                })
                .hasMessageContaining("Order[" + orphan.id().value() + "]");
        assertThat(query("select count(*) from \"orders\"")).containsExactly(0L);
    }

    @Test
    void a_command_is_done_once_and_its_outcome_is_known() {
        Order order = stored(1);
        CommandToken token = CommandToken.next();
        assertThat(keelson.outcome(Shop.ACME, CommandToken.next()).isCommitted())
                .isFalse();
        keelson.run(Shop.ACME, token, work -> work.get(Order.class, order.id()).note("once"));

        assertThatThrownBy(() -> keelson.run(
                        Shop.ACME,
                        token,
                        work -> work.get(Order.class, order.id()).note("twice")))
                .isInstanceOf(CommandAlreadyCommittedException.class);
        assertThat(keelson.outcome(Shop.ACME, token).isCommitted()).isTrue();
    }

    @Test
    void tables_made_without_quotes_serve_where_names_are_kept_small() throws SQLException {
        JdbcConnectionPool folded = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE", "sa", "");
        execute(folded, ddl().replace("\"", ""));
        Keelson shop = Shop.open(folded);
        Customer customer = Shop.customer();
        shop.run(Shop.ACME, work -> work.add(customer));

        shop.run(
                Shop.ACME,
                work -> assertThat(work.get(Customer.class, customer.id())).isEqualTo(customer));
        execute(folded, "shutdown");
        folded.dispose();
    }

    @Test
    void tables_made_without_quotes_in_capitals_are_explained() throws SQLException {
        JdbcConnectionPool shouting =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        execute(shouting, ddl().replace("\"", ""));

        assertThatThrownBy(() -> Shop.open(shouting))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("there is no table orders")
                .hasMessageContaining("H2 made ORDERS of a name without quotes: open it with ;DATABASE_TO_LOWER=TRUE");
        execute(shouting, "shutdown");
        shouting.dispose();
    }

    @Test
    void a_schema_that_does_not_fit_is_told_whole() throws SQLException {
        execute(pool, "alter table \"orders\" drop column \"note\"");
        execute(pool, "alter table \"orders\" alter column \"placed_at\" integer");

        assertThatThrownBy(() -> Shop.open(pool))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("there is no column orders.note")
                .hasMessageContaining(
                        "column orders.placed_at is integer, but its values are timestamp with time zone");
    }

    @Test
    void a_question_ends_the_call_that_runs_and_lets_one_through_that_begins_later() {
        CommandToken token = CommandToken.next();
        assertThatThrownBy(() -> keelson.run(Shop.ACME, token, work -> {
                    work.add(Shop.customer());
                    assertThat(keelson.outcome(Shop.ACME, token).isCommitted()).isFalse();
                }))
                .isInstanceOf(CommandDeclaredDeadException.class);
        for (int times = 0; times < 3; times++) {
            assertThat(keelson.outcome(Shop.ACME, token).isCommitted()).isFalse();
            assertThat(keelson.outcome(Shop.ACME, token, 1).isCommitted()).isFalse();
        }
        assertThat(query("select \"attempt\" from \"keelson_commits\"")).containsExactly(1);

        keelson.run(Shop.ACME, token, work -> work.add(Shop.customer()));
        assertThat(keelson.outcome(Shop.ACME, token).isCommitted()).isTrue();
        assertThat(query("select \"attempt\" from \"keelson_commits\" order by 1"))
                .containsExactly(1, 2);
        assertThat(query("select \"name\" from \"customers\"")).hasSize(1);
    }

    @Test
    void a_token_that_is_to_be_stored_is_stored_alone() {
        CommandToken token = CommandToken.next();
        keelson.run(Shop.ACME, token, Aggregates::storeToken);

        assertThat(keelson.outcome(Shop.ACME, token).isCommitted()).isTrue();
        assertThatThrownBy(() -> keelson.run(Shop.ACME, token, Aggregates::storeToken))
                .isInstanceOf(CommandAlreadyCommittedException.class);
    }
}
