package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.work.hydrate.Unfolded;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No statement on the wire reaches a table without naming its tenant. */
class TenantPredicateTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final Pattern REFERENCE =
            Pattern.compile("\\b(from|join|update|using|into)\\s+\"?(" + String.join("|", ShopStage.TABLES) + ")\\b");

    /** The references of a statement to tables that it neither restricts to a tenant nor stamps with one. */
    private static List<String> unscoped(String sql) {
        List<String> unscoped = new ArrayList<>();
        Set<String> tables = new TreeSet<>();
        List<String> references = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(sql);
        while (reference.find()) {
            tables.add(reference.group(2));
            references.add(reference.group(2));
            if (reference.group(1).equals("into")
                    && !sql.substring(reference.end()).matches("(?s) \\([^)]*\\btenant_id\\b[^)]*\\).*")) {
                unscoped.add("not stamped: " + sql);
            }
        }
        for (String table : tables) {
            long referred = references.stream().filter(table::equals).count();
            long stamped = sql.startsWith("insert into " + table + " ") ? 1 : 0;
            long restricted = Pattern.compile("\\b" + table + "\\.tenant_id = \\$\\d+")
                    .matcher(sql)
                    .results()
                    .count();
            if (referred > restricted + stamped) {
                unscoped.add(table + " " + referred + " times, restricted " + restricted + " times: " + sql);
            }
        }
        return unscoped;
    }

    @Test
    void the_check_itself_finds_what_lacks_a_tenant() {
        assertThat(unscoped("select 1 from orders where orders.tenant_id = $1")).isEmpty();
        assertThat(unscoped("insert into orders (tenant_id, id) values ($1, $2)"))
                .isEmpty();
        assertThat(unscoped("select 1 from orders where id = $1")).hasSize(1);
        assertThat(unscoped("insert into orders (id) values ($1)")).isNotEmpty();
        assertThat(unscoped("select 1 from orders where orders.tenant_id = $1 union all select 2 from orders"))
                .hasSize(1);
        assertThat(unscoped("update order_lines set quantity = $1 where order_lines.id = $2"))
                .hasSize(1);
    }

    @Test
    void every_statement_of_a_broad_scenario_names_the_tenant_of_every_table_it_reaches() {
        List<String> sent = Unfolded.of(shop.sent(TenantPredicateTest::doEverything));

        assertThat(new TreeSet<>(sent)).hasSizeGreaterThan(35);
        for (String table : ShopStage.TABLES) {
            assertThat(sent).as("%s is reached", table).anyMatch(sql -> sql.contains(table));
        }
        assertThat(sent).flatMap(TenantPredicateTest::unscoped).isEmpty();
    }

    private static void doEverything() {
        Customer customer = Shop.customer();
        List<Order> few = List.of(Shop.order(customer, 2));
        List<Order> many = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            many.add(Shop.order(customer, 6));
        }
        for (List<Order> orders : List.of(few, many)) {
            shop.keelson().run(Shop.ACME, work -> {
                if (orders == few) {
                    work.add(customer);
                }
                orders.forEach(work::add);
            });
            change(orders);
            query();
            conflict(orders);
        }
        repeat(customer);
        remove(many);
        remove(few);
    }

    private static void change(List<Order> orders) {
        shop.keelson().run(Shop.ACME, work -> {
            List<Order> found =
                    work.getAll(Order.class, orders.stream().map(Order::id).toList());
            for (Order order : found) {
                order.note("changed");
                order.lines().forEach(line -> line.changeQuantity(line.quantity() + 1));
                order.lines().remove(0);
                order.addLine(Shop.line(1));
                order.addLine(Shop.line(2));
                order.tags().clear();
                order.tags().addAll(List.of("a", "b", "c", "d"));
                order.billTo(Shop.PARIS);
            }
        });
    }

    private static void query() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.query(Order.class).list();
            work.query(Order.class)
                    .where(DSL.condition("orders.version > 0"))
                    .orderBy(DSL.field("orders.placed_at").desc())
                    .limit(3)
                    .list();
            work.query(Customer.class).count();
            work.query(Customer.class).exists();
            work.query(Customer.class).list().forEach(work::requireUnchanged);
            work.commit();
        }
    }

    private static void conflict(List<Order> orders) {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            orders.forEach(order -> work.get(Order.class, order.id()).pay());
            shop.keelson()
                    .run(
                            Shop.ACME,
                            other -> other.get(Order.class, orders.getLast().id())
                                    .note("faster"));
            work.commit();
            throw new AssertionError("no conflict");
        } catch (StaleAggregateException expected) {
            assertThat(expected.stale()).hasSize(1);
        }
    }

    /** Repeats a command, asks for others, loses a reply: all that reads and writes the commit log. */
    private static void repeat(Customer customer) {
        CommandToken token = CommandToken.next();
        for (int times = 0; times < 2; times++) {
            try {
                shop.keelson().run(Shop.ACME, token, work -> work.add(Shop.customer()));
                assertThat(times).isZero();
                shop.wire().cutBeforeReply();
                try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
                    work.add(Shop.customer());
                    work.commit();
                }
            } catch (CommandAlreadyCommittedException expected) {
                assertThat(times).isEqualTo(1);
            }
        }
        shop.keelson().outcome(Shop.ACME, token);
        shop.keelson().outcome(Shop.ACME, CommandToken.next());
        shop.keelson().run(Shop.ACME, work -> work.replace(customer.renamed("Bob")));
    }

    private static void remove(List<Order> orders) {
        shop.keelson()
                .run(
                        Shop.ACME,
                        work -> work.getAll(
                                        Order.class,
                                        orders.stream().map(Order::id).toList())
                                .forEach(work::remove));
    }
}
