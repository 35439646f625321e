package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import dev.keelson.work.sql.StatementProfile;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The database keeps tenants apart as well. */
class RowSecurityTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage(RowSecurityTest::secured);

    private static final String TENANT = "tenant_id = (select nullif(current_setting('keelson.tenant', true), ''))";

    static KeelsonBuilder secured() {
        return Keelson.builder()
                .map(Customer.class)
                .map(Order.class)
                .policy(Tenancy.byColumn("tenant_id").withRowLevelSecurity());
    }

    @Test
    void the_schema_prints_the_policies_of_all_tables_the_commit_log_included_after_all_else() {
        List<String> statements = secured().schema().statements();
        List<String> expected = new ArrayList<>();
        for (String table : ShopStage.TABLES) {
            expected.add("alter table " + table + " enable row level security");
            expected.add("alter table " + table + " force row level security");
            expected.add("create policy tenancy on " + table + " using (" + TENANT + ") with check (" + TENANT + ")");
        }
        assertThat(statements.subList(statements.size() - expected.size(), statements.size()))
                .isEqualTo(expected);
        assertThat(statements.subList(0, statements.size() - expected.size()))
                .isEqualTo(Shop.mapped().schema().statements());
    }

    @Test
    void a_tenant_that_is_no_text_is_compared_as_what_its_column_is() {
        assertThat(Keelson.builder()
                        .map(Customer.class)
                        .policy(Tenancy.byColumn("tenant_id", ColumnType.bigint())
                                .withRowLevelSecurity("app.tenant"))
                        .commitLog(false)
                        .schema()
                        .statements())
                .endsWith("create policy tenancy on customers"
                        + " using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::bigint))"
                        + " with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::bigint))");
    }

    @Test
    void a_load_and_a_commit_are_one_trip_each_with_the_tenant_ahead() {
        Customer customer = Shop.customer();
        Order order = Shop.order(customer, 2);
        assertThat(shop.sent(() -> shop.keelson().run(Shop.ACME, work -> work.add(customer))))
                .containsExactly(
                        "BEGIN",
                        "select set_config('keelson.tenant', $1, true)",
                        "with w as (insert into keelson_commits (token, attempt, committed, author, actor, at,"
                                + " tenant_id) values ($1, $2, $3, $4, $5, $6, $7) returning 1) select cast(($8 ||"
                                + " cast(count(*) as text)) as int) from w having count(*) <> 1",
                        "with w as (insert into customers (tenant_id, id, name, address_street, address_extra,"
                                + " address_city, address_country_code, address_country_name, version)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning 1)"
                                + " select cast(($10 || cast(count(*) as text)) as int) from w having count(*) <> 1",
                        "commit");
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            assertThat(shop.sent(() -> work.get(Customer.class, customer.id())))
                    .containsExactly(
                            "select set_config('keelson.tenant', $1, true)",
                            "select 0 as branch, customers.id as s0, customers.name as s1, customers.address_street as"
                                    + " s2, customers.address_extra as s3, customers.address_city as s4,"
                                    + " customers.address_country_code as s5, customers.address_country_name as s6,"
                                    + " customers.version as s7 from customers where (customers.tenant_id = $1 and"
                                    + " customers.id = $2)");
        }
        shop.wire().reset();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            work.add(order);
            work.commit();
        }
        assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
        assertThat(shop.wire().transcript()).anyMatch(sql -> sql.contains("set_config"));

        shop.wire().reset();
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            assertThat(work.get(Order.class, order.id()).state()).isEqualTo(order.state());
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
            work.get(Order.class, order.id()).note("changed");
            work.commit();
            assertThat(shop.wire().counts().roundTrips()).isEqualTo(2);
        }
    }

    record Whose(UUID id) {}

    @Test
    void projections_and_sql_of_ones_own_are_one_trip_each_with_the_tenant_ahead_whatever_the_statement() {
        Order stored = shop.storedOrder(2);
        UUID id = stored.id().value();
        for (boolean own : new boolean[] {true, false}) {
            try (SqlUnitOfWork work = shop.keelson().begin(own ? Shop.ACME : Shop.GLOBEX)) {
                shop.wire().reset();
                List<Whose> projected = work.query(Order.class)
                        .where(order -> order.field("id").eq(stored.id()))
                        .as(Whose.class)
                        .list();
                assertThat(projected).isEqualTo(own ? List.of(new Whose(id)) : List.of());
                assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
                Sql sql = work.sql().acrossTenants("a test");
                shop.wire().reset();
                assertThat(sql.fetch(DSL.resultQuery("select id from orders where id = {0}", DSL.val(id))
                                .coerce(DSL.field("id", UUID.class))))
                        .hasSize(own ? 1 : 0);
                assertThat(shop.wire().counts().roundTrips()).isEqualTo(1);
                assertThat(shop.wire().transcript()).anyMatch(sent -> sent.contains("set_config"));
            }
        }
    }

    @Test
    void what_another_tenant_has_is_not_found_by_the_statements_and_trips_of_what_never_was() {
        Order stored = shop.storedOrder(2);
        Order never = Shop.order(Shop.customer(), 1);
        try (SqlUnitOfWork theirs = shop.keelson().begin(Shop.GLOBEX)) {
            List<List<String>> sent = new ArrayList<>();
            for (Order asked : List.of(stored, never)) {
                sent.add(shop.sent(() -> {
                    assertThat(theirs.find(Order.class, asked.id())).isEmpty();
                    assertThat(locked(asked)).isEmpty();
                    assertThat(theirs.exists(Order.class, asked.id())).isFalse();
                    assertThat(theirs.findAll(Order.class, List.of(asked.id()))).isEmpty();
                }));
                sent.add(List.of(String.valueOf(shop.wire().counts().roundTrips())));
            }
            assertThat(sent.subList(0, 2)).isEqualTo(sent.subList(2, 4));
        }
    }

    private static Optional<Order> locked(Order asked) {
        try (SqlUnitOfWork theirs = shop.keelson().begin(Shop.GLOBEX, Isolation.LOCKING)) {
            return theirs.find(Order.class, asked.id(), Lock.FOR_UPDATE);
        }
    }

    @Test
    void a_statement_that_forgets_the_tenant_shows_and_changes_nothing_of_another() throws Exception {
        Customer customer = Shop.customer();
        Order theirs = Shop.order(customer, 3);
        theirs.note("canary");
        shop.aside().run(Shop.GLOBEX, CommandToken.next(), work -> {
            work.add(customer.renamed("canary"));
            work.add(theirs);
        });
        List<String> forgetful = Forgetful.of(shop.sent(RowSecurityTest::everything));
        Map<String, List<String>> before = tablesOf("globex");

        try (Forgetful attack = new Forgetful(
                shop.database().application(),
                List.of(
                        theirs.id().value(),
                        customer.id().value(),
                        theirs.lines().get(0).id().value()))) {
            assertThat(forgetful).hasSizeGreaterThan(20);
            List<String> seen = new ArrayList<>();
            for (String sql : forgetful) {
                seen.addAll(attack.run("acme", sql, true));
            }
            assertThat(seen).noneMatch(value -> value.contains("canary") || value.contains("globex"));
            assertThat(tablesOf("globex")).isEqualTo(before);

            List<String> own = new ArrayList<>();
            for (String sql : forgetful) {
                own.addAll(attack.run("globex", sql, false));
            }
            assertThat(own).as("the very statements do find what is one's own").contains("canary");
        }
    }

    private static DataSource administrator() {
        return shop.database().server().administrator(shop.database().name());
    }

    private static Map<String, List<String>> tablesOf(String tenant) throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        for (String table : ShopStage.TABLES) {
            tables.put(
                    table,
                    Forgetful.rows(
                            administrator(),
                            "select t::text from " + table + " t where tenant_id = '" + tenant + "' order by 1"));
        }
        return tables;
    }

    private static void everything() {
        Customer customer = Shop.customer();
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            orders.add(Shop.order(customer, 6));
        }
        CommandToken token = CommandToken.next();
        shop.keelson().run(Shop.ACME, token, work -> {
            work.add(customer);
            work.add(orders.get(0));
        });
        shop.keelson().run(Shop.ACME, work -> orders.subList(1, 6).forEach(work::add));
        shop.keelson().outcome(Shop.ACME, token);
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME, Isolation.LOCKING)) {
            work.find(Order.class, orders.get(0).id(), Lock.FOR_UPDATE);
            work.exists(Order.class, orders.get(1).id());
            work.query(Order.class).where(DSL.trueCondition()).list();
            work.query(Order.class).count();
            work.query(Order.class).exists();
        }
        for (List<Order> some : List.of(orders.subList(0, 1), orders)) {
            shop.keelson().run(Shop.ACME, work -> {
                work.getAll(Order.class, some.stream().map(Order::id).toList()).forEach(order -> {
                    order.note("n" + order.lines().size());
                    order.lines().remove(1);
                    order.lines().get(0).changeQuantity(77);
                    order.tags().remove("gift");
                    order.addLine(Shop.line(9));
                });
            });
        }
        shop.keelson().run(Shop.ACME, work -> orders.forEach(work::remove));
        shop.keelson().run(Shop.ACME, work -> work.remove(customer));
    }

    @Test
    void old_commands_are_purged_by_a_role_that_may_and_nobody_else_is_told_that_there_are_none() throws SQLException {
        shop.aside().run(Shop.GLOBEX, CommandToken.next(), work -> work.add(Shop.customer()));
        shop.aside().run(Shop.ACME, CommandToken.next(), work -> work.add(Shop.customer()));
        Instant now = Instant.now();

        assertThatThrownBy(() -> shop.keelson().schema().purgeCommits(now))
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageStartingWith(
                        "Cannot purge the commit log: the unit of work is bound by row-level security, which hides the"
                                + " rows of all tenants from its role but those of one. Purge by a role with BYPASSRLS:"
                                + " keelson.schema().purgeCommits(time, dataSource).");
        assertThatThrownBy(() -> shop.keelson()
                        .schema()
                        .purgeCommits(now, shop.database().owner()))
                .isInstanceOf(UnitOfWorkStateException.class);
        assertThat(Forgetful.rows(administrator(), "select 1 from keelson_commits"))
                .hasSize(2);
        assertThat(shop.keelson().schema().purgeCommits(now, administrator())).isEqualTo(2);
        assertThat(Forgetful.rows(administrator(), "select 1 from keelson_commits"))
                .isEmpty();
    }

    private static List<Fault> faults(TestDatabase database, KeelsonBuilder wired) {
        return faults(wired.dataSource(database.application()));
    }

    private static List<Fault> faults(KeelsonBuilder wired) {
        MappingException refused =
                catchThrowableOfType(MappingException.class, () -> wired.build().close());
        return refused == null ? List.of() : refused.faults();
    }

    @Test
    void what_does_not_bind_is_a_fault_with_the_statement_that_mends_it() {
        for (boolean validated : List.of(true, false)) {
            try (TestDatabase database = TestDatabase.create()) {
                database.execute(Shop.mapped().schema().ddl());
                database.execute(
                        "alter table orders enable row level security",
                        "alter table order_lines force row level security",
                        "create policy everybody on customers using (true)",
                        "create policy backup on customers to postgres using (true)");
                List<Fault> faults = faults(database, secured().validate(validated));
                assertThat(faults)
                        .contains(
                                new Fault(
                                        "Order",
                                        "row-level security of orders is not forced, and does not bind the table's"
                                                + " owner",
                                        "force it: alter table orders force row level security"),
                                new Fault(
                                        "Order",
                                        "no policy of orders lets rows of the tenant through",
                                        "create it: create policy tenancy on orders using (" + TENANT + ") with check ("
                                                + TENANT + ")"),
                                new Fault(
                                        "Order.lines",
                                        "row-level security of order_lines is off",
                                        "turn it on: alter table order_lines enable row level security"),
                                new Fault(
                                        "Customer",
                                        "policy everybody of customers does not compare with setting keelson.tenant,"
                                                + " and lets rows of any tenant through",
                                        "drop it: drop policy everybody on customers"));
                assertThat(faults).extracting(Fault::path).contains("keelson_commits");
                for (Fault fault : faults) {
                    database.execute(fault.mend().substring(fault.mend().indexOf(": ") + 2));
                }
                database.execute("create policy tenancy on customers using (" + TENANT + ")");
                assertThat(faults(database, secured().validate(validated))).isEmpty();
            }
        }
    }

    @Test
    void a_role_that_no_policy_binds_is_a_fault() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(secured().schema().ddl());
            assertThat(faults(secured().dataSource(database.server().administrator(database.name()))))
                    .hasSize(1)
                    .allSatisfy(fault -> {
                        assertThat(fault.problem())
                                .isEqualTo("the application connects as a superuser, whom no row-level security binds");
                        assertThat(fault.mend())
                                .startsWith("connect as a plain role, or make it one: alter role ")
                                .endsWith(" nosuperuser nobypassrls");
                    });
            String role = "bypassing_" + UUID.randomUUID().toString().substring(0, 8);
            Forgetful.execute(
                    database.server().administrator(database.name()),
                    "create role " + role + " bypassrls; grant " + role + " to " + applicationOf(database));
            try (HikariDataSource pool = assuming(role, database)) {
                assertThat(faults(secured().dataSource(pool)))
                        .contains(new Fault(
                                "role " + role,
                                "the application connects as a role with BYPASSRLS, whom no row-level security binds",
                                "connect as a plain role, or make it one: alter role " + role + " nobypassrls"));
            } finally {
                Forgetful.execute(database.server().administrator(database.name()), "drop role " + role);
            }
            assertThat(faults(secured().dataSource(database.owner())))
                    .as("the owner is bound, since it is forced")
                    .isEmpty();
        }
    }

    private static String applicationOf(TestDatabase database) {
        return database.application().getUsername();
    }

    private static HikariDataSource assuming(String role, TestDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.application().getJdbcUrl());
        config.setUsername(applicationOf(database));
        config.setMaximumPoolSize(1);
        config.setConnectionInitSql("set role " + role);
        return new HikariDataSource(config);
    }

    static final class Priced {
        private final UUID id;
        private final BigDecimal price;
        private final String name;

        Priced(UUID id, BigDecimal price, String name) {
            this.id = id;
            this.price = price;
            this.name = name;
        }
    }

    @Test
    void an_index_that_becomes_useless_is_warned_of() {
        KeelsonBuilder mapped = Keelson.builder()
                .map(Priced.class)
                .policy(Tenancy.byColumn("tenant_id").withRowLevelSecurity());
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            database.execute(
                    "create index by_price on priceds (price)",
                    "create unique index by_name on priceds (tenant_id, name, price)",
                    "create index by_text on priceds (lower(name))");
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                assertThat(keelson.schema().report())
                        .extracting(one -> one.table() + ": " + one.problem())
                        .containsExactly(
                                "priceds: the equality of price in by_name is not leakproof, so that under row-level"
                                        + " security no index finds its values: a search for them reads all rows of the"
                                        + " tenant",
                                "priceds: the equality of price in by_price is not leakproof, so that under row-level"
                                        + " security no index finds its values: a search for them reads all rows of the"
                                        + " tenant");
            }
        }
    }

    @Test
    void h2_has_none_and_says_so() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        Fault none = new Fault(
                "policy tenancy",
                "it keeps rows apart by row-level security, which this database does not have",
                "Leave row-level security out here, or use PostgreSQL");

        assertThat(faults(secured().validate(false).commitLog(false).dataSource(h2)))
                .contains(none);
        assertThat(catchThrowableOfType(MappingException.class, () -> secured().schema(StatementProfile.H2))
                        .faults())
                .containsExactly(none);
    }

    @Test
    void without_a_tenant_nothing_is_sent() {
        shop.wire().reset();
        assertThatThrownBy(() -> shop.keelson().begin(WorkContext.of(Actor.of("jane"))))
                .isInstanceOf(PolicyViolationException.class)
                .hasMessageContaining("names no tenant");
        assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
    }

    @Test
    void a_setting_that_is_none_of_the_applications_is_refused_where_it_is_named() {
        assertThatThrownBy(() -> Tenancy.byColumn("tenant_id").withRowLevelSecurity("tenant"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot tell row-level security the tenant by the setting 'tenant': a setting of the"
                        + " application's own has a dot in its name. Name it so, such as app.tenant.");
        assertThatThrownBy(() -> Tenancy.byColumn("tenant_id").withRowLevelSecurity("app.tenant'; drop table x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot make the setting ");
    }
}
