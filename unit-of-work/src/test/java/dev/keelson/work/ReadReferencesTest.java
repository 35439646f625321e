package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Reading;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reading gives leads on by references of all kinds, as long as its function runs. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadReferencesTest {

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("test"));

    record AuthorId(int value) {}

    record BookId(int value) {}

    static final class Author {
        final AuthorId id;
        final String name;
        Refs<Book> books = Refs.none();

        @Nullable
        Author mentor;

        Author(AuthorId id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Book {
        final BookId id;
        final Ref<Author> author;
        final Set<AuthorId> reviewers = new LinkedHashSet<>();
        Refs<Author> reviewedBy = Refs.none();

        Book(BookId id, Ref<Author> author) {
            this.id = id;
            this.author = author;
        }
    }

    private final Author ada = new Author(new AuthorId(1), "Ada");
    private final Author bob = new Author(new AuthorId(2), "Bob");
    private final Author cyd = new Author(new AuthorId(3), "Cyd");

    private final Store store = Store.of(ReadReferencesTest::mapped);

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Author.class, author -> author.refs("books", refs -> refs.inverseOf("author")))
                .map(Book.class, book -> book.refs("reviewedBy", refs -> refs.through("reviewers")));
    }

    @BeforeAll
    void three_authors_of_three_books() {
        bob.mentor = ada;
        cyd.mentor = bob;
        store.save(ada, bob, cyd, book(1, ada, bob, cyd), book(2, ada, cyd), book(3, bob));
    }

    @BeforeEach
    void counts_from_zero() {
        store.wire().reset();
    }

    @AfterAll
    void closes() {
        store.close();
    }

    private static Book book(int id, Author author, Author... reviewers) {
        Book book = new Book(new BookId(id), Ref.of(author.id));
        for (Author reviewer : reviewers) {
            book.reviewers.add(reviewer.id);
        }
        return book;
    }

    private static List<Book> books(Reading reading) {
        return reading.getAll(Book.class, List.of(new BookId(1), new BookId(2), new BookId(3)));
    }

    private static List<Integer> ids(Refs<Book> books) {
        return books.list().stream().map(book -> book.id.value()).sorted().toList();
    }

    private static List<String> names(Refs<Author> authors) {
        return authors.list().stream().map(author -> author.name).sorted().toList();
    }

    private long statements() {
        return store.wire().counts().statements();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "SNAPSHOT"})
    void references_lead_to_the_one_object_of_the_reading_by_as_many_statements_as_in_a_unit_of_work(
            Isolation isolation) {
        List<Long> inWork = new ArrayList<>();
        try (SqlUnitOfWork work = store.begin()) {
            follow(work, inWork);
        }
        List<Long> inReading = new ArrayList<>();
        store.wire().reset();
        store.keelson().read(CONTEXT, isolation, reading -> {
            follow(reading, inReading);
            return null;
        });

        int settings = isolation == Isolation.DEFAULT ? 0 : 1;
        assertThat(inReading)
                .isEqualTo(inWork.stream().map(count -> count + settings).toList());
    }

    private void follow(Reading reading, List<Long> statements) {
        List<Book> books = books(reading);
        statements.add(statements());
        assertThat(books.get(0).author.isLoaded()).isFalse();
        Author first = books.get(0).author.get();
        assertThat(first.name).isEqualTo("Ada");
        assertThat(books.get(1).author.get()).isSameAs(first);
        assertThat(books.get(2).author.get().mentor).as("held as an object").isSameAs(first);
        statements.add(statements());
        assertThat(names(books.get(0).reviewedBy)).containsExactly("Bob", "Cyd");
        assertThat(names(books.get(1).reviewedBy)).containsExactly("Cyd");
        assertThat(names(books.get(2).reviewedBy)).isEmpty();
        statements.add(statements());
        assertThat(ids(first.books)).containsExactly(1, 2);
        assertThat(first.books.list()).containsExactlyInAnyOrder(books.get(0), books.get(1));
        statements.add(statements());
        assertThat(reading.get(Author.class, ada.id)).isSameAs(first);
        assertThat(statements()).isEqualTo(statements.getLast());
    }

    @Test
    void after_the_end_what_was_followed_stays_and_what_was_not_is_refused() {
        List<Book> books = new ArrayList<>();
        List<Author> authors = new ArrayList<>();
        store.keelson().read(CONTEXT, reading -> {
            books.addAll(books(reading));
            authors.add(reading.get(Author.class, ada.id));
            return null;
        });
        store.wire().reset();

        assertThat(books.get(0).author.get()).isSameAs(authors.get(0));
        assertRefused(
                "load the targets of references to Author",
                () -> books.get(2).author.get());
        assertRefused(
                "load the targets of references to Author",
                () -> books.get(0).reviewedBy.list());
        assertRefused(
                "load those that refer, of type Book",
                () -> authors.get(0).books.list());
        assertThat(books.get(2).author.isLoaded()).isFalse();
        assertThat(books.get(2).author.id()).isEqualTo(bob.id);
        assertThat(statements()).isZero();
    }

    private static void assertRefused(String attempted, ThrowingCallable followed) {
        assertThatThrownBy(followed)
                .isInstanceOf(UnitOfWorkStateException.class)
                .hasMessageStartingWith(
                        "Cannot " + attempted + ": the unit of work is a reading that is over, since its function has"
                                + " returned. Read and follow references inside of the function, and"
                                + " return what they gave.");
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "SNAPSHOT", "SERIALIZABLE"})
    void one_connection_of_the_pool_is_enough(Isolation isolation) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(store.database().owner());
            pool.setMaximumPoolSize(1);
            pool.setConnectionTimeout(3_000);
            try (Keelson keelson = mapped().dataSource(pool).build()) {
                for (int times = 0; times < 2; times++) {
                    assertThat(keelson.<List<String>, RuntimeException>read(
                                    CONTEXT,
                                    isolation,
                                    reading -> books(reading).stream()
                                            .map(book -> book.author.get().name)
                                            .toList()))
                            .containsExactly("Ada", "Ada", "Bob");
                    assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                            .isZero();
                }
            }
        }
    }
}
