package dev.keelson.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Statements say what they are for, to whoever looks into the database. */
class SqlCommentTest {

    private static final WatchStage stage = new WatchStage();

    @AfterAll
    static void drop() {
        stage.close();
    }

    /** The beginnings of all statements that a unit of work sends, up to the first word that is no comment. */
    private static List<String> beginnings(UnaryOperator<KeelsonBuilder> said, Isolation isolation) {
        Order order = stage.order(2);
        try (Keelson keelson = stage.open(said);
                SqlUnitOfWork work = keelson.begin(Shop.ACME, isolation)) {
            Order loaded = isolation == Isolation.DEFAULT
                    ? work.get(Order.class, order.id())
                    : work.get(Order.class, order.id(), Lock.FOR_UPDATE);
            work.query(Customer.class).count();
            loaded.note("commented");
            if (isolation != Isolation.DEFAULT) { // a larger commit is a message of several statements
                loaded.addLine(Shop.line(3));
                loaded.lines().removeFirst();
            }
            work.commit();
        }
        return stage.wire().statements().stream()
                .map(text -> text.replaceFirst("(?s)^((?:/\\*.*?\\*/ )?\\w+).*", "$1"))
                .toList();
    }

    @Test
    void every_statement_says_what_it_is_for_without_an_identifier() {
        assertThat(beginnings(builder -> builder.sqlComments(true), Isolation.DEFAULT))
                .containsExactly(
                        "/* keelson load Order */ select",
                        "/* keelson count Customer */ select",
                        "/* keelson commit */ with");
    }

    @Test
    void so_does_each_statement_of_a_message() {
        assertThat(beginnings(builder -> builder.sqlComments(true), Isolation.LOCKING))
                .containsExactly(
                        "set", // the isolation, ahead of all
                        "/* keelson lock Order */ select",
                        "/* keelson lock Order */ select",
                        "/* keelson count Customer */ select",
                        "/* keelson commit */ insert",
                        "/* keelson commit */ select",
                        "/* keelson commit */ select",
                        "/* keelson commit */ with",
                        "/* keelson commit */ update",
                        "/* keelson commit */ with",
                        "/* keelson commit */ insert");
    }

    @Test
    void so_does_each_plain_statement() {
        assertThat(beginnings(builder -> builder.sqlComments(true).portable(true), Isolation.DEFAULT))
                .hasSize(5)
                .allMatch(beginning -> beginning.startsWith("/* keelson "));
    }

    @Test
    void nothing_is_said_unless_that_is_wanted() {
        assertThat(beginnings(builder -> builder, Isolation.DEFAULT)).containsExactly("select", "select", "with");
    }

    @Test
    void the_trace_is_that_of_the_thread_of_the_unit_of_work() throws InterruptedException {
        AtomicReference<List<String>> found = new AtomicReference<>(List.of());
        Thread thread = Thread.ofVirtual()
                .name("4bf92f3577b34da6")
                .start(() -> found.set(beginnings(
                        builder ->
                                builder.sqlComments(() -> Thread.currentThread().getName()),
                        Isolation.DEFAULT)));
        thread.join();

        assertThat(found.get())
                .containsExactly(
                        "/* keelson load Order trace=4bf92f3577b34da6 */ select",
                        "/* keelson count Customer trace=4bf92f3577b34da6 */ select",
                        "/* keelson commit trace=4bf92f3577b34da6 */ with");
    }

    @Test
    void no_trace_ends_the_comment_or_becomes_a_parameter() {
        assertThat(withTrace("x */ drop table orders; -- ? {0} $1 \u2028 /* 'ü'\n"))
                .isEqualTo("/* keelson count Customer trace=x____drop_table_orders__--____0___1_________ */ select");
        assertThat(withTrace("")).isEqualTo("/* keelson count Customer */ select");
        assertThat(withTrace(null)).isEqualTo("/* keelson count Customer */ select");
        assertThat(withTrace("a".repeat(1_000)))
                .isEqualTo("/* keelson count Customer trace=" + "a".repeat(100) + " */ select");
    }

    private static String withTrace(@Nullable String trace) {
        try (Keelson keelson = stage.open(builder -> builder.sqlComments(() -> trace));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            work.query(Customer.class).count();
        }
        return stage.wire().statements().get(0).replaceFirst("(?s)^(/\\*.*?\\*/ \\w+).*", "$1");
    }

    @Test
    void a_supplier_of_traces_that_fails_breaks_no_work() {
        List<String> logged = WatchStage.loggedBy(() -> {
            try (Keelson keelson = stage.open(builder -> builder.sqlComments(() -> {
                        throw new IllegalStateException("no trace");
                    }));
                    SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
                work.query(Customer.class).count();
                work.query(Customer.class).count();
            }
        });
        assertThat(logged.stream().filter(line -> line.contains("The supplier of trace ids failed")))
                .hasSize(1);
    }

    @Test
    void the_database_shows_it_as_what_a_session_does() {
        try (Keelson keelson = stage.open(builder -> builder.sqlComments(() -> "4bf92f3577b34da6"));
                SqlUnitOfWork work = keelson.begin(Shop.ACME)) {
            assertThat(work.query(Customer.class)
                            .where(DSL.exists(DSL.selectOne()
                                    .from(DSL.table(DSL.name("pg_stat_activity")))
                                    .where(DSL.condition("pid = pg_backend_pid()"))
                                    .and(DSL.field(DSL.name("query"), String.class)
                                            .like("/* keelson find any Customer trace=4bf92f3577b34da6 */ select%"))))
                            .exists())
                    .isEqualTo(!stage.database()
                            .query("select 1 from customers where tenant_id = 'acme'")
                            .isEmpty());
        }
    }
}
