package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hierarchies are loaded and queried by their base and by their classes, by one statement however they lie in tables. */
class PolymorphicLoadTest {

    sealed interface Work permits Book, Film, Audio {
        UUID id();

        String title();
    }

    record Book(UUID id, String title, int pages, List<String> chapters) implements Work {}

    record Film(UUID id, String title, int minutes) implements Work {}

    /** A level within the hierarchy. */
    sealed interface Audio extends Work permits Song, Podcast {}

    record Song(UUID id, String title, List<String> tags) implements Audio {}

    record Podcast(UUID id, String title) implements Audio {}

    private static final Book BOOK = new Book(UUID.randomUUID(), "a", 300, List.of("one", "two"));
    private static final Film FILM = new Film(UUID.randomUUID(), "b", 90);
    private static final Song SONG = new Song(UUID.randomUUID(), "c", List.of("jazz"));
    private static final Podcast PODCAST = new Podcast(UUID.randomUUID(), "d");
    private static final List<Work> ALL = List.of(BOOK, FILM, SONG, PODCAST);

    private static final Map<Inheritance, Store> STORES = new EnumMap<>(Inheritance.class);

    /** A database of this kind with just the four works in it. */
    private static Store stored(Inheritance inheritance) {
        Store store = STORES.computeIfAbsent(
                inheritance, kind -> Store.of(() -> Keelson.builder().map(Work.class, work -> work.inheritance(kind))));
        try (SqlUnitOfWork work = store.begin()) {
            work.query(Work.class).list().forEach(work::remove);
            work.commit();
        }
        store.save(ALL.toArray());
        return store;
    }

    @AfterAll
    static void drop() {
        STORES.values().forEach(Store::close);
        STORES.clear();
    }

    @ParameterizedTest
    @EnumSource
    void found_by_base_by_level_and_by_class_it_is_the_same_instance(Inheritance inheritance) { // 75
        Store store = stored(inheritance);
        try (SqlUnitOfWork work = store.begin()) {
            Work song = work.get(Work.class, SONG.id());
            assertThat(song).isEqualTo(SONG);
            assertThat(store.wire().statements()).hasSize(1);
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
            assertThat(work.get(Song.class, SONG.id())).isSameAs(song);
            assertThat(work.get(Audio.class, SONG.id())).isSameAs(song);
            assertThat(store.wire().statements()).hasSize(1);
        }
        for (Work one : ALL) {
            assertThat((Object) store.load(one.getClass(), one.id())).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @EnumSource
    void asked_for_as_another_class_it_is_not_found(Inheritance inheritance) { // 76
        Store store = stored(inheritance);
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.find(Book.class, FILM.id())).isEmpty();
            assertThat(work.find(Audio.class, BOOK.id())).isEmpty();
            assertThatThrownBy(() -> work.get(Podcast.class, SONG.id())).isInstanceOf(AggregateNotFoundException.class);
            assertThat(work.get(Work.class, FILM.id())).isEqualTo(FILM);
            assertThat(work.find(Book.class, FILM.id())).isEmpty();
            assertThat(work.findAll(Audio.class, List.of(BOOK.id(), SONG.id(), PODCAST.id())))
                    .isEqualTo(Map.of(SONG.id(), SONG, PODCAST.id(), PODCAST));
        }
    }

    @ParameterizedTest
    @EnumSource
    void many_of_several_classes_come_in_one_round_trip_in_the_order_asked(Inheritance inheritance) {
        Store store = stored(inheritance);
        try (SqlUnitOfWork work = store.begin()) {
            List<UUID> ids = Stream.of(PODCAST, BOOK, SONG, FILM).map(Work::id).toList();
            assertThat(work.getAll(Work.class, ids)).containsExactly(PODCAST, BOOK, SONG, FILM);
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void queries_by_base_by_level_and_by_class_are_one_statement(Inheritance inheritance) {
        Store store = stored(inheritance);
        for (Map.Entry<Class<? extends Work>, List<Work>> asked : Map.<Class<? extends Work>, List<Work>>of(
                        Work.class, ALL, Audio.class, List.of(SONG, PODCAST), Book.class, List.of(BOOK))
                .entrySet()) {
            try (SqlUnitOfWork work = store.begin()) {
                assertThat(List.<Work>copyOf(work.query(asked.getKey())
                                .orderBy(DSL.field(DSL.name("title"), String.class))
                                .list()))
                        .isEqualTo(asked.getValue());
                assertThat(store.wire().statements()).hasSize(1);
                assertThat(work.query(asked.getKey()).count())
                        .isEqualTo(asked.getValue().size());
                assertThat(work.query(asked.getKey())
                                .where(DSL.field(DSL.name("title"), String.class)
                                        .eq("c"))
                                .exists())
                        .isEqualTo(asked.getValue().contains(SONG));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_removed_is_not_found_by_any_class_and_leaves_no_row(Inheritance inheritance) {
        Store store = stored(inheritance);
        try (SqlUnitOfWork work = store.begin()) {
            work.remove(BOOK);
            work.remove(work.get(Work.class, SONG.id()));
            assertThat(work.find(Book.class, BOOK.id())).isEmpty();
            work.commit();
            assertThat(work.find(Work.class, BOOK.id())).isEmpty();
        }
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.query(Work.class).list()).containsExactlyInAnyOrder(FILM, PODCAST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_may_become_any_other_class_under_the_same_identity_and_its_version_goes_on(Inheritance inheritance) { // 29
        Store store = stored(inheritance);
        Work at = BOOK;
        for (Work next : List.of(
                new Film(BOOK.id(), "f", 1),
                new Song(BOOK.id(), "g", List.of("x", "y")),
                new Podcast(BOOK.id(), "h"),
                new Book(BOOK.id(), "i", 2, List.of("one", "two", "three")))) {
            try (SqlUnitOfWork work = store.begin()) {
                assertThat(work.get(Work.class, BOOK.id())).isEqualTo(at);
                work.replace(next);
                store.wire().reset();
                assertThat(work.commit().version(Work.class, BOOK.id()).orElseThrow())
                        .as("version of %s", next)
                        .isGreaterThan(1);
                assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
                assertThat(work.get(Work.class, BOOK.id())).isSameAs(next);
            }
            assertThat((Object) store.load(Work.class, BOOK.id())).isEqualTo(next);
            at = next;
        }
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.query(Work.class).count()).isEqualTo(4);
        }
    }
}
