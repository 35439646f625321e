package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Aggregates;
import dev.keelson.testing.rig.Counts;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.hydrate.Unfolded;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderId;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The shop on a database of one test class, emptied before each test. What goes through {@link #keelson()} is counted on
 * the wire; what a test prepares, or does as somebody else, goes through {@link #aside()} and is not.
 */
final class ShopStage implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback {

    /** What the wire counts where nothing was sent. */
    static final Counts NOTHING = new Counts(0, 0, 0, 0, 0);

    static final List<String> TABLES = List.of("customers", "orders", "order_lines", "order_tags", "keelson_commits");

    private final Supplier<KeelsonBuilder> wiring;
    private final List<String> furtherDdl;
    private @Nullable TestDatabase database;
    private @Nullable WireCounter wire;
    private @Nullable Keelson keelson;
    private @Nullable Keelson aside;

    ShopStage() {
        this(Shop::mapped);
    }

    /**
     * The same shop, wired otherwise.
     *
     * @param furtherDdl what the owner adds to the generated schema
     */
    ShopStage(Supplier<KeelsonBuilder> wiring, String... furtherDdl) {
        this.wiring = wiring;
        this.furtherDdl = List.of(furtherDdl);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        database = TestDatabase.create();
        database.execute(wiring.get().schema().ddl());
        furtherDdl.forEach(database::execute);
        wire = WireCounter.start();
        keelson = wiring.get().dataSource(database.through(wire)).build();
        aside = wiring.get().dataSource(database.application()).build();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        wire().disarm();
        database().empty(TABLES);
        wire().reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        wire().close();
        database().close();
    }

    TestDatabase database() {
        return given(database);
    }

    WireCounter wire() {
        return given(wire);
    }

    /** The shop whose statements are counted. */
    Keelson keelson() {
        return given(keelson);
    }

    /** The same shop by a way of its own, as another node of the application. */
    Keelson aside() {
        return given(aside);
    }

    private static <T> T given(@Nullable T made) {
        if (made == null) {
            throw new IllegalStateException("the stage is not set yet");
        }
        return made;
    }

    /** Stores these, uncounted. */
    void store(Object... aggregates) {
        aside().run(Shop.ACME, work -> Arrays.asList(aggregates).forEach(work::add));
    }

    /** Stores an order of so many lines with its customer, uncounted. */
    Order storedOrder(int lines) {
        Customer customer = Shop.customer();
        Order order = Shop.order(customer, lines);
        store(customer, order);
        return order;
    }

    /** Somebody else does something and commits, uncounted. */
    void elsewhere(Consumer<Aggregates> work) {
        aside().run(Shop.ACME, work::accept);
    }

    /** Somebody else changes an order, uncounted. */
    void elsewhere(OrderId id, Consumer<Order> change) {
        elsewhere(work -> change.accept(work.get(Order.class, id)));
    }

    /** The whole state of an order as somebody else finds it, uncounted. */
    List<@Nullable Object> state(OrderId id) {
        return aside().call(Shop.ACME, work -> work.get(Order.class, id).state());
    }

    /** The statements that some code sends, in order and with those that begin and end transactions. */
    List<String> sent(Runnable code) {
        wire().reset();
        code.run();
        return wire().transcript();
    }

    /** What a commit sends. */
    List<String> sentByCommit(SqlUnitOfWork work) {
        return sent(work::commit);
    }

    /** What a commit writes: what it sends between the check of versions and COMMIT, or in one statement. */
    List<String> writtenByCommit(SqlUnitOfWork work) {
        List<String> sent = sentByCommit(work);
        if (sent.size() == 1) {
            List<String> parts = Unfolded.of(sent);
            return parts.subList(parts.get(0).startsWith("insert into keelson_commits") ? 1 : 0, parts.size());
        }
        int from = 0;
        for (int i = 0; i < sent.size(); i++) {
            from = sent.get(i).contains("string_agg") ? i + 1 : from;
        }
        return sent.isEmpty() ? sent : Unfolded.of(sent.subList(from, sent.size() - 1));
    }

    /** What a commit writes after this change of a stored order; what is stored then is what memory holds. */
    List<String> writtenAfter(Order stored, Consumer<Order> change) {
        try (SqlUnitOfWork work = keelson().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            change.accept(order);
            List<String> written = writtenByCommit(work);

            assertThat(state(stored.id())).isEqualTo(order.state());
            return written;
        }
    }

    /** A commit after this change of an order of four lines sends not one byte. */
    void assertNothingIsSentAfter(Consumer<Order> change) {
        Order stored = storedOrder(4);
        try (SqlUnitOfWork work = keelson().begin(Shop.ACME)) {
            change.accept(work.get(Order.class, stored.id()));
            wire().reset();

            assertThat(work.plan().operations()).isEmpty();
            assertThat(work.commit().isEmpty()).isTrue();
            assertThat(wire().counts()).isEqualTo(NOTHING);
        }
        assertThat(version(stored)).isEqualTo(1);
    }

    /** Does something in a thread of its own. */
    static <T> CompletableFuture<T> async(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /** What such work gave back, within a minute. */
    static <T> T join(CompletableFuture<T> work) {
        return work.orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** Returns when so many sessions wait for a lock. */
    void awaitWaiting(int sessions) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        String waiting = "select distinct pid from pg_locks where not granted";
        while (database().query(waiting).size() < sessions) {
            assertThat(System.nanoTime()).as("%d sessions wait", sessions).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** The version of an order in the database. */
    long version(Order order) {
        return (Long) database()
                .query("select version from orders where id = ?", order.id().value())
                .getFirst()
                .getFirst();
    }

    /** All rows of all tables, each as PostgreSQL writes it as text. */
    Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (String table : TABLES) {
            List<String> rows = new ArrayList<>();
            database()
                    .query("select t::text from " + table + " t order by 1")
                    .forEach(row -> rows.add("" + row.get(0)));
            tables.put(table, rows);
        }
        return tables;
    }
}
