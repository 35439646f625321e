package dev.keelson.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import dev.keelson.work.watch.SqlLog;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The log of statements is told of each, once, after it was answered. */
class SqlLogTest {

    private static final WatchStage stage = new WatchStage();
    private static final Field<String> NAME = DSL.field(DSL.name("name"), String.class);

    private final List<SqlLog.Entry> told = new ArrayList<>();
    private final SqlLog log = told::add;

    @AfterAll
    static void drop() {
        stage.close();
    }

    /** What was told, without texts and durations. */
    private List<String> lines() {
        return told.stream()
                .map(entry -> entry.purpose() + " " + entry.binds() + ", " + entry.rows() + " rows, "
                        + entry.roundTrips() + " trips" + (entry.isFailed() ? ", failed: " + entry.failure() : ""))
                .toList();
    }

    /** The statements that were told, as the driver writes them. */
    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (SqlLog.Entry entry : told) {
            for (String statement : entry.statement().split(";\n")) {
                StringBuilder text = new StringBuilder();
                int parameter = 0;
                for (char sign : statement.toCharArray()) {
                    text.append(sign == '?' ? "$" + ++parameter : sign);
                }
                texts.add(text.toString());
            }
        }
        return texts;
    }

    @Test
    void each_load_query_and_commit_is_told_once_with_what_was_sent() {
        Order order = stage.order(2);
        Customer customer = stage.customers(1).get(0);
        try (Keelson keelson = stage.open(builder -> builder.sqlLog(log));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            Order loaded = work.get(Order.class, order.id());
            work.get(Order.class, order.id());
            work.getAll(Customer.class, List.of(customer.id()));
            work.query(Customer.class).where(NAME.eq("Nobody")).list();
            work.query(Customer.class).where(NAME.eq("Nobody")).count();
            loaded.note("a note");
            work.commit();
            work.commit();

            assertThat(lines())
                    .containsExactly(
                            "load Order [text, uuid, text, uuid, text, uuid], 6 rows, 1 trips",
                            "load Customer [text, uuid[1]], 1 rows, 1 trips",
                            "query Customer [text, text], 0 rows, 1 trips",
                            "count Customer [text, text], 1 rows, 1 trips",
                            "commit [text, bigint, text, uuid, bigint, uuid, integer, boolean, bigint, text,"
                                    + " timestamptz, text], 1 rows, 1 trips");
            assertThat(texts()).isEqualTo(stage.wire().statements());
            assertThat(told).allMatch(entry -> entry.nanos() > 0);
        }
    }

    @Test
    void a_pinned_unit_of_work_is_told_likewise_and_its_locks_are() {
        Order order = stage.order(1);
        try (Keelson keelson = stage.open(builder -> builder.sqlLog(log));
                SqlUnitOfWork work = keelson.begin(Shop.ACME, Isolation.LOCKING)) {
            work.get(Order.class, order.id(), Lock.FOR_UPDATE).note("locked");
            work.query(Customer.class).where(NAME.eq("Nobody")).exists();
            work.commit();

            assertThat(told.stream().map(SqlLog.Entry::purpose))
                    .containsExactly("lock Order", "find any Customer", "commit");
            assertThat(told.stream().map(SqlLog.Entry::rows)).containsExactly(5L, 1L, 1L);
        }
    }

    @Test
    void plain_statements_are_told_with_their_round_trips() {
        Order order = stage.order(1);
        try (Keelson keelson = stage.open(builder -> builder.sqlLog(log).portable(true));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.get(Order.class, order.id()).note("plain");
            stage.wire().reset();
            told.clear();
            int trips = work.commit().roundTrips();

            assertThat(told).hasSize(1);
            assertThat(told.get(0).roundTrips()).isEqualTo(trips);
            assertThat(texts()).isEqualTo(stage.wire().statements());
        }
    }

    @Test
    void values_and_identifiers_are_shown_to_a_log_that_wants_them_and_to_no_other() {
        Order order = stage.order(1);
        try (Keelson keelson = stage.open(builder -> builder.sqlLog(log.showingBinds()));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.get(Order.class, order.id());
            work.query(Customer.class).where(NAME.eq("Nobody")).list();
        }
        String id = order.id().value().toString();

        assertThat(told.stream().map(entry -> entry.purpose() + " " + entry.binds()))
                .containsExactly(
                        "load Order[" + id + "] ['acme', '" + id + "', 'acme', '" + id + "', 'acme', '" + id + "']",
                        "query Customer ['acme', 'Nobody']");
    }

    @Test
    void a_statement_that_fails_is_told_with_its_sqlstate() {
        try (Keelson keelson = stage.open(builder -> builder.sqlLog(log));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            assertThatThrownBy(() -> work.query(Customer.class)
                            .where(DSL.condition("no_such_column = 1"))
                            .list())
                    .isInstanceOf(DatabaseException.class);
        }
        assertThat(lines()).containsExactly("query Customer [text], 0 rows, 1 trips, failed: 42703");
    }

    @Test
    void a_conflict_is_told_and_what_is_looked_up_to_explain_it() {
        Order order = stage.order(1);
        try (Keelson keelson = stage.open(builder -> builder.sqlLog(log));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.get(Order.class, order.id()).note("mine");
            stage.elsewhere(order);
            told.clear();
            assertThatThrownBy(work::commit).hasMessageContaining("expected version 1, found 2");
        }
        assertThat(told.get(0).purpose()).isEqualTo("commit");
        assertThat(told.get(0).failure()).isEqualTo("stale");
    }

    @Test
    void a_log_that_throws_breaks_no_work_and_is_complained_of_once() {
        Order order = stage.order(1);
        List<String> logged = WatchStage.loggedBy(() -> {
            try (Keelson keelson = stage.open(builder -> builder.sqlLog(entry -> {
                        throw new AssertionError("the log is broken");
                    }));
                    SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                work.get(Order.class, order.id()).note("kept");
                work.commit();
            }
        });

        assertThat(logged.stream().filter(line -> line.contains("log of statements failed")))
                .hasSize(1);
        assertThat(stage.database()
                        .query(
                                "select note from orders where id = ?",
                                order.id().value()))
                .containsExactly(List.of("kept"));
    }

    @Test
    void no_connection_is_borrowed_while_a_log_is_told() {
        Order order = stage.order(1);
        HikariDataSource pool = stage.database().application();
        List<Integer> active = new ArrayList<>();
        SqlLog asking = entry -> active.add(pool.getHikariPoolMXBean().getActiveConnections());
        try (Keelson keelson = Shop.mapped().sqlLog(asking).dataSource(pool).build();
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.get(Order.class, order.id()).note("told");
            work.commit();
        }
        assertThat(active).containsExactly(0, 0);
    }

    @Test
    void nothing_is_made_for_a_log_that_nobody_reads() {
        Order order = stage.order(1);
        SqlLog off = new SqlLog() {
            @Override
            public void sent(Entry entry) {
                told.add(entry);
            }

            @Override
            public boolean isOn() {
                return false;
            }
        };
        try (Keelson keelson = stage.open(builder -> builder.sqlLog(off));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.get(Order.class, order.id());
        }
        assertThat(told).isEmpty();
    }
}
