package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Repository;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.guice.KeelsonModule;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.AggregateMapping;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.schema.Schema;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.CustomerId;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuiceTest {

    private final TestDatabase database = Shop.database();

    interface Customers extends Repository<Customer, CustomerId> {
        List<Customer> named(String name);
    }

    static final class JooqCustomers extends AbstractRepository<Customer, CustomerId> implements Customers {
        JooqCustomers(SqlUnitOfWork work) {
            super(work, Customer.class);
        }

        @Override
        public List<Customer> named(String name) {
            return query().where(column("name", String.class).eq(name)).list();
        }
    }

    static final class CustomerMapping implements AggregateMapping<Customer> {
        @Override
        public void map(AggregateConfig<Customer> customer) {}
    }

    static final class OrderMapping implements AggregateMapping<Order> {
        @Override
        public void map(AggregateConfig<Order> order) {}
    }

    /** What the modules of an application contribute, each its own. */
    private static Module contributions() {
        return new AbstractModule() {
            @Override
            protected void configure() {
                KeelsonModule.mappings(binder()).addBinding().to(CustomerMapping.class);
                KeelsonModule.mappings(binder()).addBinding().to(OrderMapping.class);
                KeelsonModule.policies(binder()).addBinding().toInstance(Tenancy.byColumn("tenant_id"));
                KeelsonModule.repository(binder(), Customers.class, JooqCustomers::new);
            }
        };
    }

    @AfterAll
    void drops_the_database() {
        database.close();
    }

    @Test
    void binds_one_factory_that_knows_all_mappings_policies_and_repositories() {
        Injector injector = Guice.createInjector(KeelsonModule.on(database.application()), contributions());
        UnitOfWorkFactory units = injector.getInstance(UnitOfWorkFactory.class);
        Customer customer = Shop.customer().renamed("Grace");

        units.run(Shop.ACME, work -> work.repository(Customers.class).add(customer));

        List<Customer> found =
                units.call(Shop.ACME, work -> work.repository(Customers.class).named("Grace"));
        assertThat(found).containsExactly(customer);
        assertThat(units.<Integer, RuntimeException>call(
                        Shop.GLOBEX,
                        work -> work.repository(Customers.class).named("Grace").size()))
                .isZero();
        assertThat(injector.getInstance(Keelson.class)).isSameAs(units);
    }

    @Test
    void tells_the_schema_without_a_database() {
        Injector injector = Guice.createInjector(KeelsonModule.pool(new Properties()), contributions());

        assertThat(injector.getInstance(Schema.class).ddl())
                .isEqualTo(Shop.mapped().schema().ddl());
    }

    @Test
    void converters_and_other_settings_are_contributed_too() {
        Injector injector =
                Guice.createInjector(KeelsonModule.pool(new Properties()), contributions(), new AbstractModule() {
                    @Override
                    protected void configure() {
                        KeelsonModule.converter(
                                binder(),
                                String.class,
                                ScalarConverter.of(
                                        String.class, ColumnType.varchar(99), text -> text, text -> (String) text));
                        KeelsonModule.wirings(binder()).addBinding().toInstance(keelson -> keelson.foreignKeys(false));
                    }
                });

        assertThat(injector.getInstance(Schema.class).ddl())
                .contains("name character varying(99)")
                .doesNotContain("name text", "foreign key (tenant_id, customer_id)");
    }

    @Test
    void makes_the_pool_from_configuration_and_closes_it_with_keelson() throws SQLException, InterruptedException {
        HikariDataSource model = database.application();
        Properties properties = new Properties();
        properties.setProperty("jdbcUrl", model.getJdbcUrl());
        properties.setProperty("username", model.getUsername());
        properties.setProperty("maximumPoolSize", "2");
        properties.setProperty("poolName", "guice-test");
        Injector injector = Guice.createInjector(KeelsonModule.pool(properties), contributions());
        Keelson keelson = injector.getInstance(Keelson.class);
        Customer customer = Shop.customer();
        keelson.run(Shop.ACME, work -> work.add(customer));

        keelson.close();

        assertThatThrownBy(() -> keelson.begin(Shop.ACME)).hasMessageContaining("closed");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("guice-test") && !thread.getName().contains("closer")) {
                assertThat(thread.join(Duration.ofSeconds(10)))
                        .as(thread.getName())
                        .isTrue();
            }
        }
    }

    @Test
    void a_pool_of_its_own_has_the_timeouts_by_its_connections_options_and_no_statement_tells_them()
            throws SQLException {
        Customer stored = Shop.customer();
        try (WireCounter wire = WireCounter.start();
                HikariDataSource model = database.through(wire)) {
            Properties properties = new Properties();
            properties.setProperty("jdbcUrl", model.getJdbcUrl());
            properties.setProperty("username", model.getUsername());
            properties.setProperty("dataSource.options", "-c application_name=ours");
            Injector injector =
                    Guice.createInjector(KeelsonModule.pool(properties), contributions(), new AbstractModule() {
                        @Override
                        protected void configure() {
                            KeelsonModule.wirings(binder())
                                    .addBinding()
                                    .toInstance(keelson ->
                                            keelson.timeouts(Duration.ofSeconds(60), Duration.ofMillis(100)));
                        }
                    });
            try (Keelson keelson = injector.getInstance(Keelson.class);
                    Connection owner = database.owner().getConnection();
                    Statement statement = owner.createStatement()) {
                keelson.run(Shop.ACME, work -> work.add(stored));
                owner.setAutoCommit(false);
                statement.execute("select 1 from customers for update");

                assertThatThrownBy(() -> keelson.run(
                                Shop.ACME,
                                work -> work.replace(
                                        work.get(Customer.class, stored.id()).renamed("Grace"))))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("55P03");
                owner.rollback();
            }
            assertThat(wire.statements()).noneMatch(sent -> sent.contains("set_config"));
        }
    }
}
