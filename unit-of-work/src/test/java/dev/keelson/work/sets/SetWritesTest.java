package dev.keelson.work.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.kernel.error.RowCountException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.WritingSql;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.sets.Bazaar.Customer;
import dev.keelson.work.sets.Bazaar.Line;
import dev.keelson.work.sets.Bazaar.Money;
import dev.keelson.work.sets.Bazaar.Order;
import dev.keelson.work.sets.Bazaar.Status;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What set-based writes do to the unit of work that was given them, to others, and to other tenants; in one message and by plain statements. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
@SuppressWarnings("NullAway.Init")
class SetWritesTest {

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));
    private static final WorkContext BETA = WorkContext.of(TenantId.of("beta"), Actor.of("joe"));
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final UUID THREE = new UUID(0, 3);
    private static final UUID FOUR = new UUID(0, 4);

    @Parameter
    boolean portable;

    private static TestDatabase database;
    private static WireCounter wire;
    private static Keelson keelson;

    private static KeelsonBuilder mapped() {
        KeelsonBuilder keelson = Keelson.builder().policy(Tenancy.byColumn("tenant_id"));
        Bazaar.map(keelson);
        return keelson;
    }

    @BeforeParameterizedClassInvocation
    static void create(boolean portable) {
        database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
        wire = WireCounter.start();
        keelson = mapped().portable(portable).dataSource(database.through(wire)).build();
    }

    @AfterParameterizedClassInvocation
    static void drop() {
        keelson.close();
        database.close();
        wire.close();
    }

    @BeforeEach
    void three_orders_of_each_of_two_tenants() {
        database.execute("truncate customers, orders, stalls, keelson_commits cascade");
        for (WorkContext context : List.of(ACME, BETA)) {
            keelson.run(context, work -> {
                for (int n = 1; n <= 3; n++) {
                    Order order = new Order(new UUID(0, n), Money.eur(n + ""));
                    order.count = n;
                    order.lines.add(new Line(new UUID(1, n), "tea", n));
                    order.lines.add(new Line(new UUID(2, n), "jam", n));
                    work.add(order);
                }
            });
        }
    }

    private static List<String> texts(String sql) {
        return database.query(sql).stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    private static List<String> orders(String tenant) {
        return texts("select id || ' ' || status || ' ' || count || ' v' || version from orders where tenant_id = '"
                + tenant + "' order by id");
    }

    private static String order(int n, String rest) {
        return new UUID(0, n) + " " + rest;
    }

    private static SetUpdate paid(SqlUnitOfWork work) {
        return work.sql().update(Order.class).set(Order::status, Status.PAID);
    }

    private static SqlUnitOfWork begin() {
        return keelson.begin(ACME);
    }

    @Test
    void thousands_are_written_in_one_round_trip_and_no_key_comes_back() {
        database.execute(
                "insert into orders (tenant_id, id, status, total_amount, total_currency, count, address_street,"
                    + " address_city, metadata, version) select 'acme', gen_random_uuid(), 'OPEN', 1, 'EUR', 9, 's',"
                    + " 'c', '{}', 1 from generate_series(1, 3000)");
        try (SqlUnitOfWork work = begin()) {
            work.get(Order.class, ONE);
            wire.reset();
            paid(work).where(order -> order.field("count").eq(9)).onCommit();
            assertThat(wire.counts().roundTrips()).isZero();

            CommitReceipt receipt = work.commit();

            assertThat(receipt.hits(Order.class)).hasValue(3000);
            assertThat(receipt.isEmpty()).isFalse();
            assertThat(wire.counts().roundTrips()).isEqualTo(portable ? 3 : 1);
            assertThat(wire.counts().bytesDown()).isLessThan(1000);
        }
        assertThat(texts("select distinct version from orders where count = 9")).containsExactly("2");
    }

    @Test
    void they_come_in_the_order_given_and_raise_a_version_once() {
        try (SqlUnitOfWork work = begin()) {
            paid(work).where(order -> order.field("count").ge(2)).onCommit();
            work.sql()
                    .update(Order.class)
                    .setBy(
                            "count",
                            order -> order.<Integer>field("count").field().plus(10))
                    .where(order -> order.field("status").eq(Status.PAID))
                    .onCommit();
            work.sql()
                    .update(Order.class, "lines")
                    .set("quantity", 0)
                    .where(line -> line.field("product").eq("tea"))
                    .whereRoot(order -> order.field("count").eq(13))
                    .onCommit();

            assertThat(work.commit().hits(Order.class)).hasValue(2 + 2 + 1);
        }
        assertThat(orders("acme"))
                .containsExactly(order(1, "OPEN 1 v1"), order(2, "PAID 12 v2"), order(3, "PAID 13 v2"));
        assertThat(texts("select id from order_lines where tenant_id = 'acme' and quantity = 0"))
                .containsExactly(new UUID(1, 3).toString());
    }

    @Test
    void what_has_the_values_already_is_not_written() {
        try (SqlUnitOfWork work = begin()) {
            work.sql().update(Order.class).set("count", 2).everywhere().onCommit();
            assertThat(work.commit().hits(Order.class)).hasValue(2);
            work.sql().update(Order.class).set("count", 2).everywhere().onCommit();
            CommitReceipt receipt = work.commit();
            assertThat(receipt.hits(Order.class)).hasValue(0);
            assertThat(receipt.isEmpty()).isTrue();
        }
        assertThat(orders("acme")).containsExactly(order(1, "OPEN 2 v2"), order(2, "OPEN 2 v1"), order(3, "OPEN 2 v2"));
    }

    @Test
    void they_come_before_what_is_written_of_tracked_aggregates() {
        try (SqlUnitOfWork work = begin()) {
            work.get(Order.class, THREE).count = 30;
            work.add(new Order(FOUR, Money.eur("4")));
            paid(work).where(order -> order.field("count").lt(3)).onCommit();
            work.commit();
        }
        assertThat(orders("acme"))
                .containsExactly(
                        order(1, "PAID 1 v2"), order(2, "PAID 2 v2"), order(3, "OPEN 30 v2"), order(4, "OPEN 0 v1"));
    }

    @Test
    void a_tracked_aggregate_that_is_changed_and_hit_makes_the_commit_stale_once() {
        List<String> before = orders("acme");
        int[] rounds = {0};

        StaleAggregateException stale = catchThrowableOfType(
                StaleAggregateException.class,
                () -> keelson.run(ACME, work -> {
                    rounds[0]++;
                    work.get(Order.class, ONE).count = 7;
                    work.get(Order.class, TWO);
                    work.requireUnchanged(work.get(Order.class, THREE));
                    paid((SqlUnitOfWork) work).everywhere().onCommit();
                }));

        assertThat(stale.stale()).extracting("id").containsExactly(ONE, THREE);
        assertThat(stale.stale()).extracting("reason").containsOnly(Reason.HIT);
        assertThat(stale.isRetryable()).isFalse();
        assertThat(stale)
                .hasMessageStartingWith(
                        "Cannot commit Order[%s], Order[%s]: a set-based write of this unit of work hits it, and the"
                                        .formatted(ONE, THREE)
                                + " object is as it was before. Change it by one of the two alone; to go on with what"
                                + " is stored after the write, discard() or begin another unit of work.");
        assertThat(rounds[0]).isEqualTo(1);
        assertThat(orders("acme")).isEqualTo(before);
    }

    @Test
    void what_is_removed_and_hit_is_stale_as_well() {
        try (SqlUnitOfWork work = begin()) {
            work.remove(Order.class, ONE);
            work.sql().delete(Order.class).everywhere().onCommit();
            assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
        }
        assertThat(orders("acme")).hasSize(3);
    }

    @Test
    void what_is_loaded_and_hit_is_never_given_as_it_was_nor_written_again() {
        try (SqlUnitOfWork work = begin()) {
            Order one = work.get(Order.class, ONE);
            Order three = work.get(Order.class, THREE);
            paid(work).where(order -> order.field("count").lt(3)).onCommit();
            work.commit();

            assertThat(work.get(Order.class, THREE)).isSameAs(three);
            assertThatThrownBy(() -> work.get(Order.class, ONE))
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageStartingWith("Cannot get Order[" + ONE + "]: a set-based write");
            assertThatThrownBy(() -> work.query(Order.class).list()).isInstanceOf(StaleAggregateException.class);
            assertThat(work.exists(Order.class, ONE)).isTrue();
            work.commit();
            one.count = 8;
            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageStartingWith("Cannot commit Order[" + ONE + "]");
            work.discard();
            assertThat(work.get(Order.class, ONE).status).isEqualTo(Status.PAID);
        }
        assertThat(orders("acme")).containsExactly(order(1, "PAID 1 v2"), order(2, "PAID 2 v2"), order(3, "OPEN 3 v1"));
    }

    @Test
    void what_others_loaded_before_conflicts_instead_of_overwriting() {
        try (SqlUnitOfWork other = begin();
                SqlUnitOfWork work = begin()) {
            other.get(Order.class, ONE).count = 100;
            other.get(Order.class, TWO).lines.get(0).quantity = 100;
            other.get(Order.class, THREE).count = 100;
            work.sql()
                    .update(Order.class, "lines")
                    .set("quantity", 9)
                    .whereRoot(order -> order.field("count").lt(3))
                    .onCommit();
            work.commit();

            StaleAggregateException stale = catchThrowableOfType(StaleAggregateException.class, other::commit);

            assertThat(stale.stale()).extracting("id").containsExactly(ONE, TWO);
            assertThat(stale.stale()).extracting("reason").containsOnly(Reason.CHANGED);
        }
        assertThat(orders("acme")).containsExactly(order(1, "OPEN 1 v2"), order(2, "OPEN 2 v2"), order(3, "OPEN 3 v1"));
    }

    @Test
    void no_row_of_another_tenant_is_touched() {
        List<String> before = everything("beta");
        try (SqlUnitOfWork work = begin()) {
            paid(work).everywhere().onCommit();
            work.sql()
                    .update(Order.class, "lines")
                    .set("quantity", 0)
                    .everywhere()
                    .onCommit();
            work.sql()
                    .delete(Order.class, "lines")
                    .where(line -> line.field("product").eq("tea"))
                    .onCommit();
            work.commit();
        }
        assertThat(everything("beta")).isEqualTo(before);
        assertThat(orders("acme")).containsExactly(order(1, "PAID 1 v2"), order(2, "PAID 2 v2"), order(3, "PAID 3 v2"));
        try (SqlUnitOfWork work = begin()) {
            work.sql()
                    .delete(Order.class)
                    .where(order ->
                            order.any("lines", line -> line.field("product").eq("jam")))
                    .onCommit();
            assertThat(work.commit().hits(Order.class)).hasValue(3);
        }
        assertThat(everything("beta")).isEqualTo(before);
        assertThat(everything("acme")).isEmpty();
    }

    private static List<String> everything(String tenant) {
        return texts("select cast(t as text) from orders t where tenant_id = '" + tenant
                + "' union all select cast(t as text) from order_lines t where tenant_id = '" + tenant
                + "' order by 1");
    }

    @Test
    void a_condition_that_reads_another_tenants_rows_is_refused_before_anything_is_sent() {
        Condition others = DSL.exists(DSL.selectOne().from("orders o").where("o.count = orders.count"));
        Condition unscoped = DSL.exists(DSL.selectOne()
                .from(DSL.table(DSL.name("orders")).as("o"))
                .where(DSL.field(DSL.name("o", "count"), Integer.class).eq(1)));
        for (Condition condition : List.of(others, unscoped)) {
            try (SqlUnitOfWork work = begin()) {
                paid(work).where(condition).onCommit();
                wire.reset();
                assertThatThrownBy(work::commit)
                        .isInstanceOf(PolicyViolationException.class)
                        .hasMessageContaining("a set-based update of Order");
                assertThat(wire.counts().roundTrips()).isZero();
                work.discard();
            }
        }
    }

    @Test
    void what_others_refer_to_is_not_deleted() {
        keelson.run(ACME, work -> {
            work.add(new Customer(ONE, "Ada"));
            work.get(Order.class, ONE).customer = Ref.of(ONE);
        });
        try (SqlUnitOfWork work = begin()) {
            work.sql().delete(Customer.class).everywhere().onCommit();
            ConstraintViolationException violation =
                    catchThrowableOfType(ConstraintViolationException.class, work::commit);
            assertThat(violation.candidates()).containsExactly("a set-based delete of Customer");

            work.sql().update(Order.class).set("customer", null).everywhere().onCommit();
            work.discard();
            work.sql().update(Order.class).set("customer", null).everywhere().onCommit();
            work.sql().delete(Customer.class).everywhere().onCommit();
            work.commit();
        }
        assertThat(texts("select id from customers")).isEmpty();
    }

    @Test
    void they_stay_after_a_failure_that_can_be_mended() {
        try (SqlUnitOfWork work = begin()) {
            paid(work).where(order -> order.field("count").eq(1)).onCommit();
            Order added = new Order(ONE, Money.eur("1"));
            work.add(added);
            assertThatThrownBy(work::commit).hasMessageContaining("Order[" + ONE + "]");
            work.remove(added);
            assertThat(work.commit().hits(Order.class)).hasValue(1);
            assertThat(work.commit().hits(Order.class)).isEmpty();
        }
        assertThat(orders("acme").get(0)).isEqualTo(order(1, "PAID 1 v2"));
    }

    @Test
    void a_commit_whose_answer_is_lost_is_looked_up_and_marks_what_may_have_been_hit() {
        try (SqlUnitOfWork work = begin()) {
            work.get(Order.class, ONE);
            paid(work).where(order -> order.field("count").eq(2)).onCommit();
            wire.cutBeforeReply();
            if (portable) { // the first statement's answer is lost, and nothing was committed
                assertThatThrownBy(work::commit).hasMessageContaining("nothing was committed");
                assertThat(orders("acme").get(1)).isEqualTo(order(2, "OPEN 2 v1"));
                work.discard();
                return;
            }
            CommitReceipt receipt = work.commit();
            assertThat(receipt.hits(Order.class)).isEqualTo(OptionalLong.empty());
            assertThat(receipt.isEmpty()).isFalse();
            assertThatThrownBy(() -> work.get(Order.class, ONE)).isInstanceOf(StaleAggregateException.class);
        }
        assertThat(orders("acme").get(1)).isEqualTo(order(2, "PAID 2 v2"));
    }

    @Test
    void a_call_records_them_anew_in_each_round() {
        int[] rounds = {0};
        keelson.run(ACME, work -> {
            Order one = work.get(Order.class, ONE);
            if (rounds[0]++ == 0) {
                keelson.independently().run(ACME, other -> other.get(Order.class, ONE).count = 50);
            }
            one.count++;
            paid((SqlUnitOfWork) work)
                    .where(order -> order.field("count").eq(3))
                    .onCommit();
        });
        assertThat(rounds[0]).isEqualTo(2);
        assertThat(orders("acme"))
                .containsExactly(order(1, "OPEN 51 v3"), order(2, "OPEN 2 v1"), order(3, "PAID 3 v2"));
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void they_come_first_or_later_in_a_transaction_that_is_held(Isolation isolation) {
        try (SqlUnitOfWork work = keelson.begin(ACME, isolation)) {
            paid(work).where(order -> order.field("count").eq(1)).onCommit();
            assertThat(work.commit().hits(Order.class)).hasValue(1);
        }
        try (SqlUnitOfWork work = keelson.begin(ACME, isolation)) {
            work.get(Order.class, TWO);
            paid(work).everywhere().onCommit();
            assertThat(work.commit().hits(Order.class)).hasValue(2);
            assertThatThrownBy(() -> work.get(Order.class, TWO)).isInstanceOf(StaleAggregateException.class);
        }
        assertThat(orders("acme")).containsExactly(order(1, "PAID 1 v2"), order(2, "PAID 2 v2"), order(3, "PAID 3 v2"));
    }

    @Test
    void what_stays_in_a_list_closes_up() {
        keelson.run(ACME, work -> {
            Order one = work.get(Order.class, ONE);
            for (int n = 0; n < 4; n++) {
                one.lines.add(new Line(new UUID(3, n), n % 2 == 0 ? "tea" : "rice", n));
            }
        });
        keelson.run(
                ACME,
                work -> ((SqlUnitOfWork) work)
                        .sql()
                        .delete(Order.class, "lines")
                        .where(line -> line.field("product").eq("tea"))
                        .onCommit());
        assertThat(texts("select position || ' ' || product || ' ' || quantity from order_lines"
                        + " where tenant_id = 'acme' and order_id = '" + ONE + "' order by position"))
                .containsExactly("0 jam 1", "1 rice 1", "2 rice 3");
    }

    @Test
    void a_root_that_a_trigger_keeps_from_being_written_fails_the_commit() {
        database.execute(
                "create function keep() returns trigger language plpgsql as 'begin return null; end'",
                "create trigger keep before update or delete on orders for each row when (old.count = 2) execute"
                        + " function keep()");
        try {
            for (Consumer<WritingSql> write : List.<Consumer<WritingSql>>of(
                    sql -> sql.update(Order.class)
                            .set("note", "kept")
                            .everywhere()
                            .onCommit(),
                    sql -> sql.update(Order.class, "lines")
                            .set("quantity", 70)
                            .everywhere()
                            .onCommit(),
                    sql -> sql.delete(Order.class, "lines").everywhere().onCommit())) {
                try (SqlUnitOfWork work = begin()) {
                    paid(work).where(order -> order.field("count").eq(1)).onCommit();
                    write.accept(work.sql());
                    RowCountException kept = catchThrowableOfType(RowCountException.class, work::commit);
                    assertThat(kept).hasMessageContaining("orders").hasMessageContaining("a set-based");
                    work.discard();
                }
            }
        } finally {
            database.execute("drop trigger keep on orders", "drop function keep");
        }
        assertThat(orders("acme")).containsExactly(order(1, "OPEN 1 v1"), order(2, "OPEN 2 v1"), order(3, "OPEN 3 v1"));
    }
}
