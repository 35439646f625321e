package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.Expected;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An aggregate is removed by the version that a client saw, without being loaded: with all its parts, or not at all. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class RemoveUnseenTest {

    static final class Page {
        final UUID id;
        final Set<String> marks = new HashSet<>();

        Page(UUID id) {
            this.id = id;
        }
    }

    static final class Book {
        final UUID id;
        String title;
        final List<Page> pages = new ArrayList<>();
        final Map<String, Integer> words = new HashMap<>();

        @Nullable
        UUID sequel;

        Book(UUID id, String title) {
            this.id = id;
            this.title = title;
        }

        static Book of(String title, int pages) {
            Book book = new Book(UUID.randomUUID(), title);
            for (int n = 0; n < pages; n++) {
                Page page = new Page(UUID.randomUUID());
                page.marks.addAll(List.of("a", "b"));
                book.pages.add(page);
            }
            book.words.put("first", 1);
            return book;
        }
    }

    abstract static sealed class Payment {
        UUID id = UUID.randomUUID();
    }

    static final class Card extends Payment {
        String holder = "Ada";
    }

    static final class Transfer extends Payment {
        String iban = "DE1";
        final List<String> notes = new ArrayList<>(List.of("n"));
    }

    static final class Loose {
        UUID id = UUID.randomUUID();
    }

    private TestDatabase database;
    private WireCounter wire;
    private Keelson keelson;
    private WorkContext context = WorkContext.of(TenantId.of("acme"), Actor.of("ada"));

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        wire = WireCounter.start();
    }

    private void build(UnaryOperator<KeelsonBuilder> more) {
        database.execute(more.apply(mapped()).schema().ddl());
        keelson = more.apply(mapped()).dataSource(database.through(wire)).build();
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Book.class, book -> book.property("sequel", sequel -> sequel.references(Book.class)))
                .map(Payment.class, payment -> payment.inheritance(Inheritance.JOINED))
                .map(Loose.class, loose -> loose.unversioned());
    }

    @AfterEach
    void close() {
        keelson.close();
        wire.close();
        database.close();
    }

    private void add(Object... aggregates) {
        keelson.run(context, work -> {
            for (Object aggregate : aggregates) {
                work.add(aggregate);
            }
        });
    }

    private List<Object> left() {
        return new ArrayList<>(database.query(
                        "select (select count(*)::int from books), (select count(*)::int from book_pages), (select"
                                + " count(*)::int from page_marks), (select count(*)::int from book_words)")
                .get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 20})
    void it_goes_in_one_round_trip_with_all_that_hangs_on_it_and_nothing_else(int count) {
        build(keelson -> keelson);
        List<Book> gone = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            gone.add(Book.of("gone " + n, 3));
        }
        add(gone.toArray());
        add(Book.of("stays", 2));
        try (UnitOfWorkOf work = new UnitOfWorkOf(keelson.begin(context))) {
            wire.reset();
            gone.forEach(book -> work.unit().remove(Book.class, book.id, Expected.version(1)));
            CommitReceipt receipt = work.unit().commit();

            assertThat(wire.counts().roundTrips()).isOne();
            assertThat(receipt.rows()).containsEntry("books", count);
        }
        assertThat(left()).containsExactly(1, 2, 4, 1);
    }

    /** So that a test may close it without a warning. */
    record UnitOfWorkOf(SqlUnitOfWork unit) implements AutoCloseable {
        @Override
        public void close() {
            unit.discard();
            unit.close();
        }
    }

    @Test
    void one_that_was_changed_or_is_gone_is_stale_and_nothing_is_removed() {
        build(keelson -> keelson);
        Book changed = Book.of("changed", 1);
        Book same = Book.of("same", 1);
        add(changed, same);
        keelson.run(context, work -> work.get(Book.class, changed.id).title = "b");
        UUID nobody = UUID.randomUUID();
        int[] rounds = {0};

        assertThatThrownBy(() -> keelson.run(context, work -> {
                    rounds[0]++;
                    work.remove(Book.class, same.id, Expected.version(1));
                    work.remove(Book.class, changed.id, Expected.version(1));
                    work.remove(Book.class, nobody, Expected.version(7));
                }))
                .isInstanceOfSatisfying(StaleAggregateException.class, stale -> {
                    assertThat(stale.isRetryable()).isFalse();
                    assertThat(stale.stale())
                            .extracting(one -> one.id(), one -> one.expected(), one -> one.found(), one -> one.reason())
                            .containsExactlyInAnyOrder(
                                    tuple(changed.id, 1L, OptionalLong.of(2), Reason.CHANGED),
                                    tuple(nobody, 7L, OptionalLong.empty(), Reason.DELETED));
                });
        assertThat(rounds[0]).isOne();
        assertThat(left()).containsExactly(2, 2, 4, 2);
    }

    @Test
    void one_that_was_never_that_far_is_told_so() {
        build(keelson -> keelson);
        Book book = Book.of("a", 1);
        add(book);

        assertThatThrownBy(() -> keelson.run(context, work -> work.remove(Book.class, book.id, Expected.version(7))))
                .isInstanceOfSatisfying(
                        StaleAggregateException.class,
                        stale -> assertThat(stale.stale())
                                .extracting(one -> one.expected(), one -> one.found(), one -> one.reason())
                                .containsExactly(tuple(7L, OptionalLong.of(1), Reason.AHEAD)))
                .hasMessageContaining("was never that far");
        assertThat(left()).containsExactly(1, 1, 2, 1);
    }

    @Test
    void one_that_is_tracked_is_checked_at_once() {
        build(keelson -> keelson);
        Book book = Book.of("a", 1);
        add(book);
        keelson.run(context, work -> {
            work.get(Book.class, book.id);
            assertThatThrownBy(() -> work.remove(Book.class, book.id, Expected.version(2)))
                    .isInstanceOf(StaleAggregateException.class);
            work.remove(Book.class, book.id, Expected.version(1));
        });
        assertThat(left()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void it_is_not_there_any_more_and_cannot_be_added_again() {
        build(keelson -> keelson);
        Book book = Book.of("a", 1);
        add(book);
        try (UnitOfWorkOf work = new UnitOfWorkOf(keelson.begin(context))) {
            work.unit().remove(Book.class, book.id, Expected.version(1));

            assertThat(work.unit().find(Book.class, book.id)).isEmpty();
            assertThat(work.unit().exists(Book.class, book.id)).isFalse();
            assertThat(work.unit().query(Book.class).seeingDatabase().list()).isEmpty();
            assertThatThrownBy(() -> work.unit().remove(Book.class, book.id, Expected.version(1)))
                    .isInstanceOf(AggregateNotFoundException.class);
        }
    }

    @Test
    void the_same_identity_is_not_added_again_before_the_commit() {
        build(keelson -> keelson);
        Book book = Book.of("a", 1);
        add(book);
        try (UnitOfWorkOf work = new UnitOfWorkOf(keelson.begin(context))) {
            work.unit().remove(Book.class, book.id, Expected.version(1));
            Book again = new Book(book.id, "again");

            assertThatThrownBy(() -> work.unit().add(again))
                    .isInstanceOf(UnitOfWorkStateException.class)
                    .hasMessageContaining("removing it by its version");
            work.unit().commit();
            work.unit().add(again);
            work.unit().commit();
        }
        assertThat(left()).containsExactly(1, 0, 0, 0);
    }

    @Test
    void what_refers_to_it_lets_go_first_or_keeps_it() {
        build(keelson -> keelson);
        Book second = Book.of("second", 1);
        Book first = Book.of("first", 1);
        first.sequel = second.id;
        add(second);
        add(first);

        assertThatThrownBy(() -> keelson.run(context, work -> work.remove(Book.class, second.id, Expected.version(1))))
                .isInstanceOf(ConstraintViolationException.class);
        keelson.run(context, work -> {
            work.get(Book.class, first.id).sequel = null;
            work.remove(Book.class, second.id, Expected.version(1));
        });
        assertThat(left()).containsExactly(1, 1, 2, 1);
    }

    @Test
    void rows_of_a_joined_hierarchy_go_from_all_its_tables() {
        build(keelson -> keelson);
        Transfer transfer = new Transfer();
        Card card = new Card();
        add(transfer, card);

        keelson.run(context, work -> work.remove(Payment.class, transfer.id, Expected.version(1)));
        keelson.run(context, work -> work.remove(Card.class, card.id, Expected.version(1)));

        assertThat(database.query("select id from payments")).isEmpty();
    }

    @Test
    void another_tenant_has_none() {
        build(keelson -> keelson.policy(Tenancy.byColumn("tenant_id")));
        Book book = Book.of("a", 2);
        add(book);
        WorkContext other = WorkContext.of(TenantId.of("other"), Actor.of("eve"));

        assertThatThrownBy(() -> keelson.run(other, work -> work.remove(Book.class, book.id, Expected.version(1))))
                .isInstanceOf(StaleAggregateException.class);
        assertThat(left()).containsExactly(1, 2, 4, 1);
        keelson.run(context, work -> work.remove(Book.class, book.id, Expected.version(1)));
        assertThat(left()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void what_is_hidden_instead_is_loaded_first() {
        build(keelson -> keelson.policy(SoftDelete.columns("deleted_at", "deleted_by")));
        Book book = Book.of("a", 2);
        add(book);
        keelson.run(context, work -> work.remove(Book.class, book.id, Expected.version(1)));

        assertThat(database.query("select version::int from books where deleted_at is not null"))
                .containsExactly(List.of(2));
        boolean found = keelson.read(
                context, reading -> reading.find(Book.class, book.id).isPresent());
        assertThat(found).isFalse();
    }

    @Test
    void a_table_whose_triggers_may_keep_rows_is_loaded_first() {
        build(keelson -> keelson);
        keelson.close();
        database.execute(
                "create function keep() returns trigger language plpgsql as $$ begin return null; end $$",
                "create trigger keeps before delete on book_pages for each row execute function keep()");
        keelson = mapped().dataSource(database.through(wire)).build();
        Book book = Book.of("a", 2);
        add(book);

        assertThatThrownBy(() -> keelson.run(context, work -> work.remove(Book.class, book.id, Expected.version(1))))
                .isInstanceOf(KeelsonException.class);
        assertThat(left()).containsExactly(1, 2, 4, 1);
    }

    @Test
    void by_plain_statements_it_is_loaded_first() {
        build(keelson -> keelson.portable(true));
        Book book = Book.of("a", 2);
        add(book);
        keelson.run(context, work -> work.remove(Book.class, book.id, Expected.version(1)));
        assertThat(left()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void aggregates_without_a_version_are_refused_by_name() {
        build(keelson -> keelson);
        try (UnitOfWorkOf work = new UnitOfWorkOf(keelson.begin(context))) {
            assertThatThrownBy(() -> work.unit().remove(Loose.class, UUID.randomUUID(), Expected.version(1)))
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("Loose");
        }
    }

    @Test
    void a_plan_says_that_parts_go_unseen() {
        build(keelson -> keelson);
        Book book = Book.of("a", 1);
        add(book);
        try (UnitOfWorkOf work = new UnitOfWorkOf(keelson.begin(context))) {
            work.unit().remove(Book.class, book.id, Expected.version(1));

            assertThat(work.unit().plan().toString()).contains("must still have version 1", "removed unseen");
        }
    }
}
