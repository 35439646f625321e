package dev.keelson.work.imports;

import static dev.keelson.work.imports.Goods.TOKEN;
import static dev.keelson.work.imports.Goods.atFirst;
import static dev.keelson.work.imports.Goods.atFirstBut;
import static dev.keelson.work.imports.Goods.listed;
import static dev.keelson.work.imports.Goods.product;
import static dev.keelson.work.imports.Goods.products;
import static dev.keelson.work.imports.Goods.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.ImportRowException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.Keelson;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.imports.Goods.Card;
import dev.keelson.work.imports.Goods.Payment;
import dev.keelson.work.imports.Goods.Product;
import dev.keelson.work.imports.Goods.Ticket;
import dev.keelson.work.imports.Goods.Transfer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Aggregates are stored chunk by chunk, each row once, however often and from wherever an import is begun again. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ImporterTest {

    private Store store;

    @BeforeAll
    void open() {
        store = Goods.store();
    }

    @AfterAll
    void close() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.database().empty(Goods.TABLES);
        store.wire().reset();
    }

    private Importer<Product> importer() {
        return store.keelson().importer(Goods.CONTEXT, TOKEN, Product.class);
    }

    private static Imported counts(long read, long added, long replaced, long unchanged, long skipped, long before) {
        return new Imported(read, added, replaced, unchanged, skipped, before, List.of());
    }

    private static List<Long> numbers(Imported imported) {
        return imported.refused().stream().map(RefusedRow::number).toList();
    }

    private int tokens() {
        return store.database()
                .query("select 1 from keelson_commits where committed")
                .size();
    }

    // whole imports -----------------------------------------------------------------------------

    @Test
    void stores_all_rows_chunk_by_chunk_and_tells_how_far_it_is() {
        List<Imported> told = new ArrayList<>();

        Imported imported = importer().chunk(10).onProgress(told::add).from(products(1, 25));

        assertThat(imported).isEqualTo(counts(25, 25, 0, 0, 0, 0));
        assertThat(told)
                .containsExactly(counts(10, 10, 0, 0, 0, 0), counts(20, 20, 0, 0, 0, 0), counts(25, 25, 0, 0, 0, 0));
        assertThat(stored(store)).isEqualTo(atFirst(1, 25));
        assertThat(tokens()).isEqualTo(3);
    }

    @Test
    void a_chunk_costs_one_round_trip_and_one_that_looks_for_what_exists_two() {
        importer().chunk(10).from(products(1, 10)); // connections and statements are there
        for (OnExisting choice : OnExisting.values()) {
            store.database().empty(Goods.TABLES);
            store.wire().reset();

            importer().chunk(10).onExisting(choice).from(products(1, 50));

            assertThat(store.wire().counts().roundTrips())
                    .as("of 5 chunks, and the question what is stored, with " + choice)
                    .isEqualTo(1 + 5 * (choice == OnExisting.REFUSE ? 1 : 2));
        }
    }

    @Test
    void begun_again_it_writes_nothing_and_asks_once() {
        importer().chunk(10).from(products(1, 95));
        store.wire().reset();

        Imported again = importer().chunk(10).from(products(1, 95));

        assertThat(again).isEqualTo(counts(95, 0, 0, 0, 0, 95));
        assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
        assertThat(stored(store)).isEqualTo(atFirst(1, 95));
    }

    @Test
    void begun_again_with_chunks_of_another_size_it_goes_on_with_what_is_not_stored() {
        importer().chunk(10).from(products(1, 30));

        Imported again = importer().chunk(7).from(products(1, 45));

        assertThat(again).isEqualTo(counts(45, 15, 0, 0, 0, 30));
        assertThat(stored(store)).isEqualTo(atFirst(1, 45));
    }

    @Test
    void no_row_is_an_import_of_nothing() {
        assertThat(importer().from(Stream.empty())).isEqualTo(counts(0, 0, 0, 0, 0, 0));
        assertThat(tokens()).isZero();
    }

    @Test
    void what_the_database_numbers_is_stored_once_though_nothing_but_the_number_of_the_row_tells_it() {
        Importer<Ticket> importer = store.keelson().importer(Goods.CONTEXT, TOKEN, Ticket.class);
        List<String> texts = IntStream.rangeClosed(1, 30).mapToObj(n -> "t" + n).toList();
        importer.chunk(10).from(texts.stream().limit(20).map(Ticket::new));

        Imported again = importer.chunk(10).from(texts.stream().map(Ticket::new));

        assertThat(again).isEqualTo(counts(30, 10, 0, 0, 0, 20));
        assertThat(store.database().query("select text from tickets order by id").stream()
                        .map(row -> row.get(0)))
                .isEqualTo(texts);
    }

    @Test
    void many_tokens_are_read_some_at_a_time() {
        importer().chunk(1).from(products(1, 1_500));
        store.wire().reset();

        assertThat(importer().chunk(1).from(products(1, 1_501))).isEqualTo(counts(1_501, 1, 0, 0, 0, 1_500));
        assertThat(store.wire().counts().roundTrips()).isEqualTo(2 + 1);
    }

    @Test
    void imports_with_other_tokens_know_nothing_of_each_other() {
        importer().from(products(1, 5));

        Imported other = store.keelson()
                .importer(Goods.CONTEXT, CommandToken.of("products-8"), Product.class)
                .from(products(6, 10));

        assertThat(other).isEqualTo(counts(5, 5, 0, 0, 0, 0));
        assertThat(stored(store)).isEqualTo(atFirst(1, 10));
    }

    // what exists -------------------------------------------------------------------------------

    @Test
    void skips_what_exists_and_leaves_it_as_it_is() {
        store.save(product(3).named("kept"), product(12).named("kept"));

        Imported imported = importer().chunk(10).onExisting(OnExisting.SKIP).from(products(1, 15));

        assertThat(imported).isEqualTo(counts(15, 13, 0, 0, 2, 0));
        assertThat(stored(store))
                .contains("3|kept|code 3|3|1|label 3", "12|kept|code 12|12|1|label 12")
                .containsAll(atFirstBut(1, 15, 3, 12))
                .hasSize(15);
    }

    @Test
    void a_chunk_of_which_all_exist_is_done_with_and_not_looked_at_again() {
        store.save(listed(1, 10).toArray());
        assertThat(importer().onExisting(OnExisting.SKIP).from(products(1, 10))).isEqualTo(counts(10, 0, 0, 0, 10, 0));
        store.database().empty(List.of("products", "product_labels"));

        assertThat(importer().onExisting(OnExisting.SKIP).from(products(1, 10))).isEqualTo(counts(10, 0, 0, 0, 0, 10));
        assertThat(stored(store)).isEmpty();
    }

    @Test
    void replaces_what_exists_by_what_differs() {
        store.save(product(1), product(2).named("old"), product(3));
        Product third = product(3);
        third.labels.add("more");

        Imported imported =
                importer().onExisting(OnExisting.REPLACE).from(Stream.of(product(1), product(2), third, product(4)));

        assertThat(imported).isEqualTo(counts(4, 1, 2, 1, 0, 0));
        assertThat(stored(store))
                .containsExactly(
                        "1|Product 1|code 1|1|1|label 1",
                        "2|Product 2|code 2|2|2|label 2",
                        "3|Product 3|code 3|3|2|label 3,more",
                        "4|Product 4|code 4|4|1|label 4");
    }

    @Test
    void what_was_changed_after_a_row_replaced_it_is_not_replaced_again() {
        store.save(product(1));
        importer().onExisting(OnExisting.REPLACE).from(products(1, 1));
        store.keelson().run(Goods.CONTEXT, work -> work.get(Product.class, 1).named("later"));

        assertThat(importer().onExisting(OnExisting.REPLACE).from(products(1, 1)))
                .isEqualTo(counts(1, 0, 0, 0, 0, 1));
        assertThat(stored(store)).containsExactly("1|later|code 1|1|2|label 1");
    }

    @Test
    void the_same_identifier_twice_is_as_if_one_row_came_after_the_other() {
        List<Product> twice = List.of(
                product(1), product(1).named("second"), product(2), product(1).named("third"));

        assertThat(importer().chunk(3).onExisting(OnExisting.SKIP).from(twice.stream()))
                .isEqualTo(counts(4, 2, 0, 0, 2, 0));
        assertThat(stored(store)).isEqualTo(atFirst(1, 2));

        store.database().empty(Goods.TABLES);
        assertThat(importer().chunk(3).onExisting(OnExisting.REPLACE).from(twice.stream()))
                .isEqualTo(counts(4, 2, 2, 0, 0, 0));
        assertThat(stored(store)).containsExactly("1|third|code 1|1|2|label 1", "2|Product 2|code 2|2|1|label 2");

        store.database().empty(Goods.TABLES);
        Imported refused = importer().chunk(3).tolerating(9).from(twice.stream());
        assertThat(numbers(refused)).containsExactly(2L, 4L);
        assertThat(refused.refused()).extracting(RefusedRow::aggregate).containsOnly("Product[1]");
        assertThat(refused.refused())
                .extracting(RefusedRow::cause)
                .hasOnlyElementsOfType(DuplicateAggregateException.class);
        assertThat(stored(store)).isEqualTo(atFirst(1, 2));
    }

    @Test
    void the_same_object_twice_is_refused_as_its_identifier_is() {
        Product one = product(1);

        Imported imported = importer().tolerating(1).from(Stream.of(one, one));

        assertThat(numbers(imported)).containsExactly(2L);
        assertThat(stored(store)).isEqualTo(atFirst(1, 1));
    }

    @Test
    void what_exists_is_refused_by_one_more_question_a_chunk_and_the_rest_stored() {
        store.save(product(4), product(5), product(17));
        store.wire().reset();

        Imported imported = importer().chunk(10).tolerating(3).from(products(1, 20));

        assertThat(numbers(imported)).containsExactly(4L, 5L, 17L);
        assertThat(imported.added()).isEqualTo(17);
        assertThat(stored(store)).isEqualTo(atFirst(1, 20));
        assertThat(store.wire().counts().roundTrips()).isLessThanOrEqualTo(1 + 2 * 5 + 3 * 5);
    }

    @Test
    void one_that_somebody_adds_between_question_and_commit_is_found_in_the_next_round() {
        for (OnExisting choice : List.of(OnExisting.SKIP, OnExisting.REPLACE)) {
            store.database().empty(Goods.TABLES);
            List<Integer> done = new ArrayList<>();
            try (Keelson raced = Goods.mapped()
                    .dataSource(store.database().application())
                    .listener(new Rival(() -> {
                        if (done.isEmpty()) {
                            done.add(1);
                            store.save(product(2).named("faster"));
                        }
                    }))
                    .build()) {
                Imported imported = raced.importer(Goods.CONTEXT, TOKEN, Product.class)
                        .onExisting(choice)
                        .from(products(1, 3));

                assertThat(imported.added()).isEqualTo(2);
                assertThat(imported.skipped() + imported.replaced()).isEqualTo(1);
                assertThat(stored(store))
                        .contains(
                                choice == OnExisting.SKIP
                                        ? "2|faster|code 2|2|1|label 2"
                                        : "2|Product 2|code 2|2|2|label 2")
                        .hasSize(3);
            }
        }
    }

    @Test
    void classes_with_tables_of_their_own_share_identifiers() {
        Importer<Payment> importer = store.keelson().importer(Goods.CONTEXT, TOKEN, Payment.class);
        store.save(new Card(1, 100), new Card(2, 200));

        assertThat(importer.onExisting(OnExisting.REPLACE)
                        .from(Stream.of(new Card(1, 101), new Transfer(2, 202), new Transfer(3, 303))))
                .isEqualTo(counts(3, 1, 2, 0, 0, 0));
        assertThat(store.database().query("select id, cents from cards")).containsExactly(List.of(new UUID(0, 1), 101));
        assertThat(store.database().query("select id, cents from transfers order by id"))
                .containsExactly(List.of(new UUID(0, 2), 202), List.of(new UUID(0, 3), 303));

        Imported skipped = store.keelson()
                .importer(Goods.CONTEXT, CommandToken.of("p2"), Payment.class)
                .onExisting(OnExisting.SKIP)
                .from(Stream.of(new Transfer(1, 7), new Card(3, 7), new Card(4, 7)));
        assertThat(skipped).isEqualTo(counts(3, 1, 0, 0, 2, 0));
    }

    @Test
    void an_identifier_that_another_class_has_is_refused_though_no_key_tells_of_it() {
        Importer<Payment> importer = store.keelson().importer(Goods.CONTEXT, TOKEN, Payment.class);
        store.save(new Card(1, 100));

        Imported imported = importer.chunk(1)
                .tolerating(2)
                .from(Stream.of(new Transfer(1, 7), new Card(2, 200), new Transfer(2, 7)));

        assertThat(imported.added()).isEqualTo(1);
        assertThat(imported.refused()).extracting(RefusedRow::number).containsExactly(1L, 3L);
        assertThat(store.database().query("select id from transfers")).isEmpty();
    }

    @Test
    void what_the_database_takes_for_the_same_identifier_exists() {
        record Person(String id, String name) {}
        try (Store loose = Store.of(
                () -> Keelson.builder().map(Person.class),
                List.of(
                        "create extension citext",
                        "create table people (id citext primary key, name text not null, version bigint not null)",
                        Keelson.builder().map(Person.class).schema().statements().stream()
                                .filter(sql -> sql.contains("keelson_commits (") && sql.startsWith("create table"))
                                .findFirst()
                                .orElseThrow()))) {
            loose.save(new Person("Bob", "stored"));

            assertThat(loose.keelson()
                            .importer(Store.CONTEXT, TOKEN, Person.class)
                            .onExisting(OnExisting.SKIP)
                            .from(Stream.of(new Person("BOB", "new"), new Person("Rob", "new"))))
                    .isEqualTo(counts(2, 1, 0, 0, 1, 0));
        }
    }

    @Test
    void what_the_database_numbers_cannot_exist_before() {
        Importer<Ticket> importer = store.keelson().importer(Goods.CONTEXT, TOKEN, Ticket.class);

        assertThatThrownBy(() -> importer.onExisting(OnExisting.SKIP).from(Stream.of(new Ticket("a"))))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("Ticket.id")
                .hasMessageContaining("nothing to skip");
    }

    // rows that cannot be stored ----------------------------------------------------------------

    @Test
    void a_row_that_the_database_refuses_ends_the_import_and_is_told_with_its_number() {
        List<Product> rows = listed(1, 30);
        rows.get(16).priced(-1);

        ImportRowException told = catchThrowableOfType(
                ImportRowException.class, () -> importer().chunk(10).from(rows.stream()));

        assertThat(told.row()).isEqualTo(17);
        assertThat(told.aggregate()).isEqualTo("Product[17]");
        assertThat(told.token()).isEqualTo(TOKEN);
        assertThat(told).hasCauseInstanceOf(ConstraintViolationException.class);
        assertThat(told)
                .hasMessageContaining("Cannot import row 17 of import " + TOKEN.value() + ", Product[17]")
                .hasMessageContaining("10 rows of this import are stored");
        assertThat(stored(store)).isEqualTo(atFirst(1, 10));

        rows.get(16).priced(17);
        assertThat(importer().chunk(10).from(rows.stream())).isEqualTo(counts(30, 20, 0, 0, 0, 10));
        assertThat(stored(store)).isEqualTo(atFirst(1, 30));
    }

    @Test
    void past_rows_that_cannot_be_stored_the_others_of_their_chunks_are() {
        List<Product> rows = listed(1, 40);
        rows.get(2).priced(-1); // a constraint names the row
        rows.get(13).name = null; // never sent
        rows.get(14).code = "code 12"; // unique in the chunk, so that either may be meant
        rows.get(26).named("Oh!"); // a trigger names nothing
        rows.get(27).named("Ah!");
        rows.get(35).followedBy(999); // nowhere

        Imported imported = importer().chunk(10).tolerating(6).from(rows.stream());

        assertThat(numbers(imported)).containsExactlyInAnyOrder(3L, 14L, 15L, 27L, 28L, 36L);
        assertThat(imported.added()).isEqualTo(34);
        assertThat(imported.refused())
                .extracting(row -> row.cause().getClass().getSimpleName())
                .containsExactly(
                        ConstraintViolationException.class.getSimpleName(),
                        UnstorableValueException.class.getSimpleName(),
                        ConstraintViolationException.class.getSimpleName(),
                        DatabaseException.class.getSimpleName(),
                        DatabaseException.class.getSimpleName(),
                        ConstraintViolationException.class.getSimpleName());
        assertThat(stored(store)).isEqualTo(atFirstBut(1, 40, 3, 14, 15, 27, 28, 36));

        rows.get(2).priced(3);
        rows.get(13).named("Product 14");
        rows.get(26).named("Product 27");
        rows.get(35).successor = null;
        Imported again = importer().chunk(10).tolerating(6).from(rows.stream());

        assertThat(numbers(again)).containsExactly(15L, 28L);
        assertThat(again.added()).isEqualTo(4);
        assertThat(again.before()).isEqualTo(34);
        assertThat(stored(store)).isEqualTo(atFirstBut(1, 40, 15, 28));

        Imported third = importer().chunk(10).tolerating(6).from(rows.stream());
        assertThat(numbers(third)).containsExactly(15L, 28L);
        assertThat(third.before()).isEqualTo(38);
    }

    @Test
    void one_more_than_is_tolerated_ends_the_import() {
        List<Product> rows = listed(1, 20);
        List.of(3, 5, 12).forEach(n -> rows.get(n - 1).priced(-1));

        ImportRowException told = catchThrowableOfType(
                ImportRowException.class,
                () -> importer().chunk(10).tolerating(2).from(rows.stream()));

        assertThat(told.row()).isEqualTo(12);
        assertThat(stored(store)).isEqualTo(atFirstBut(1, 10, 3, 5));
    }

    @Test
    void a_row_that_no_error_names_is_found_in_halves_by_few_trips() {
        List<Product> rows = listed(1, 64);
        rows.get(40).named("Oh!");
        importer().from(products(100, 100));
        store.database().empty(Goods.TABLES);
        store.wire().reset();

        Imported imported = importer().chunk(64).tolerating(1).from(rows.stream());

        assertThat(numbers(imported)).containsExactly(41L);
        assertThat(store.wire().counts().roundTrips())
                .as("the question, the whole, the question again, two halves a level, the row once others are"
                        + " stored; a failure is two")
                .isLessThanOrEqualTo(1 + 2 + 1 + 6 * (2 + 1) + 2);
        assertThat(stored(store)).isEqualTo(atFirstBut(1, 64, 41));
    }

    @Test
    void rows_that_are_no_aggregates_of_the_type_are_refused() {
        List<Object> rows = new ArrayList<>(Arrays.asList(product(1), null, "text", new Ticket("t"), product(2)));
        @SuppressWarnings({"unchecked", "rawtypes"})
        Iterator<Product> given = (Iterator) rows.iterator();

        Imported imported = importer().tolerating(3).from(given);

        assertThat(imported.refused())
                .extracting(RefusedRow::number, RefusedRow::aggregate)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, "null"),
                        org.assertj.core.groups.Tuple.tuple(3L, "String"),
                        org.assertj.core.groups.Tuple.tuple(4L, "Ticket"));
        assertThat(stored(store)).isEqualTo(atFirst(1, 2));
    }

    @Test
    void rows_may_refer_to_each_other_and_to_themselves() {
        List<Product> rows = listed(1, 6);
        rows.get(0).followedBy(2);
        rows.get(1).followedBy(1);
        rows.get(2).followedBy(3);
        rows.get(3).followedBy(1);

        assertThat(importer().from(rows.stream()).added()).isEqualTo(6);
        assertThat(stored(store))
                .startsWith(
                        "1|Product 1|code 1|1|2|1|label 1",
                        "2|Product 2|code 2|2|1|1|label 2",
                        "3|Product 3|code 3|3|3|1|label 3",
                        "4|Product 4|code 4|4|1|1|label 4");
    }

    @Test
    void a_row_is_not_blamed_for_another_that_the_halves_part_from_it() {
        List<Product> rows = listed(1, 8);
        rows.get(0).followedBy(8);
        rows.get(5).named("Oh!");

        Imported imported = importer().tolerating(8).from(rows.stream());

        assertThat(numbers(imported)).containsExactly(6L);
        assertThat(stored(store)).hasSize(7).contains("1|Product 1|code 1|1|8|1|label 1");
    }

    @Test
    void a_stream_that_throws_ends_the_import_with_the_number_of_the_row() {
        RuntimeException broken = new IllegalStateException("broken");
        Stream<Product> rows = products(1, 30).peek(product -> {
            if (product.id == 26) {
                throw broken;
            }
        });

        assertThatThrownBy(() -> importer().chunk(10).from(rows))
                .isInstanceOfSatisfying(
                        ImportRowException.class, told -> assertThat(told.row()).isEqualTo(26))
                .hasCause(broken)
                .hasMessageContaining("25 rows of this import are stored");
        assertThat(stored(store)).isEqualTo(atFirst(1, 25));
        assertThat(importer().chunk(10).from(products(1, 30))).isEqualTo(counts(30, 5, 0, 0, 0, 25));
    }

    @Test
    void what_is_asked_for_is_checked_before_anything_is_read() {
        assertThatThrownBy(() -> importer().chunk(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> importer().chunk(10_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot import by chunks of 10,001 rows; give 1 to 10,000.");
        assertThatThrownBy(() -> importer().tolerating(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.keelson().importer(Goods.CONTEXT, TOKEN, String.class))
                .isInstanceOf(MappingException.class);
        assertThatThrownBy(() ->
                        store.keelson().run(Goods.CONTEXT, work -> importer().from(products(1, 1))))
                .isInstanceOf(UnitOfWorkStateException.class);
        assertThat(stored(store)).isEmpty();
    }
}
