package dev.keelson.work.load.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The SQL of loads, whole, as the server gets it: every reference to a table carries the tenant. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class LoadSqlTest {

    record Song(long id, String title, List<String> words) {}

    record Album(long id, String title, List<Song> songs) {}

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    private static TestDatabase database;
    private static WireCounter wire;
    private static Keelson keelson;

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Album.class).policy(Tenancy.byColumn("tenant_id"));
    }

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(mapped().schema().statements().toArray(String[]::new));
        wire = WireCounter.start();
        keelson = mapped().dataSource(database.through(wire)).build();
    }

    @AfterAll
    static void drop() {
        database.close();
        wire.close();
    }

    private static String sent(Consumer<SqlUnitOfWork> load) {
        return sent(keelson, load);
    }

    private static String sent(Keelson by, Consumer<SqlUnitOfWork> load) {
        try (SqlUnitOfWork work = by.begin(ACME)) {
            wire.reset();
            load.accept(work);
            assertThat(wire.counts().roundTrips()).isEqualTo(1);
            return String.join(";\n", wire.transcript())
                    .replace(" union all ", "\nunion all ")
                    .replace(" from ", "\n  from ")
                    .replace(" where ", "\n  where ");
        }
    }

    @Test
    void of_one_aggregate() {
        assertThat(sent(work -> work.find(Album.class, 1L))).isEqualTo("""
            select 0 as branch, albums.id as s0, albums.title as s1, albums.version as s2, cast(null as integer) as s3
              from albums
              where (albums.tenant_id = $1 and albums.id = $2)
            union all select 1 as branch, album_songs.id, album_songs.title, album_songs.album_id, album_songs.position
              from album_songs
              where (album_songs.tenant_id = $3 and album_songs.album_id = $4)
            union all select 2 as branch, song_words.song_id, song_words.word, cast(null as bigint), song_words.position
              from song_words join album_songs on song_words.song_id = album_songs.id
              where (song_words.tenant_id = $5 and album_songs.tenant_id = $6 and album_songs.album_id = $7)\
            """);
    }

    @Test
    void of_one_aggregate_that_may_be_hidden_no_branch_asks_for_the_root() {
        KeelsonBuilder hiding = mapped().policy(SoftDelete.columns("deleted_at"));
        try (TestDatabase own = TestDatabase.create()) {
            own.execute(hiding.schema().ddl());
            try (Keelson hides = hiding.dataSource(own.through(wire)).build()) {
                assertThat(sent(hides, work -> work.find(Album.class, 1L))).isEqualTo("""
                    select 0 as branch, albums.id as s0, albums.title as s1, albums.version as s2, cast(null as integer) as s3
                      from albums
                      where (albums.tenant_id = $1 and albums.deleted_at is null and albums.id = $2)
                    union all select 1 as branch, album_songs.id, album_songs.title, album_songs.album_id, album_songs.position
                      from album_songs
                      where (album_songs.tenant_id = $3 and album_songs.deleted_at is null and album_songs.album_id = $4)
                    union all select 2 as branch, song_words.song_id, song_words.word, cast(null as bigint), song_words.position
                      from song_words join album_songs on song_words.song_id = album_songs.id
                      where (song_words.tenant_id = $5 and album_songs.tenant_id = $6 and album_songs.deleted_at is null and album_songs.album_id = $7)\
                    """);
            }
        }
    }

    @Test
    void of_many_aggregates() {
        assertThat(sent(work -> work.findAll(Album.class, List.of(1L, 2L)))).isEqualTo("""
            begin isolation level repeatable read read only;
            select albums.id, albums.title, albums.version
              from albums
              where (albums.tenant_id = $1 and albums.id = any (cast($2 as bigint[])));
            select album_songs.id, album_songs.album_id, album_songs.position, album_songs.title
              from album_songs
              where (album_songs.tenant_id = $1 and album_songs.album_id = any (cast($2 as bigint[])));
            select song_words.song_id, song_words.position, song_words.word
              from song_words join album_songs on song_words.song_id = album_songs.id
              where (song_words.tenant_id = $1 and album_songs.tenant_id = $2 and album_songs.album_id = any (cast($3 as bigint[])));
            commit\
            """);
    }

    @Test
    void of_a_query() {
        assertThat(sent(work -> {
                    Table<Record> albums = work.table(Album.class);
                    work.query(Album.class)
                            .where(albums.field("title", String.class).like("a%"))
                            .orderBy(albums.field("title").asc())
                            .limit(10)
                            .list();
                }))
                .isEqualTo("""
                    with roots(c0, c1, c2, place) as materialized (select albums.id, albums.title, albums.version, row_number() over (order by albums.title asc)
                      from albums
                      where (albums.tenant_id = $1 and albums.title like $2) order by albums.title asc fetch next 10 rows only) select *
                      from (select 0 as branch, roots.c0 as s0, roots.c1 as s1, roots.c2 as s2, cast(null as integer) as s3, roots.place
                      from roots
                    union all select 1 as branch, album_songs.id, album_songs.title, album_songs.album_id, album_songs.position, cast(null as bigint)
                      from album_songs join roots on album_songs.album_id = roots.c0
                      where album_songs.tenant_id = $3
                    union all select 2 as branch, song_words.song_id, song_words.word, cast(null as bigint), song_words.position, cast(null as bigint)
                      from song_words join album_songs on song_words.song_id = album_songs.id join roots on album_songs.album_id = roots.c0
                      where (song_words.tenant_id = $4 and album_songs.tenant_id = $5)) as loaded\
                    """);
    }

    @Test
    void of_a_count() {
        assertThat(sent(work -> work.query(Album.class).count())).isEqualTo("""
            select count(*)
              from albums
              where albums.tenant_id = $1\
            """);
    }
}
