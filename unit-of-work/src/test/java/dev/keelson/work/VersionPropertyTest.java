package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Versions that the domain shows: checked as loaded, counted by us, set after a commit. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionPropertyTest {

    static final class Page {
        final UUID id;
        String text;
        private int revision;

        Page(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Meter {
        final UUID id;
        int reading;
        short version;

        Meter(UUID id) {
            this.id = id;
        }
    }

    static final class Stamp {
        @Nullable
        Long count;
    }

    /** Shows its version within a part. */
    static final class Parcel {
        final UUID id;
        Stamp stamp = new Stamp();
        String place;

        Parcel(UUID id, String place) {
            this.id = id;
            this.place = place;
        }
    }

    /** Cannot be given another version. */
    record Note(UUID id, String text, List<String> tags, Page about, long version) {

        Note saying(String other) {
            return new Note(id, other, tags, about, version);
        }
    }

    /** An identifier that may be used again: the first version comes from the clock, where it fits. */
    static final class Country {
        final String id;
        String name;
        long version;

        Country(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class City {
        final String id;
        String name;

        City(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    private final Store store = Store.of(() -> Keelson.builder()
            .map(Page.class, page -> page.version("revision"))
            .map(Meter.class, meter -> meter.version("version"))
            .map(
                    Parcel.class,
                    parcel -> parcel.version("stamp.count")
                            .property("stamp.count", count -> count.required().column("version")))
            .map(Note.class, note -> note.version("version"))
            .map(Country.class, country -> country.version("version"))
            .map(City.class));

    @AfterAll
    void closes() {
        store.close();
    }

    private Page stored() {
        Page page = new Page(UUID.randomUUID(), "a");
        store.save(page);
        return page;
    }

    private List<Object> row(String table, UUID id) {
        return new ArrayList<>(store.database()
                .query("select * from " + table + " where id = ?", id)
                .getFirst());
    }

    @Test
    void a_new_one_shows_the_first_version_and_each_commit_the_next() {
        Page page = stored();
        assertThat(page.revision).isEqualTo(1);
        assertThat(row("pages", page.id)).contains(1);
        try (SqlUnitOfWork work = store.begin()) {
            Page loaded = work.get(Page.class, page.id);
            assertThat(loaded.revision).isEqualTo(1);
            loaded.text = "b";
            CommitReceipt receipt = work.commit();
            assertThat(loaded.revision).isEqualTo(2);
            assertThat(receipt.version(Page.class, page.id)).hasValue(2);
            assertThat(receipt.current(Page.class, page.id)).isSameAs(loaded);

            loaded.text = "c";
            work.commit();
            assertThat(loaded.revision).isEqualTo(3);
            assertThat(work.commit().isEmpty()).isTrue();
        }
        assertThat(store.load(Page.class, page.id).revision).isEqualTo(3);
    }

    @Test
    void what_the_domain_writes_into_it_counts_for_nothing() {
        Page page = stored();
        try (SqlUnitOfWork work = store.begin()) {
            Page loaded = work.get(Page.class, page.id);
            loaded.revision = 77;
            assertThat(work.commit().isEmpty()).as("it is no change by itself").isTrue();
            loaded.text = "b";
            work.commit();
            assertThat(loaded.revision).isEqualTo(2);
        }
        try (SqlUnitOfWork work = store.begin()) {
            Page loaded = work.get(Page.class, page.id);
            store.keelson().run(Store.CONTEXT, other -> other.get(Page.class, page.id).text = "theirs");
            loaded.revision = 3;
            loaded.text = "mine";
            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("expected version 2, found 3");
        }
    }

    @Test
    void nothing_in_memory_changes_before_the_commit_is_certain() {
        Page page = stored();
        try (SqlUnitOfWork work = store.begin()) {
            Page loaded = work.get(Page.class, page.id);
            loaded.text = "b";
            Page twin = new Page(page.id, "twin");
            store.keelson().run(Store.CONTEXT, other -> other.remove(other.get(Page.class, page.id)));
            assertThatThrownBy(work::commit).isInstanceOf(StaleAggregateException.class);
            assertThat(loaded.revision).isEqualTo(1);
            assertThat(twin.revision).isZero();
        }
    }

    @Test
    void a_short_counts_in_its_column_and_its_overflow_is_an_error() {
        Meter meter = new Meter(UUID.randomUUID());
        store.save(meter);
        assertThat(meter.version).isEqualTo((short) 1);
        store.database().execute("update meters set version = 32766");
        try (SqlUnitOfWork work = store.begin()) {
            Meter loaded = work.get(Meter.class, meter.id);
            loaded.reading = 1;
            work.commit();
            assertThat(loaded.version).isEqualTo(Short.MAX_VALUE);

            loaded.reading = 2;
            store.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContaining("Meter.version")
                    .hasMessageContaining("the next version, 32768, does not fit smallint");
            assertThat(store.wire().counts().roundTrips()).isZero();
            assertThat(loaded.version).isEqualTo(Short.MAX_VALUE);
        }
    }

    @Test
    void it_may_lie_within_a_part() {
        Parcel parcel = new Parcel(UUID.randomUUID(), "here");
        parcel.stamp.count = 0L;
        store.save(parcel);
        assertThat(parcel.stamp.count).isEqualTo(1L);
        try (SqlUnitOfWork work = store.begin()) {
            Parcel loaded = work.get(Parcel.class, parcel.id);
            loaded.place = "there";
            work.commit();
            assertThat(loaded.stamp.count).isEqualTo(2L);
        }
    }

    @Test
    void an_immutable_one_is_made_anew_and_the_receipt_gives_it() {
        Page page = stored();
        UUID id = UUID.randomUUID();
        try (SqlUnitOfWork work = store.begin()) {
            Page about = work.get(Page.class, page.id);
            Note given = new Note(id, "a", List.of("x", "y"), about, 0);
            work.add(given);
            CommitReceipt receipt = work.commit();

            Note current = receipt.current(Note.class, id);
            assertThat(current).isEqualTo(new Note(id, "a", List.of("x", "y"), about, 1));
            assertThat(current.about()).isSameAs(about);
            assertThat(work.get(Note.class, id)).isSameAs(current);
            assertThat(work.commit().isEmpty()).isTrue();

            work.replace(given.saying("b"));
            work.commit();
            assertThat(work.get(Note.class, id)).isEqualTo(new Note(id, "b", List.of("x", "y"), about, 2));
        }
        assertThat(store.load(Note.class, id).version()).isEqualTo(2);
    }

    @Test
    void an_identifier_that_may_be_used_again_starts_from_the_clock() {
        Country country = new Country("DE", "Germany");
        store.save(country);
        assertThat(country.version).isGreaterThan(1_600_000_000_000_000L);
    }

    @Test
    void many_rows_without_a_version_are_checked_like_one() {
        store.database()
                .execute(
                        "alter table cities alter column version drop not null",
                        "insert into cities (id, name)" + " select 'C' || n, 'old' from generate_series(1, 6) n");
        try (SqlUnitOfWork work = store.begin();
                SqlUnitOfWork late = store.keelson().begin(Store.CONTEXT)) {
            List<String> ids = List.of("C1", "C2", "C3", "C4", "C5", "C6");
            work.getAll(City.class, ids).forEach(city -> city.name = "new");
            late.getAll(City.class, ids).forEach(city -> city.name = "late");
            store.database().execute("delete from cities where id = 'C6'");
            assertThatThrownBy(late::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .extracting(stale -> ((StaleAggregateException) stale)
                            .stale().stream().map(one -> one.id()).toList())
                    .isEqualTo(List.of("C6"));
            store.database().execute("insert into cities (id, name) values ('C6', 'again')");
            work.commit();
        }
        assertThat(store.database().query("select distinct name, version > 1000 from cities where id like 'C_'"))
                .containsExactly(List.of("new", true));
    }

    @Test
    void a_row_that_somebody_stored_without_a_version_begins_with_the_first() {
        store.database()
                .execute(
                        "alter table cities alter column version drop not null",
                        "insert into cities (id, name) values ('B', 'Berlin'), ('P', 'Paris')");
        try (SqlUnitOfWork work = store.begin();
                SqlUnitOfWork late = store.keelson().begin(Store.CONTEXT);
                SqlUnitOfWork later = store.keelson().begin(Store.CONTEXT)) {
            City city = work.get(City.class, "B");
            City theirs = late.get(City.class, "B");
            City gone = later.get(City.class, "P");
            city.name = "Bärlin";
            work.commit();
            assertThat(store.database().query("select name, version > 0 from cities where id = 'B'"))
                    .containsExactly(List.of("Bärlin", true));

            theirs.name = "stale";
            assertThatThrownBy(late::commit).isInstanceOf(StaleAggregateException.class);

            store.database().execute("delete from cities where id = 'P'");
            gone.name = "nowhere";
            assertThatThrownBy(later::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("City[P]");
        }
    }
}
