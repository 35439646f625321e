package dev.keelson.watched;

import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.Shop;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The shop on a database of one test class, wired for those who look on. */
final class WatchStage implements AutoCloseable {

    private final TestDatabase database = Shop.database();
    private final WireCounter wire = WireCounter.start();
    private final Keelson aside = Shop.open(database.application());

    TestDatabase database() {
        return database;
    }

    WireCounter wire() {
        return wire;
    }

    /** The shop with this said to its builder; its statements are counted. */
    Keelson open(UnaryOperator<KeelsonBuilder> said) {
        Keelson keelson =
                said.apply(Shop.mapped()).dataSource(database.through(wire)).build();
        wire.reset();
        return keelson;
    }

    /** Stores customers, uncounted. */
    List<Customer> customers(int many) {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            customers.add(Shop.customer());
        }
        aside.run(Shop.ACME, work -> customers.forEach(work::add));
        return customers;
    }

    /** Stores an order of so many lines with its customer, uncounted. */
    Order order(int lines) {
        Customer customer = Shop.customer();
        Order order = Shop.order(customer, lines);
        aside.run(Shop.ACME, work -> {
            work.add(customer);
            work.add(order);
        });
        return order;
    }

    /** Somebody else changes an order, uncounted. */
    void elsewhere(Order order) {
        aside.run(Shop.ACME, work -> work.get(Order.class, order.id()).note("changed by somebody else"));
    }

    /** The lines that are logged meanwhile; the log goes to System.err in tests. */
    static List<String> loggedBy(Runnable code) {
        PrintStream before = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            code.run();
        } finally {
            System.setErr(before);
        }
        return caught.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        wire.close();
        database.close();
    }
}
