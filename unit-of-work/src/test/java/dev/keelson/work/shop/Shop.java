package dev.keelson.work.shop;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The shop's wiring, and examples of its objects. */
public final class Shop {

    public static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));
    public static final WorkContext GLOBEX = WorkContext.of(TenantId.of("globex"), Actor.of("hank"));
    public static final Address BERLIN =
            new Address("Unter den Linden 1", null, "Berlin", new Country("DE", "Germany"));
    public static final Address PARIS =
            new Address("Rue de Rivoli 2", "c/o Amelie", "Paris", new Country("FR", "France"));

    private Shop() {}

    /** The mappings and policies, before a database is given. */
    public static KeelsonBuilder mapped() {
        return Keelson.builder().map(Customer.class).map(Order.class).policy(Tenancy.byColumn("tenant_id"));
    }

    /** An empty database with the shop's tables. */
    public static TestDatabase database() {
        TestDatabase database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
        return database;
    }

    public static Keelson open(DataSource dataSource) {
        return mapped().dataSource(dataSource).build();
    }

    public static Customer customer() {
        return new Customer(new CustomerId(UUID.randomUUID()), "Ada", Optional.empty());
    }

    public static OrderLine line(int number) {
        return new OrderLine(new LineId(UUID.randomUUID()), "Book " + number, number, Money.eur(number + ".50"));
    }

    /** An order of so many lines, with three tags. */
    public static Order order(Customer customer, int lines) {
        Order order = new Order(
                new OrderId(UUID.randomUUID()),
                customer.id(),
                BERLIN,
                Money.eur("4.90"),
                Instant.parse("2026-11-21T10:15:30.123456Z"));
        for (int i = 1; i <= lines; i++) {
            order.addLine(line(i));
        }
        order.tags().clear();
        order.tags().add("gift");
        order.tags().add("express");
        order.tags().add("new");
        return order;
    }
}
