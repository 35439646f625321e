package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Refs;
import dev.keelson.kernel.error.PendingChangesException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.hydrate.Store;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Collections of other aggregates, by their rows or by ours, all of one property in one statement. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefsTest {

    record AuthorId(int value) {}

    record BookId(int value) {}

    static final class Author {
        final AuthorId id;
        final String name;
        Refs<Book> books = Refs.none();
        Refs<Book> reviewed = Refs.none();

        Author(AuthorId id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Book {
        final BookId id;
        String title;
        AuthorId author;
        Set<AuthorId> reviewers = new LinkedHashSet<>();
        Refs<Author> reviewedBy = Refs.none();

        Book(BookId id, String title, AuthorId author) {
            this.id = id;
            this.title = title;
            this.author = author;
        }
    }

    private final Author ada = new Author(new AuthorId(1), "Ada");
    private final Author bob = new Author(new AuthorId(2), "Bob");
    private final Author cyd = new Author(new AuthorId(3), "Cyd");

    private final Store store = Store.of(() -> Keelson.builder()
            .map(
                    Author.class,
                    author -> author.refs("books", refs -> refs.inverseOf("author"))
                            .refs("reviewed", refs -> refs.inverseOf("reviewers")))
            .map(Book.class, book -> book.refs("reviewedBy", refs -> refs.through("reviewers"))));

    @BeforeEach
    void three_authors_of_four_books() {
        store.database().execute("truncate authors, books, book_reviewers");
        Book first = book(1, "First", ada);
        first.reviewers.addAll(List.of(bob.id, cyd.id));
        Book third = book(3, "Third", bob);
        third.reviewers.add(cyd.id);
        store.save(ada, bob, cyd, first, book(2, "Second", ada), third, book(4, "Fourth", bob));
    }

    private static Book book(int id, String title, Author author) {
        return new Book(new BookId(id), title, author.id);
    }

    @AfterAll
    void closes() {
        store.close();
    }

    private long trips() {
        return store.wire().counts().roundTrips();
    }

    private static List<Author> authors(SqlUnitOfWork work) {
        return work.query(Author.class).orderBy(DSL.field("authors.id")).list();
    }

    private static List<String> titles(Refs<Book> books) {
        return books.list().stream().map(book -> book.title).sorted().toList();
    }

    @Test
    void the_first_that_is_asked_loads_those_of_all() {
        try (SqlUnitOfWork work = store.begin()) {
            List<Author> authors = authors(work);
            assertThat(authors).extracting(author -> author.books.isLoaded()).containsOnly(false);
            assertThat(trips()).isEqualTo(1);

            assertThat(titles(authors.get(0).books)).containsExactly("First", "Second");
            assertThat(titles(authors.get(1).books)).containsExactly("Fourth", "Third");
            assertThat(authors.get(2).books.list()).isEmpty();
            assertThat(authors).extracting(author -> author.books.isLoaded()).containsOnly(true);
            assertThat(trips()).isEqualTo(2);

            Book book = authors.get(0).books.list().get(0);
            assertThat(work.get(Book.class, book.id)).isSameAs(book);
            assertThat(trips()).isEqualTo(2);
            assertThatThrownBy(() -> authors.get(0).books.list().add(book))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void both_sides_of_a_junction_are_seen() {
        try (SqlUnitOfWork work = store.begin()) {
            List<Author> authors = authors(work);
            assertThat(titles(authors.get(1).reviewed)).containsExactly("First");
            assertThat(titles(authors.get(2).reviewed)).containsExactly("First", "Third");
            assertThat(authors.get(0).reviewed.list()).isEmpty();
            assertThat(trips()).isEqualTo(2);

            Book first = authors.get(1).reviewed.list().get(0);
            assertThat(first.reviewers).containsExactlyInAnyOrder(bob.id, cyd.id);
            assertThat(first.reviewedBy.list()).containsExactlyInAnyOrder(authors.get(1), authors.get(2));
            assertThat(trips()).as("the authors are at hand").isEqualTo(2);
        }
        try (SqlUnitOfWork work = store.begin()) {
            List<Book> books =
                    work.query(Book.class).orderBy(DSL.field("books.id")).list();
            assertThat(books.get(2).reviewedBy.list())
                    .extracting(author -> author.name)
                    .containsExactly("Cyd");
            assertThat(books.get(1).reviewedBy.list()).isEmpty();
            assertThat(books.get(0).reviewedBy.list())
                    .extracting(author -> author.name)
                    .containsExactlyInAnyOrder("Bob", "Cyd");
            assertThat(trips()).isEqualTo(2);
        }
    }

    @Test
    void what_is_pending_would_not_be_seen_and_is_refused_as_in_a_query() {
        try (SqlUnitOfWork work = store.begin()) {
            Author author = work.get(Author.class, ada.id);
            work.get(Book.class, new BookId(3)).author = ada.id;
            store.wire().reset();
            assertThatThrownBy(author.books::list)
                    .isInstanceOf(PendingChangesException.class)
                    .hasMessageContaining("Book[3]");
            assertThat(trips()).isZero();

            work.commit();
            assertThat(titles(author.books)).containsExactly("First", "Second", "Third");
        }
    }

    @Test
    void a_change_in_memory_is_seen_and_what_is_removed_is_dropped() {
        try (SqlUnitOfWork work = store.begin()) {
            Author author = work.get(Author.class, ada.id);
            Book first = author.books.list().stream()
                    .filter(book -> book.id.value() == 1)
                    .findFirst()
                    .orElseThrow();
            first.title = "Renamed";
            assertThat(titles(author.books)).containsExactly("Renamed", "Second");

            work.remove(first);
            assertThat(titles(author.books)).containsExactly("Second");
            assertThat(trips()).isEqualTo(2);
            work.commit();
            assertThat(titles(author.books)).containsExactly("Second");
        }
    }

    @Test
    void after_the_end_only_what_was_loaded_is_there() {
        SqlUnitOfWork work = store.begin();
        Author one = work.get(Author.class, ada.id);
        one.books.list();
        Author other = work.get(Author.class, bob.id);
        work.close();

        assertThat(titles(one.books)).containsExactly("First", "Second");
        assertThatThrownBy(other.books::list)
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageStartingWith("Cannot load those that refer, of type Book: the unit of work is closed.");
    }

    @Test
    void a_new_aggregate_has_none_and_what_is_not_written_is_not_changed() {
        try (SqlUnitOfWork work = store.begin()) {
            Author dan = new Author(new AuthorId(4), "Dan");
            work.add(dan);
            work.commit();
            assertThat(dan.books.list()).isEmpty();
            dan.books = Refs.none();
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }
}
