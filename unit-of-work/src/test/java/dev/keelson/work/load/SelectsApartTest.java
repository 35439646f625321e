package dev.keelson.work.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.mapping.Inheritance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several aggregates by identifier come by a select for each table, in a transaction of its own: one snapshot, one round trip. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class SelectsApartTest {

    record Song(long id, String title, List<String> words) {}

    record Album(long id, String title, List<Song> songs) {}

    sealed interface Medium {}

    record Tape(long id, int minutes) implements Medium {}

    record Disc(long id, String format) implements Medium {}

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    private TestDatabase database;
    private WireCounter wire;
    private HikariDataSource pool;
    private Keelson keelson;

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Album.class);
    }

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        database.execute(mapped().schema().statements().toArray(String[]::new));
        wire = WireCounter.start();
        HikariConfig one = new HikariConfig();
        one.setDataSource(database.through(wire));
        one.setMaximumPoolSize(1);
        pool = new HikariDataSource(one);
        keelson = mapped().dataSource(pool).build();
    }

    @AfterEach
    void close() {
        keelson.close();
        pool.close();
        wire.close();
        database.close();
    }

    private static Album album(long id) {
        List<Song> songs = new ArrayList<>();
        for (long song = 0; song < id % 4; song++) {
            songs.add(new Song(id * 10 + song, "song " + song, List.of("la", "la", "word " + song)));
        }
        return new Album(id, "album " + id, songs);
    }

    private static List<Long> ids(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private void store(int count) {
        keelson.run(CONTEXT, work -> ids(count).forEach(id -> work.add(album(id))));
    }

    @Test
    void they_come_whole_in_one_round_trip_in_the_order_asked() {
        store(50);
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            wire.reset();
            List<Long> asked = ids(50).reversed();
            assertThat(work.getAll(Album.class, asked))
                    .isEqualTo(asked.stream().map(SelectsApartTest::album).toList());
            assertThat(wire.counts().roundTrips()).isEqualTo(1);
            assertThat(wire.transcript()).hasSize(5).startsWith("begin isolation level repeatable read read only");
        }
    }

    @Test
    void what_comes_by_one_select_needs_no_transaction_of_its_own() {
        KeelsonBuilder joined = Keelson.builder().map(Medium.class, medium -> medium.inheritance(Inheritance.JOINED));
        database.execute(joined.schema().statements().stream()
                .filter(statement -> !statement.contains("keelson_commits"))
                .toArray(String[]::new));
        try (Keelson media = joined.dataSource(pool).build()) {
            List<Medium> stored = List.of(new Tape(1, 90), new Disc(2, "vinyl"));
            media.run(CONTEXT, work -> stored.forEach(work::add));
            try (SqlUnitOfWork work = media.begin(CONTEXT)) {
                wire.reset();
                assertThat(work.getAll(Medium.class, List.of(1L, 2L))).isEqualTo(stored);
                assertThat(wire.transcript()).hasSize(1);
            }
        }
    }

    @Test
    void in_a_transaction_of_one_snapshot_they_need_none_of_their_own() {
        store(3);
        for (Isolation isolation : List.of(Isolation.SNAPSHOT, Isolation.SERIALIZABLE)) {
            try (SqlUnitOfWork work = keelson.begin(CONTEXT, isolation)) {
                work.get(Album.class, 1L);
                wire.reset();
                assertThat(work.getAll(Album.class, List.of(2L, 3L))).containsExactly(album(2), album(3));
                assertThat(wire.transcript()).hasSize(3).allMatch(text -> text.startsWith("select "));
                assertThat(wire.counts().roundTrips()).isEqualTo(1);
            }
        }
    }

    @Test
    void where_each_statement_has_a_snapshot_of_its_own_they_come_by_one() {
        store(3);
        try (SqlUnitOfWork work = keelson.begin(CONTEXT, Isolation.LOCKING)) {
            work.get(Album.class, 1L);
            wire.reset();
            assertThat(work.getAll(Album.class, List.of(2L, 3L))).containsExactly(album(2), album(3));
            assertThat(wire.statements()).hasSize(1);
        }
    }

    @Test
    void after_a_failure_in_the_midst_of_them_the_connection_is_in_no_transaction() {
        store(3);
        database.execute("alter table song_words rename to lost_words");
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            assertThatThrownBy(() -> work.getAll(Album.class, ids(3)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("load 3 of Album")
                    .hasMessageContaining("42P01");
        }
        database.execute("alter table lost_words rename to song_words");

        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            assertThat(work.getAll(Album.class, ids(3))).containsExactly(album(1), album(2), album(3));
        }
        keelson.run(CONTEXT, work -> work.add(album(4)));
        assertThat(database.query("select count(*) from albums")).isEqualTo(List.of(List.of(4L)));
    }

    @Test
    void what_hangs_on_an_aggregate_that_is_gone_is_nobodys() {
        store(7);
        database.execute(
                "alter table album_songs drop constraint album_songs_album_id_fkey",
                "delete from albums where id in (3, 6)");
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            assertThat(work.findAll(Album.class, ids(9)).values())
                    .containsExactly(album(1), album(2), album(4), album(5), album(7));
        }
    }
}
