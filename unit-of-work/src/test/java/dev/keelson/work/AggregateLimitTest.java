package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.testing.rig.Counts;
import dev.keelson.work.guice.KeelsonModule;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One limit for the rows of one aggregate: what may be stored may be loaded, and what may not is refused on both ways. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class AggregateLimitTest {

    /** Root, shelves and books: of n shelves with a book each, 1 + 2n rows. */
    static final class Library {
        final UUID id;
        final List<Shelf> shelves = new ArrayList<>();

        Library(UUID id) {
            this.id = id;
        }

        static Library of(int shelves) {
            Library library = new Library(UUID.randomUUID());
            for (int n = 0; n < shelves; n++) {
                library.shelves.add(new Shelf(UUID.randomUUID(), new ArrayList<>(List.of("book " + n))));
            }
            return library;
        }
    }

    record Shelf(UUID id, List<String> books) {}

    /** Holds a library as an object. */
    static final class Town {
        final UUID id;
        final Library library;

        Town(UUID id, Library library) {
            this.id = id;
            this.library = library;
        }
    }

    private static final int LIMIT = 7;

    private Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Library.class).map(Town.class).maxAggregateRows(LIMIT);
    }

    @BeforeAll
    void open() {
        store = Store.of(AggregateLimitTest::mapped);
    }

    @AfterAll
    void close() {
        store.close();
    }

    private Library stored(int shelves) {
        Library library = Library.of(shelves);
        store.save(library);
        return library;
    }

    /** Others add a book to the first shelf. */
    private void overfill(Library library) {
        store.database()
                .execute("insert into shelf_books (shelf_id, position, book) values ('"
                        + library.shelves.getFirst().id() + "', 1, 'theirs')");
    }

    @Test
    void as_many_rows_as_are_allowed_are_stored_loaded_changed_and_removed() {
        Library library = stored(3);
        store.keelson().run(Store.CONTEXT, work -> {
            Library loaded = work.get(Library.class, library.id);
            assertThat(loaded.shelves).isEqualTo(library.shelves);
            loaded.shelves.getFirst().books().set(0, "another");
        });
        store.keelson().run(Store.CONTEXT, work -> work.remove(work.get(Library.class, library.id)));
        assertThat(store.database().query("select 1 from libraries where id = ?", library.id))
                .isEmpty();
    }

    @Test
    void one_row_more_is_refused_at_commit_before_any_sql() {
        Library library = stored(3);
        Library large = Library.of(4);
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Library.class, library.id).shelves.getFirst().books().add("one too many");
            store.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageStartingWith("Cannot store Library of id " + library.id
                            + ", found an aggregate: it has 8 rows (libraries 1, library_shelves 3, shelf_books 4),"
                            + " and an aggregate may have 7. Split it, since an aggregate is what changes together, or"
                            + " store rows that are only read together as one JSON column; or raise the limit:"
                            + " Keelson.builder().maxAggregateRows(...). Nothing was written; correct the object in"
                            + " the domain, or the mapping where that is too narrow.");
            assertThatThrownBy(work::plan).isInstanceOf(UnstorableValueException.class);

            work.get(Library.class, library.id).shelves.getFirst().books().remove(1);
            work.add(large);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("it has 9 rows (libraries 1, library_shelves 4, shelf_books 4)");
            assertThat(store.wire().counts()).isEqualTo(new Counts(0, 0, 0, 0, 0));

            large.shelves.removeLast();
            assertThat(work.commit().rows()).as("mended, it goes").containsEntry("library_shelves", 3);
        }
    }

    @Test
    void what_others_made_too_large_is_refused_at_load_however_it_is_asked_for() {
        Library small = stored(1);
        Library library = stored(3);
        Town town = new Town(UUID.randomUUID(), library);
        store.keelson().run(Store.CONTEXT, work -> work.add(new Town(town.id, work.get(Library.class, library.id))));
        overfill(library);
        String mend =
                " Split it, since an aggregate is what changes together, or store rows that are only read together as"
                        + " one JSON column; or raise the limit: Keelson.builder().maxAggregateRows(...).";
        String counted = "Cannot hydrate Library[" + library.id + "]: it has 8 rows (libraries 1, library_shelves 3,"
                + " shelf_books 4), and an aggregate may have 7." + mend;
        try (SqlUnitOfWork work = store.begin()) {
            assertThatThrownBy(() -> work.get(Library.class, library.id))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageStartingWith("Cannot hydrate Library[" + library.id + "]: it has more than 7 rows (")
                    .hasMessageContaining(" so far), which is all that an aggregate may have." + mend);
            assertThatThrownBy(() -> work.getAll(Library.class, List.of(small.id, library.id)))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageStartingWith(counted);
            assertThatThrownBy(() -> work.query(Library.class).list())
                    .isInstanceOf(HydrationException.class)
                    .hasMessageStartingWith(counted);
            assertThatThrownBy(() -> work.get(Town.class, town.id))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageStartingWith(counted);
            assertThat(work.get(Library.class, small.id).shelves)
                    .as("others can be loaded")
                    .hasSize(1);
        }
        try (Keelson larger = mapped().maxAggregateRows(LIMIT + 1)
                        .dataSource(store.database().application())
                        .build();
                SqlUnitOfWork work = larger.begin(Store.CONTEXT)) {
            work.remove(work.get(Town.class, town.id));
            work.remove(work.get(Library.class, library.id));
            assertThat(work.commit().rows()).as("with another limit").containsEntry("shelf_books", 4);
        }
    }

    @Test
    void many_that_are_small_may_have_more_rows_together() {
        List<UUID> ids = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            ids.add(stored(3).id);
        }
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.getAll(Library.class, ids)).hasSize(5);
        }
    }

    @Test
    void the_limit_is_at_least_the_root_and_a_module_may_say_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Keelson.builder().maxAggregateRows(0))
                .withMessage("Cannot limit an aggregate to 0 rows: its root is one; give 1 or more.");
        Keelson wired = Guice.createInjector(KeelsonModule.on(store.database().application()), new AbstractModule() {
                    @Override
                    protected void configure() {
                        KeelsonModule.wirings(binder())
                                .addBinding()
                                .toInstance(keelson -> keelson.map(Library.class)
                                        .map(Town.class)
                                        .maxAggregateRows(1));
                    }
                })
                .getInstance(Keelson.class);
        assertThatThrownBy(() -> wired.run(Store.CONTEXT, work -> work.add(Library.of(1))))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContaining("an aggregate may have 1.");
    }
}
