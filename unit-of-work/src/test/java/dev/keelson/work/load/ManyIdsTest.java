package dev.keelson.work.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many aggregates by identifier, with all that hangs on them, and what passed over the wire for it. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class ManyIdsTest {

    record Word(int number, String text, List<String> letters) {}

    record Page(int id, List<Word> words, Set<String> marks) {}

    static final class Book {
        private final int id;
        private final List<Page> pages = new ArrayList<>();
        private final List<String> owners = new ArrayList<>();

        Book(int id) {
            this.id = id;
        }

        String text() {
            return id + " " + pages + " " + owners;
        }
    }

    record Pair(int left, String right) {}

    record Couple(Pair id, List<String> gifts) {}

    private static final int BOOKS = 1_001;

    private static Store store;

    @BeforeAll
    static void create() {
        store = Store.of(() -> Keelson.builder().map(Book.class).map(Couple.class));
        store.save(IntStream.range(0, BOOKS).mapToObj(ManyIdsTest::book).toArray());
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    /** A book whose pages, words, marks and owners differ from those of any other. */
    private static Book book(int id) {
        Book book = new Book(id);
        for (int page = 0; page < id % 3; page++) {
            List<Word> words = new ArrayList<>();
            for (int word = 0; word < id % 4; word++) {
                words.add(new Word(word, "w" + id + "." + page, List.of("x" + id, "y" + word)));
            }
            book.pages.add(new Page(10 * id + page, words, new LinkedHashSet<>(List.of("m" + id))));
        }
        book.owners.addAll(Collections.nCopies(id % 2, "o" + id));
        return book;
    }

    private static List<Integer> ids(int count) {
        List<Integer> ids = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.reverse(ids);
        return ids;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 1", "1000, 1", "1001, 2"})
    void each_thousand_ids_are_one_round_trip(int count, int roundTrips) {
        try (SqlUnitOfWork work = store.begin()) {
            Map<Integer, Book> found = work.findAll(Book.class, ids(count));
            assertThat(store.wire().counts().roundTrips()).isEqualTo(roundTrips);
            assertThat(new ArrayList<>(found.keySet())).isEqualTo(ids(count));
            assertThat(found.values())
                    .extracting(Book::text)
                    .isEqualTo(ids(count).stream().map(id -> book(id).text()).toList());
        }
    }

    @Test
    void what_is_loaded_already_is_not_asked_for_again_and_the_same_id_twice_is_once() {
        try (SqlUnitOfWork work = store.begin()) {
            Book five = work.get(Book.class, 5);
            assertThat(work.getAll(Book.class, List.of(5, 5))).containsExactly(five, five);
            assertThat(store.wire().counts().statements()).isEqualTo(1);
            assertThat(work.getAll(Book.class, List.of(6, 5, 6)))
                    .extracting(book -> book.id)
                    .containsExactly(6, 5, 6);
            assertThat(store.wire().counts().roundTrips()).isEqualTo(2);
        }
    }

    @Test
    void absent_ones_are_left_out_or_told_all_together() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.findAll(Book.class, List.of(-1, 7, -2)).keySet()).containsExactly(7);
            assertThatThrownBy(() -> work.getAll(Book.class, List.of(-1, 7, -2)))
                    .isInstanceOf(AggregateNotFoundException.class)
                    .hasMessageContaining("Book[-1], Book[-2]");
        }
    }

    @Test
    void keys_of_several_columns_are_compared_as_a_whole() {
        Couple one = new Couple(new Pair(1, "a"), List.of("x", "x"));
        Couple two = new Couple(new Pair(1, "b"), List.of("y"));
        Couple three = new Couple(new Pair(2, "a"), List.of());
        Couple four = new Couple(new Pair(2, "b"), List.of("z"));
        store.save(one, two, three, four);
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.getAll(Couple.class, List.of(four.id(), one.id()))).containsExactly(four, one);
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
            assertThat(work.get(Couple.class, two.id())).isEqualTo(two);
        }
    }
}
