package dev.keelson.work;

import static dev.keelson.work.ProjectionTest.ACME;
import static dev.keelson.work.ProjectionTest.ADA;
import static dev.keelson.work.ProjectionTest.BOB;
import static dev.keelson.work.ProjectionTest.DAY;
import static dev.keelson.work.ProjectionTest.ZORG;
import static dev.keelson.work.ProjectionTest.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.ProjectionTest.Card;
import dev.keelson.work.ProjectionTest.Customer;
import dev.keelson.work.ProjectionTest.CustomerId;
import dev.keelson.work.ProjectionTest.Iban;
import dev.keelson.work.ProjectionTest.Item;
import dev.keelson.work.ProjectionTest.Line;
import dev.keelson.work.ProjectionTest.Order;
import dev.keelson.work.ProjectionTest.OrderId;
import dev.keelson.work.ProjectionTest.Payment;
import dev.keelson.work.ProjectionTest.Seal;
import dev.keelson.work.ProjectionTest.Status;
import dev.keelson.work.ProjectionTest.Stone;
import dev.keelson.work.ProjectionTest.Wood;
import dev.keelson.work.hydrate.Store;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Records;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** SQL of the application's own, beside aggregates. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlTest {

    private final Store store = Store.of(ACME, ProjectionTest::mappings);

    @BeforeAll
    void orders_of_two_tenants() {
        Customer ada = new Customer(ADA, "Ada", null);
        Customer bob = new Customer(BOB, "Bob", null);
        Order first = new Order(new OrderId(1), Ref.of(ADA), eur(1000), DAY);
        first.lines.addAll(List.of(new Line(1, eur(400)), new Line(2, eur(600))));
        first.seal = new Seal("wax", null);
        Order second = new Order(new OrderId(2), Ref.of(BOB), eur(2000), DAY.plusSeconds(1));
        second.status = Status.PAID;
        second.lines.add(new Line(1, eur(2000)));
        Order third = new Order(new OrderId(3), Ref.of(ADA), eur(3000), DAY.plusSeconds(2));
        Order gone = new Order(new OrderId(4), Ref.of(ADA), eur(4000), DAY);
        gone.lines.add(new Line(1, eur(9)));
        store.save(ada, bob, first, second, third, gone);
        store.save(new Card(1, Ref.of(first.id), "4711"), new Iban(2, Ref.of(second.id), eur(7)));
        store.save(new Wood(new UUID(0, 1), "oak"), new Stone(new UUID(0, 2), "slate"));
        try (SqlUnitOfWork work = store.begin()) {
            work.remove(Order.class, new OrderId(4));
            work.commit();
        }
        try (SqlUnitOfWork work = store.keelson().begin(ZORG)) {
            Order other = new Order(new OrderId(1), Ref.of(ADA), eur(77), DAY);
            other.lines.add(new Line(1, eur(77)));
            work.add(other);
            work.add(new Customer(ADA, "Zed", null));
            work.commit();
        }
    }

    @AfterAll
    void closes() {
        store.close();
    }

    record Sold(CustomerId customer, String name, int orders, BigDecimal amount) {}

    @Test
    void tables_of_roots_and_parts_are_joined_and_grouped_in_one_round_trip() {
        try (SqlUnitOfWork work = store.begin()) {
            Sql sql = work.sql();
            Table<Record> orders = sql.table(Order.class);
            Table<Record> customers = sql.table(Customer.class).as("c");
            Table<Record> lines = sql.table(Order.class, "lines");
            Field<CustomerId> id = customers.field("id", CustomerId.class);
            List<Sold> sold = sql.fetch(
                    select(
                                    id,
                                    customers.field("name", String.class),
                                    DSL.countDistinct(orders.field("id")),
                                    sum(lines.field("price_amount", BigDecimal.class)))
                            .from(customers)
                            .join(orders)
                            .on(orders.field("customer_id", CustomerId.class).eq(id))
                            .leftJoin(lines)
                            .on(lines.field("order_id", OrderId.class).eq(orders.field("id", OrderId.class)))
                            .groupBy(id, customers.field("name"))
                            .orderBy(customers.field("name")),
                    Records.mapping(Sold::new));
            assertThat(sold)
                    .containsExactly(
                            new Sold(ADA, "Ada", 2, new BigDecimal("10.00")),
                            new Sold(BOB, "Bob", 1, new BigDecimal("20.00")));
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void fields_take_and_give_values_of_the_domain_by_column_or_property() {
        try (SqlUnitOfWork work = store.begin()) {
            Table<Record> orders = work.sql().table(Order.class);
            Field<Status> status = orders.field("status", Status.class);
            Field<Instant> placed = orders.field("placed", Instant.class);
            Result<? extends Record> found = work.sql()
                    .fetch(select(
                                    orders.field("id", OrderId.class),
                                    status,
                                    placed,
                                    orders.field("ship.city", String.class))
                            .from(orders)
                            .where(status.eq(Status.PAID)
                                    .and(orders.field("id", OrderId.class).in(new OrderId(1), new OrderId(2))))
                            .and(placed.gt(DAY)));
            assertThat(found.map(Record::intoList))
                    .containsExactly(List.of(new OrderId(2), Status.PAID, DAY.plusSeconds(1), "Oslo"));
        }
    }

    record LineRow(int number, BigDecimal price) {}

    record OrderRow(OrderId id, List<LineRow> lines, List<CustomerId> customers) {}

    @Test
    void multiset_collects_parts_into_a_read_model_in_one_trip() {
        try (SqlUnitOfWork work = store.begin()) {
            Sql sql = work.sql();
            Table<Record> orders = sql.table(Order.class);
            Table<Record> lines = sql.table(Order.class, "lines");
            Table<Record> customers = sql.table(Customer.class);
            Field<OrderId> id = orders.field("id", OrderId.class);
            List<OrderRow> rows = sql.fetch(
                    select(
                                    id,
                                    multiset(select(
                                                            lines.field("number", Integer.class),
                                                            lines.field("price_amount", BigDecimal.class))
                                                    .from(lines)
                                                    .where(lines.field("order_id", OrderId.class)
                                                            .eq(id))
                                                    .orderBy(lines.field("number")))
                                            .convertFrom(all -> all.map(Records.mapping(LineRow::new))),
                                    multiset(select(customers.field("id", CustomerId.class))
                                                    .from(customers)
                                                    .where(customers
                                                            .field("id", CustomerId.class)
                                                            .eq(orders.field("customer_id", CustomerId.class))))
                                            .convertFrom(all -> all.map(one -> one.value1())))
                            .from(orders)
                            .orderBy(id),
                    Records.mapping(OrderRow::new));
            assertThat(rows)
                    .containsExactly(
                            new OrderRow(
                                    new OrderId(1),
                                    List.of(
                                            new LineRow(1, new BigDecimal("4.00")),
                                            new LineRow(2, new BigDecimal("6.00"))),
                                    List.of(ADA)),
                            new OrderRow(
                                    new OrderId(2), List.of(new LineRow(1, new BigDecimal("20.00"))), List.of(BOB)),
                            new OrderRow(new OrderId(3), List.of(), List.of(ADA)));
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
        }
    }

    private static int rows(Sql sql, Table<Record> table) {
        return sql.fetch(selectCount().from(table)).get(0).value1();
    }

    @Test
    void parts_of_what_is_deleted_are_not_seen_but_by_who_includes_them() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(rows(work.sql(), work.sql().table(Order.class, "lines"))).isEqualTo(3);
            assertThat(rows(work.sql(), work.sql().table(Order.class, "seal"))).isEqualTo(1);
            Sql all = work.includingDeleted("a test").sql();
            assertThat(rows(all, all.table(Order.class))).isEqualTo(4);
            assertThat(rows(all, all.table(Order.class, "lines"))).isEqualTo(4);
        }
    }

    @Test
    void hierarchies_have_the_columns_of_the_class_that_is_asked_for() {
        try (SqlUnitOfWork work = store.begin()) {
            Sql sql = work.sql();
            Table<Record> cards = sql.table(Card.class);
            assertThat(sql.fetch(select(cards.field("id", Integer.class), cards.field("number", String.class))
                                    .from(cards))
                            .map(Record::intoList))
                    .containsExactly(List.of(1, "4711"));
            Table<Record> payments = sql.table(Payment.class);
            assertThat(rows(sql, payments)).isEqualTo(2);
            assertThat(payments.field("fee_amount", BigDecimal.class)).isNotNull();
            Table<Record> items = sql.table(Item.class);
            assertThat(sql.fetch(select(items.field("id", UUID.class), items.field("label", String.class))
                                    .from(items)
                                    .orderBy(items.field("label")))
                            .map(Record::intoList))
                    .containsExactly(List.of(new UUID(0, 1), "oak"), List.of(new UUID(0, 2), "slate"));
        }
    }

    @Test
    void a_table_may_stand_anywhere_and_more_than_once() {
        try (SqlUnitOfWork work = store.begin()) {
            Sql sql = work.sql();
            Table<Record> one = sql.table(Order.class).as("one");
            Table<Record> other = sql.table(Order.class).as("other");
            Table<Record> lines = sql.table(Order.class, "lines");
            Table<Record> customers = sql.table(Customer.class);
            Field<OrderId> id = one.field("id", OrderId.class);
            assertThat(sql.fetch(select(id)
                                    .from(one)
                                    .where(notExists(selectOne()
                                            .from(other)
                                            .where(other.field("total_amount", BigDecimal.class)
                                                    .gt(one.field("total_amount", BigDecimal.class))))))
                            .map(row -> row.value1()))
                    .containsExactly(new OrderId(3));
            assertThat(sql.fetch(select(id)
                                    .from(one)
                                    .where(id.in(select(lines.field("order_id", OrderId.class))
                                            .from(lines)))
                                    .unionAll(select(other.field("id", OrderId.class))
                                            .from(other)
                                            .where(exists(selectOne().from(customers))))
                                    .orderBy(1))
                            .map(row -> row.value1()))
                    .containsExactly(new OrderId(1), new OrderId(1), new OrderId(2), new OrderId(2), new OrderId(3));
            Table<Record> full = customers.fullJoin(one).on(DSL.falseCondition());
            assertThat(sql.fetch(select(count()).from(full)).get(0).value1()).isEqualTo(5);
            var best = name("best")
                    .as(select(max(one.field("total_amount", BigDecimal.class)).as("top"))
                            .from(one));
            assertThat(sql.fetchOptional(DSL.with(best)
                            .select(field(name("top"), BigDecimal.class))
                            .from(best)))
                    .hasValueSatisfying(row -> assertThat(row.value1()).isEqualByComparingTo("30.00"));
        }
    }

    @Test
    void it_works_in_a_transaction_in_a_reading_and_without_either() {
        store.keelson().call(ACME, Isolation.SNAPSHOT, aggregates -> {
            SqlUnitOfWork work = (SqlUnitOfWork) aggregates;
            assertThat(rows(work.sql(), work.sql().table(Order.class))).isEqualTo(3);
            return null;
        });
        assertThat((int) store.keelson()
                        .readSql(
                                ZORG,
                                reading -> rows(reading.sql(), reading.sql().table(Order.class))))
                .isEqualTo(1);
        Sql sql = store.keelson().sql(ZORG);
        store.wire().reset();
        assertThat(rows(sql, sql.table(Order.class, "lines"))).isEqualTo(1);
        assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
        assertThat(rows(store.keelson().sql(ACME), sql.table(Order.class, "lines")))
                .isEqualTo(3);
    }

    @Test
    void what_is_pending_is_refused_where_the_statement_reads_it() {
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Customer.class, ADA).name = "Eve";
            assertThatThrownBy(() -> rows(work.sql(), work.sql().table(Customer.class)))
                    .isInstanceOf(PendingChangesException.class);
            assertThat(rows(work.sql(), work.sql().table(Order.class))).isEqualTo(3);
            Sql database = work.sql().seeingDatabase();
            assertThat(rows(database, database.table(Customer.class))).isEqualTo(2);
            work.discard();
        }
    }

    @Test
    void what_reads_past_the_policies_is_refused_before_it_is_sent() {
        try (SqlUnitOfWork work = store.begin()) {
            Sql sql = work.sql();
            Table<Record> orders = sql.table(Order.class);
            List<ResultQuery<?>> leaks = List.<ResultQuery<?>>of(
                    selectFrom(table(name("orders"))),
                    select(orders.field("id")).from(orders, table(name("customers"))),
                    select(orders.field("id"))
                            .from(orders)
                            .where(exists(selectOne().from(table(name("customers"))))),
                    select(orders.field("id"), field(select(count()).from(table(name("customers")))))
                            .from(orders),
                    select(orders.field("id", OrderId.class))
                            .from(orders)
                            .unionAll(select(field(name("id"), OrderId.class)).from(name("orders"))),
                    select(orders.field("id"))
                            .from(orders)
                            .leftJoin(table(name("order_lines")))
                            .on(field(name("order_lines", "tenant_id")).eq(orders.field("tenant_id"))),
                    selectFrom(work.table(Order.class)),
                    selectFrom(table("orders")),
                    resultQuery("select * from orders"),
                    select(DSL.field("(select count(*) from orders)")).from(orders));
            for (ResultQuery<?> leak : leaks) {
                assertThatThrownBy(() -> sql.fetch(leak))
                        .as(leak.getSQL())
                        .isInstanceOf(PolicyViolationException.class);
            }
            assertThatThrownBy(() -> sql.fetch(DSL.using(org.jooq.SQLDialect.POSTGRES)
                            .deleteFrom(table(name("orders")))
                            .returning()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a statement that writes");
            assertThat(store.wire().counts().roundTrips()).isZero();
        }
    }

    @Test
    void plain_sql_is_an_expression_and_nothing_more() {
        try (SqlUnitOfWork work = store.begin()) {
            Sql sql = work.sql();
            Table<Record> orders = sql.table(Order.class);
            List<ResultQuery<?>> leaks = List.<ResultQuery<?>>of(
                    select(field(name("id"))).from(table("{0}", name("orders"))),
                    select(field(name("id"))).from(table("{0}", work.table(Order.class))),
                    select(field(name("id"))).from(table("{0} as z", table(name("orders")))),
                    select(field(name("id"))).from(table("U&\"\\006frders\"")),
                    DSL.with(name("orders").as(select(DSL.inline("x").as("note"))))
                            .select(field(name("p", "id")))
                            .from(table(name("public", "orders")).as("p")),
                    DSL.with(name("Orders").as(select(DSL.inline("x").as("note"))))
                            .select(field(name("id")))
                            .from(table(name("orders"))),
                    select(count()).from(orders).where(DSL.condition("true) or (true")),
                    select(count()).from(orders).where(DSL.condition("true --")),
                    resultQuery("{0} id {1} orders", DSL.keyword("select"), DSL.keyword("from")),
                    select(DSL.field("({0} max(id) {1} orders)", DSL.keyword("select"), DSL.keyword("from"))));
            for (ResultQuery<?> leak : leaks) {
                assertThatThrownBy(() -> sql.fetch(leak))
                        .as(leak.getSQL())
                        .isInstanceOf(PolicyViolationException.class);
            }
            for (String write : List.of(
                    "update orders set status = 'PAID' returning id",
                    "explain analyze update orders set version = 1",
                    "values (1); update orders set status = 'PAID'",
                    "truncate orders",
                    "select set_config('keelson.tenant', 'zorg', false)")) {
                assertThatThrownBy(() -> sql.fetch(resultQuery(write)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("a statement that writes");
                assertThatThrownBy(() -> sql.acrossTenants("a test").fetch(resultQuery(write)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> work.query(Order.class)
                            .where(DSL.condition("true) or (true"))
                            .count())
                    .isInstanceOf(PolicyViolationException.class);
            assertThat(sql.fetch(select(count()).from(orders).where(DSL.condition("status in ('OPEN)', 'PAID')")))
                            .get(0)
                            .value1())
                    .isEqualTo(1);
        }
    }

    @Test
    void across_tenants_each_row_is_there_once_and_tells_whose_it_is() {
        try (SqlUnitOfWork work = store.begin()) {
            Sql all = work.sql().acrossTenants("a report of all tenants");
            Table<Record> orders = all.table(Order.class);
            Table<Record> lines = all.table(Order.class, "lines");
            Field<String> whose = lines.field("tenant_id", String.class);
            assertThat(all.fetch(select(whose, count())
                                    .from(lines)
                                    .join(orders)
                                    .on(lines.field("order_id", OrderId.class)
                                            .eq(orders.field("id", OrderId.class))
                                            .and(whose.eq(orders.field("tenant_id", String.class))))
                                    .groupBy(whose)
                                    .orderBy(whose))
                            .map(Record::intoList))
                    .containsExactly(List.of("acme", 3), List.of("zorg", 1));
            assertThat(rows(all, lines)).isEqualTo(4);
            Table<Record> payments = all.table(Payment.class);
            assertThat(rows(all, payments)).isEqualTo(2);
        }
    }

    @Test
    void all_tenants_rows_and_plain_sql_are_for_who_says_why() {
        try (SqlUnitOfWork work = store.begin()) {
            Sql all = work.sql().acrossTenants("a report of all tenants");
            assertThat(rows(all, all.table(Order.class))).isEqualTo(4);
            assertThat(all.fetch(resultQuery("select count(*) from orders"))
                            .get(0)
                            .get(0))
                    .isEqualTo(5L);
            assertThatThrownBy(() -> work.sql().acrossTenants(" ")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> all.fetch(DSL.using(org.jooq.SQLDialect.POSTGRES)
                            .update(table(name("orders")))
                            .set(field(name("status"), String.class), "PAID")
                            .returning()))
                    .isInstanceOf(IllegalArgumentException.class);
            Sql outside = store.keelson().sql(ACME).acrossTenants("a report");
            assertThat(rows(outside, outside.table(Customer.class))).isEqualTo(3);
        }
    }

    @Test
    void what_is_not_there_is_named() {
        try (SqlUnitOfWork work = store.begin()) {
            Sql sql = work.sql();
            Table<Record> orders = sql.table(Order.class);
            assertThatThrownBy(() -> orders.field("totl_amount"))
                    .hasMessageStartingWith(
                            "Cannot name 'totl_amount': the table of Order has neither such a column nor"
                                    + " such a property in one column; did you mean 'total_amount'?");
            assertThatThrownBy(() -> orders.field("status", Integer.class))
                    .hasMessage("Cannot give Order's status as a field of Integer: its values are of Status. Ask for"
                            + " these.");
            assertThatThrownBy(() -> sql.table(Order.class, "line"))
                    .hasMessageStartingWith(
                            "Cannot give the table of 'line': Order has no parts of that path in a table of"
                                    + " their own; did you mean 'lines'?");
            assertThatThrownBy(() -> sql.table(String.class)).hasMessageContaining("String");
            assertThatThrownBy(() -> sql.fetch(select(field(name("nowhere"))).from(orders)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("fetch by SQL");
        }
    }
}
