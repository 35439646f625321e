package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.Expected;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.CustomerId;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderId;
import dev.keelson.work.shop.Shop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each misuse is refused before any SQL, by a message that says what to do instead. */
class MisuseTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private final Customer customer = Shop.customer();

    /** All that can be asked of a unit of work, by what a message says was attempted. */
    private Map<String, ThrowingCallable> everything(SqlUnitOfWork work) {
        Map<String, ThrowingCallable> all = new LinkedHashMap<>();
        all.put("find Customer", () -> work.find(Customer.class, customer.id()));
        all.put("find Customer ", () -> work.get(Customer.class, customer.id()));
        all.put("find all of Customer", () -> work.findAll(Customer.class, List.of(customer.id())));
        all.put("find all of Customer ", () -> work.getAll(Customer.class, List.of(customer.id())));
        all.put("add Customer", () -> work.add(customer));
        all.put("get Customer", () -> work.get(Customer.class, customer.id(), Expected.version(1)));
        all.put("tell the version of Customer", () -> work.version(customer));
        all.put("find or add Customer", () -> work.findOrAdd(Customer.class, customer.id(), () -> customer));
        all.put("replace Customer", () -> work.replace(customer));
        all.put("remove Customer", () -> work.remove(customer));
        all.put("guard Customer", () -> work.requireUnchanged(customer));
        all.put("query Customer", () -> work.query(Customer.class));
        all.put("draw an identifier for Customer", () -> work.nextId(Customer.class));
        all.put("give Runnable", () -> work.repository(Runnable.class));
        all.put("plan", work::plan);
        all.put("commit", work::commit);
        all.put("discard", work::discard);
        return all;
    }

    @Test
    void a_closed_unit_of_work_refuses_everything() {
        SqlUnitOfWork work = shop.keelson().begin(Shop.ACME);
        work.close();
        work.close();

        everything(work)
                .forEach((attempted, call) -> assertThatThrownBy(call)
                        .as(attempted)
                        .isInstanceOf(UnitOfWorkStateException.class)
                        .hasMessageStartingWith(
                                "Cannot " + attempted.strip() + ": the unit of work is closed. Begin another one;"
                                        + " objects of this one can be given to its replace(...)."));
        assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
    }

    @Test
    void the_unit_of_work_of_a_call_is_closed_after_it() {
        List<Aggregates> escaped = new ArrayList<>();
        shop.keelson().run(Shop.ACME, escaped::add);

        assertThatThrownBy(() -> escaped.getFirst().find(Customer.class, customer.id()))
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageStartingWith("Cannot find Customer: the unit of work is closed.");
    }

    @Test
    void a_query_of_a_closed_unit_of_work_is_refused_when_it_is_run() {
        SqlUnitOfWork work = shop.keelson().begin(Shop.ACME);
        AggregateQuery<Customer> query = work.query(Customer.class);
        work.close();

        assertThatThrownBy(query::list).isInstanceOf(UnitOfWorkStateException.class);
        assertThatThrownBy(query::count).isInstanceOf(UnitOfWorkStateException.class);
    }

    @Test
    void threads_without_a_name_are_told_by_their_number() throws InterruptedException {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            String[] told = {""};
            Thread nameless = Thread.ofVirtual()
                    .start(() -> told[0] = String.valueOf(
                            catchThrowable(() -> work.add(customer)).getMessage()));
            nameless.join();
            assertThat(told[0])
                    .startsWith("Cannot add Customer: ")
                    .contains("and used by thread #" + nameless.threadId());
        }
    }

    @Test
    void another_thread_is_refused_everything_and_both_threads_are_named() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            Map<String, ThrowingCallable> everything = everything(work);
            everything.put("close", work::close);
            Thread intruder = new Thread(() -> {}, "unused");
            CompletableFuture<Thread> done = ShopStage.async(() -> {
                Thread.currentThread().setName("intruder");
                everything.forEach((attempted, call) -> assertThatThrownBy(call)
                        .as(attempted)
                        .isInstanceOf(UnitOfWorkStateException.class)
                        .hasMessageStartingWith("Cannot " + attempted.strip() + ": ")
                        .hasMessageContainingAll("begun by thread '", "used by thread 'intruder'"));
                return intruder;
            });
            ShopStage.join(done);

            work.add(customer);
            work.commit();
        }
        assertThat(shop.tables().get("customers")).hasSize(1);
    }

    @Test
    void after_keelson_is_closed_nothing_begins() {
        Keelson keelson = Shop.open(shop.database().application());
        keelson.close();
        keelson.close();

        List<ThrowingCallable> attempts = List.of(
                () -> keelson.begin(Shop.ACME),
                () -> keelson.call(Shop.ACME, work -> 1),
                () -> keelson.run(Shop.ACME, CommandToken.next(), work -> {}),
                () -> keelson.outcome(Shop.ACME, CommandToken.next()));
        assertThat(attempts)
                .allSatisfy(attempt -> assertThatThrownBy(attempt)
                        .isInstanceOf(UnitOfWorkStateException.class)
                        .hasMessageContaining("closed"));
    }

    @Test
    void closing_keelson_closes_what_it_owns_but_not_the_pool_it_was_given() {
        List<String> closed = new ArrayList<>();
        Keelson keelson = Shop.mapped()
                .dataSource(shop.database().application())
                .owning(() -> closed.add("owned"))
                .build();
        keelson.close();

        assertThat(closed).containsExactly("owned");
        assertThat(shop.database().application().isClosed()).isFalse();
    }

    @Test
    void an_identifier_of_another_type_or_null_is_refused() {
        String wrong = "Cannot find Order: its identifiers are of type dev.keelson.work.shop.OrderId, and a"
                + " dev.keelson.work.shop.CustomerId was given.";
        String missing = "Cannot find Order: the identifier is null; an object of type OrderId is expected.";
        CustomerId customerId = new CustomerId(UUID.randomUUID());
        OrderId none = null;
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            assertIllegal(wrong, () -> work.find(Order.class, customerId));
            assertIllegal(wrong, () -> work.get(Order.class, customerId));
            assertIllegal(wrong, () -> work.get(Order.class, customerId, Expected.version(1)));
            assertIllegal(wrong, () -> work.findOrAdd(Order.class, customerId, () -> Shop.order(customer, 0)));
            assertIllegal(wrong, () -> work.findAll(Order.class, List.of(customerId)));
            assertIllegal(wrong, () -> work.getAll(Order.class, List.of(customerId)));
            assertIllegal(missing, () -> work.find(Order.class, none));
            assertIllegal(missing, () -> work.get(Order.class, none));
            assertIllegal(missing, () -> work.get(Order.class, none, Expected.version(1)));
            assertIllegal(missing, () -> work.findOrAdd(Order.class, none, () -> Shop.order(customer, 0)));
            assertIllegal(missing, () -> work.findAll(Order.class, Arrays.asList(none, none)));
            assertIllegal(missing, () -> work.getAll(Order.class, Arrays.asList(none, none)));
        }
        assertThat(shop.wire().counts()).isEqualTo(ShopStage.NOTHING);
    }

    private static void assertIllegal(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void a_class_that_is_not_mapped_is_refused_with_the_line_to_write() {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            List<ThrowingCallable> attempts = List.of(
                    () -> work.find(String.class, "id"),
                    () -> work.add("text"),
                    () -> work.replace("text"),
                    () -> work.remove("text"),
                    () -> work.get(String.class, "id", Expected.version(1)),
                    () -> work.version("text"),
                    () -> work.findOrAdd(String.class, "id", () -> "id"),
                    () -> work.query(String.class).list());
            assertThat(attempts)
                    .allSatisfy(attempt -> assertThatThrownBy(attempt)
                            .isInstanceOf(MappingException.class)
                            .hasMessageContaining("java.lang.String")
                            .hasMessageContaining("Keelson.builder().map(String.class)"));
            assertThatThrownBy(() -> work.repository(Runnable.class))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("no repository of this type is registered");
            assertThatThrownBy(() -> work.nextId(Order.class))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("Order.id");
        }
    }
}
