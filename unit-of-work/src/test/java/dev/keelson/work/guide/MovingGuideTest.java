package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.guide.MovingModels.Address;
import dev.keelson.work.guide.MovingModels.Card;
import dev.keelson.work.guide.MovingModels.CustomerId;
import dev.keelson.work.guide.MovingModels.Line;
import dev.keelson.work.guide.MovingModels.LineId;
import dev.keelson.work.guide.MovingModels.Order;
import dev.keelson.work.guide.MovingModels.OrderId;
import dev.keelson.work.guide.MovingModels.Payment;
import dev.keelson.work.guide.MovingModels.Status;
import dev.keelson.work.guide.MovingModels.Transfer;
import dev.keelson.work.hydrate.Store;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the pages for those who come from elsewhere claim of tables that another program works on as well. */
class MovingGuideTest {

    private static Store store;

    private static KeelsonBuilder mapped() {
        KeelsonBuilder keelson = Keelson.builder().commitLog(false);
        MovingModels.jpa(keelson);
        return keelson;
    }

    @BeforeAll
    static void create() {
        store = Store.of(MovingGuideTest::mapped, List.of(MovingModels.JPA.split(";\n")));
        store.database()
                .execute(
                        "insert into customer values (1, 'Ada', 0)",
                        "insert into customer_order values (1, 0, 1, now(), 0, 'Quai 1', 'Lyon')",
                        "insert into order_line values (1, 1, 0, 'Tea', 2), (2, 1, 1, 'Cups', 4)",
                        "insert into order_tags values (1, 'gift')",
                        "insert into payment values ('Card', 1, 0, 10.50, '4711', null)",
                        "select nextval('order_seq'), nextval('order_seq')"); // by which Hibernate has 1 and 2 to 51
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static Object one(String sql) {
        return String.valueOf(store.database().query(sql).get(0).get(0));
    }

    @Test
    void what_another_program_stored_is_loaded_as_it_is() {
        try (SqlUnitOfWork work = store.begin()) {
            Order order = work.get(Order.class, new OrderId(1));

            assertThat(order.lines()).extracting(Line::quantity).containsExactly(2, 4);
            assertThat(order.tags()).containsExactly("gift");
            assertThat(order.status()).isEqualTo(Status.OPEN);
            assertThat(work.get(Payment.class, 1L)).isEqualTo(new Card(1, new BigDecimal("10.50"), "4711"));
            assertThat(work.plan().operations()).isEmpty();
        }
    }

    @Test
    void a_change_raises_the_version_that_the_other_program_checks() {
        store.database().execute("insert into customer_order values (2, 3, 1, now(), 0, 'Quai 1', 'Lyon')");
        try (SqlUnitOfWork work = store.begin()) {
            Order order = work.get(Order.class, new OrderId(2));
            order.pay();
            order.lines().add(new Line(new LineId(20), "Pot", 1));
            work.commit();
        }
        assertThat(one("select version from customer_order where id = 2")).isEqualTo("4");
        assertThat(one("select status from customer_order where id = 2")).isEqualTo("1");
        assertThat(one("select lines_order from order_line where id = 20")).isEqualTo("0");
    }

    @Test
    void a_version_that_the_other_program_raised_is_a_conflict() {
        store.database().execute("insert into customer_order values (3, 0, 1, now(), 0, 'Quai 1', 'Lyon')");
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Order.class, new OrderId(3)).pay();
            store.database().execute("update customer_order set city = 'Nice', version = version + 1 where id = 3");

            assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
        }
    }

    @Test
    void a_child_that_the_other_program_changes_without_the_version_is_not_seen_by_the_check() {
        store.database()
                .execute(
                        "insert into customer_order values (4, 0, 1, now(), 0, 'Quai 1', 'Lyon')",
                        "insert into order_line values (40, 4, 0, 'Tea', 2)");
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Order.class, new OrderId(4)).lines().get(0).order(1);
            store.database().execute("update order_line set quantity = 9 where id = 40");
            work.commit();
        }
        assertThat(one("select quantity from order_line where id = 40")).isEqualTo("3");
    }

    @Test
    void a_sequence_of_fifty_serves_both() {
        try (SqlUnitOfWork work = store.begin()) {
            OrderId first = work.nextId(Order.class);
            OrderId second = work.nextId(Order.class);
            assertThat(first.value()).isEqualTo(101);
            assertThat(second.value()).isEqualTo(151);
            work.add(new Order(first, new CustomerId(1), Instant.EPOCH, new Address("Quai 2", "Lyon")));
            work.commit();
        }
        assertThat(one("select version from customer_order where placed_at = 'epoch'"))
                .isEqualTo("1");
    }

    @Test
    void a_row_without_a_version_gets_one_with_its_first_change() {
        store.database().execute("insert into customer values (2, 'Bob', null)");
        try (SqlUnitOfWork work = store.begin()) {
            work.replace(new MovingModels.Customer(
                    work.get(MovingModels.Customer.class, new CustomerId(2)).id(), "Eve"));
            work.commit();
        }
        assertThat(one("select version > 1000000 from customer where id = 2")).isEqualTo("true");
    }

    @Test
    void a_subclass_is_told_by_the_discriminator_that_is_there() {
        try (SqlUnitOfWork work = store.begin()) {
            work.add(new Transfer(9, new BigDecimal("1.00"), "DE02"));
            work.commit();
        }
        assertThat(store.database().query("select dtype, version from payment where id = 9"))
                .containsExactly(List.of("Transfer", 1));
    }

    @Test
    void what_two_programs_disagree_on_is_told_at_the_start() {
        assertThat(store.keelson().schema().report())
                .anySatisfy(warning -> assertThat(warning.toString()).contains("order_tags"));
    }

    @Test
    void the_tables_of_spring_data_jdbc_are_met_with_the_version_it_checks() {
        Supplier<KeelsonBuilder> spring = () -> {
            KeelsonBuilder keelson = Keelson.builder().commitLog(false);
            MovingModels.spring(keelson);
            return keelson;
        };
        try (Store theirs = Store.of(spring, List.of(MovingModels.SPRING.split(";\n")))) {
            theirs.database()
                    .execute(
                            "insert into purchase_order (version, customer, placed_at, status, ship_street, ship_city,"
                                    + " tags) values (0, 7, now(), 'OPEN', 'Quai 1', 'Lyon', '{gift}')",
                            "insert into line values (1, 1, 0, 'Tea', 2), (2, 1, 1, 'Cups', 4)");
            try (SqlUnitOfWork work = theirs.begin()) {
                Order order = work.get(Order.class, new OrderId(1));
                assertThat(order.tags()).containsExactly("gift");
                order.lines().get(1).order(1);
                work.commit();
            }
            assertThat(theirs.database().query("select version from purchase_order"))
                    .containsExactly(List.of(1));
            assertThat(theirs.database().query("select id, quantity from line order by purchase_order_key"))
                    .containsExactly(List.of(1L, 2), List.of(2L, 5));
            try (SqlUnitOfWork work = theirs.begin()) {
                OrderId drawn = work.nextId(Order.class);
                work.add(new Order(drawn, new CustomerId(8), Instant.EPOCH, new Address("Quai 2", "Lyon")));
                work.commit();
                assertThat(theirs.database().query("select version from purchase_order where id = ?", drawn.value()))
                        .containsExactly(List.of(1));
            }
        }
    }
}
