package dev.keelson.work.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.CommitListener;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.mapping.AggregateMapping;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.schema.Schema;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Builds the one {@link Keelson} of an application out of what its modules contribute:
 *
 * <pre>{@code
 * install(KeelsonModule.pool(properties));                  // HikariCP's own property names: jdbcUrl, username, ...
 * KeelsonModule.mappings(binder()).addBinding().to(OrderMapping.class);
 * KeelsonModule.policies(binder()).addBinding().toInstance(Tenancy.byColumn("tenant_id"));
 * KeelsonModule.repository(binder(), Orders.class, JooqOrders::new);
 * KeelsonModule.listeners(binder()).addBinding().to(Outbox.class);
 * KeelsonModule.converter(binder(), Money.class, new MoneyInCents());
 * KeelsonModule.accept(binder(), "order_tags", "written by nobody else");
 * KeelsonModule.wirings(binder()).addBinding().toInstance(keelson -> keelson.strictTime(true));
 * }</pre>
 *
 * Binds {@link UnitOfWorkFactory}, {@link Keelson} and {@link Schema} as singletons, and never a unit of work or a repository: those live
 * as long as a use case. A pool made here is closed by {@link Keelson#close()}; a data source given stays the caller's.
 */
public final class KeelsonModule extends AbstractModule {

    private final @Nullable HikariConfig configuration;
    private final @Nullable DataSource dataSource;

    private KeelsonModule(@Nullable HikariConfig configuration, @Nullable DataSource dataSource) {
        this.configuration = configuration;
        this.dataSource = dataSource;
    }

    /** Has a HikariCP pool made from its properties, when Keelson is first asked for. */
    public static KeelsonModule pool(Properties properties) {
        return new KeelsonModule(new HikariConfig(properties), null);
    }

    /** Has a HikariCP pool made from this configuration, when Keelson is first asked for. */
    public static KeelsonModule pool(HikariConfig configuration) {
        return new KeelsonModule(configuration, null);
    }

    /** Uses a data source that somebody else made and closes. */
    public static KeelsonModule on(DataSource dataSource) {
        return new KeelsonModule(null, dataSource);
    }

    /** Where modules add their mapping classes. */
    public static Multibinder<AggregateMapping<?>> mappings(Binder binder) {
        return Multibinder.newSetBinder(binder, new TypeLiteral<AggregateMapping<?>>() {});
    }

    /**
     * Where modules add policies; they apply by their {@link Policy#order}, and those of one order as one module adds them.
     * Guice knows no order between modules, so policies of several that must come one after the other say so themselves.
     */
    public static Multibinder<Policy> policies(Binder binder) {
        return Multibinder.newSetBinder(binder, Policy.class);
    }

    /** Stores all values of a class by this converter, in every aggregate. */
    public static <V> void converter(Binder binder, Class<V> type, ValueConverter<V> converter) {
        wirings(binder).addBinding().toInstance(keelson -> keelson.converter(type, converter));
    }

    /** Says that the warnings of the build about a table do no harm, and why. */
    public static void accept(Binder binder, String table, String why) {
        wirings(binder).addBinding().toInstance(keelson -> keelson.accept(table, why));
    }

    /** Where modules say to the builder whatever has no other method here. */
    public static Multibinder<Consumer<KeelsonBuilder>> wirings(Binder binder) {
        return Multibinder.newSetBinder(binder, new TypeLiteral<Consumer<KeelsonBuilder>>() {});
    }

    /**
     * Where modules add listeners of commits; they are called in the order in which one module adds them. Guice knows no order
     * between modules, so what must come one after the other is added by one of them.
     */
    public static Multibinder<CommitListener> listeners(Binder binder) {
        return Multibinder.newSetBinder(binder, CommitListener.class);
    }

    /** Says how a repository of the domain is made for a unit of work. */
    public static <R> void repository(Binder binder, Class<R> type, Function<SqlUnitOfWork, ? extends R> maker) {
        repositories(binder).addBinding().toInstance(new RepositoryBinding<>(type, maker));
    }

    private static Multibinder<RepositoryBinding<?>> repositories(Binder binder) {
        return Multibinder.newSetBinder(binder, new TypeLiteral<RepositoryBinding<?>>() {});
    }

    @Override
    protected void configure() {
        mappings(binder());
        policies(binder());
        wirings(binder());
        listeners(binder());
        repositories(binder());
        bind(UnitOfWorkFactory.class).to(Keelson.class);
    }

    @Provides
    @Singleton
    Keelson keelson(
            Set<AggregateMapping<?>> mappings,
            Set<Policy> policies,
            Set<Consumer<KeelsonBuilder>> wirings,
            Set<CommitListener> listeners,
            Set<RepositoryBinding<?>> repositories) {
        KeelsonBuilder builder = mapped(mappings, policies, wirings);
        listeners.forEach(builder::listener);
        repositories.forEach(repository -> register(builder, repository));
        if (dataSource != null) {
            return builder.dataSource(dataSource).build();
        }
        HikariDataSource pool = new HikariDataSource(ConnectionOptions.giving(builder, configuration));
        try {
            return builder.dataSource(pool).owning(pool).build();
        } catch (RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    /** The tables that the mappings and policies need, told without a database. */
    @Provides
    @Singleton
    Schema schema(Set<AggregateMapping<?>> mappings, Set<Policy> policies, Set<Consumer<KeelsonBuilder>> wirings) {
        return mapped(mappings, policies, wirings).schema();
    }

    private static KeelsonBuilder mapped(
            Set<AggregateMapping<?>> mappings, Set<Policy> policies, Set<Consumer<KeelsonBuilder>> wirings) {
        KeelsonBuilder builder = Keelson.builder();
        wirings.forEach(wiring -> wiring.accept(builder));
        mappings.forEach(builder::map);
        policies.forEach(builder::policy);
        return builder;
    }

    private static <R> void register(KeelsonBuilder builder, RepositoryBinding<R> repository) {
        builder.repository(repository.type(), repository.maker());
    }
}
