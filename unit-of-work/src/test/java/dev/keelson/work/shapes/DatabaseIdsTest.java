package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Identifiers that the database makes are drawn in blocks, before construction, and are there at once. */
@SuppressWarnings("NullAway.Init")
class DatabaseIdsTest {

    record OrderNo(long value) {}

    record Order(OrderNo id, String text, List<String> notes) {}

    /** Filled when it is added. */
    static final class Customer {
        private @Nullable Long id;
        private String name;
        private final List<String> notes = new ArrayList<>();

        Customer(String name) {
            this.name = name;
        }
    }

    static final class Note {
        private final int id;
        private final String text;

        Note(int id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    record Plain(UUID id, String text) {}

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Order.class, order -> order.databaseIds().idBlock(5))
                .map(Customer.class, customer -> customer.databaseIds())
                .map(Note.class, note -> note.databaseIds("note_numbers").idBlock(1))
                .map(Plain.class);
    }

    @BeforeAll
    static void create() {
        List<String> ddl = new ArrayList<>(List.of("create sequence if not exists note_numbers"));
        ddl.addAll(mapped().schema().statements());
        store = Store.of(DatabaseIdsTest::mapped, ddl);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @Test
    void one_round_trip_draws_a_block_and_each_is_drawn_once() {
        Set<OrderNo> drawn = new HashSet<>();
        try (SqlUnitOfWork work = store.begin()) {
            work.<OrderNo>nextId(Order.class);
            for (int n = 0; n < 25; n++) {
                drawn.add(work.nextId(Order.class));
            }
            assertThat(drawn).hasSize(25);
            assertThat(store.wire().counts().roundTrips()).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void many_threads_draw_each_once() {
        Set<OrderNo> drawn = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 8).parallel().forEach(thread -> {
            try (SqlUnitOfWork work = store.keelson().begin(Store.CONTEXT)) {
                for (int n = 0; n < 50; n++) {
                    drawn.add(work.nextId(Order.class));
                }
            }
        });
        assertThat(drawn).hasSize(400);
    }

    @Test
    void an_aggregate_is_constructed_complete_and_its_children_have_its_identifier() {
        OrderNo id;
        try (SqlUnitOfWork work = store.begin()) {
            id = work.nextId(Order.class);
            work.add(new Order(id, "first", List.of("a", "b")));
            store.wire().reset();
            work.commit();
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
        }
        assertThat(store.load(Order.class, id)).isEqualTo(new Order(id, "first", List.of("a", "b")));
        assertThat(store.database().query("select distinct order_id from order_notes where order_id = ?", id.value()))
                .containsExactly(List.of(id.value()));
    }

    @Test
    void somebody_who_inserts_without_an_identifier_gets_one_that_nobody_has() {
        try (SqlUnitOfWork work = store.begin()) {
            OrderNo id = work.nextId(Order.class);
            work.add(new Order(id, "ours", List.of()));
            work.commit();
            store.database().execute("insert into orders (text, version) values ('theirs', 1)");
            OrderNo next = work.nextId(Order.class);
            work.add(new Order(next, "ours again", List.of()));
            work.commit();
        }
        assertThat(store.database().query("select count(*), count(distinct id) from orders"))
                .allMatch(row -> row.get(0) != null && row.get(0).equals(row.get(1)));
    }

    @Test
    void a_null_in_a_field_that_may_be_set_is_filled_when_it_is_added() {
        Customer customer = new Customer("Ada");
        customer.notes.add("x");
        try (SqlUnitOfWork work = store.begin()) {
            work.add(customer);
            assertThat(customer.id).isNotNull();
            assertThat(work.get(Customer.class, customer.id)).isSameAs(customer);
            work.commit();
        }
        assertThat(customer.id).isNotNull();
        assertThat(StateText.of(store.load(Customer.class, customer.id))).isEqualTo(StateText.of(customer));
    }

    @Test
    void a_sequence_of_ones_own_gives_an_int() {
        try (SqlUnitOfWork work = store.begin()) {
            int first = work.<Integer>nextId(Note.class);
            int second = work.<Integer>nextId(Note.class);
            assertThat(second).isEqualTo(first + 1);
            work.add(new Note(second, "b"));
            work.commit();
            assertThat(store.load(Note.class, second).text).isEqualTo("b");
        }
    }

    @Test
    void a_type_whose_identifiers_the_domain_makes_has_none_to_draw() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> work.<UUID>nextId(Plain.class))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("Plain");
        }
    }
}
