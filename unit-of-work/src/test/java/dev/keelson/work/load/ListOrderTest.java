package dev.keelson.work.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A list has its own order, whatever order the rows come in. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class ListOrderTest {

    record Verse(int id, String text, List<String> rhymes) {}

    record Poem(int id, List<Verse> verses) {}

    private static final Poem FIRST = poem(1);
    private static final Poem SECOND = poem(2);

    private static Store store;

    private static Poem poem(int id) {
        return new Poem(
                id,
                List.of(
                        new Verse(10 * id + 3, "a", List.of("x", "y", "z")),
                        new Verse(10 * id + 1, "b", List.of("z", "y", "x", "w")),
                        new Verse(10 * id + 2, "c", List.of())));
    }

    @BeforeAll
    static void create() {
        store = Store.of(() -> Keelson.builder().map(Poem.class));
        store.save(FIRST, SECOND);
        // rows lie in the heap in the order of their insertion: insert them anew, backwards
        store.database()
                .execute(
                        "create table v as select * from poem_verses",
                        "create table r as select * from verse_rhymes",
                        "delete from verse_rhymes",
                        "delete from poem_verses",
                        "insert into poem_verses select * from v order by position desc, poem_id",
                        "insert into verse_rhymes select * from r order by position desc, verse_id desc");
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @Test
    void of_one_aggregate() {
        assertThat(store.load(Poem.class, 1)).isEqualTo(FIRST);
    }

    @Test
    void of_several_aggregates_and_in_queries() {
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.getAll(Poem.class, List.of(2, 1))).containsExactly(SECOND, FIRST);
        }
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.query(Poem.class)
                            .orderBy(work.table(Poem.class).field("id").desc())
                            .list())
                    .containsExactly(SECOND, FIRST);
        }
    }

    @Test
    void positions_with_gaps_are_an_order_too() {
        store.save(new Poem(3, List.of(new Verse(31, "a", List.of()), new Verse(32, "b", List.of()))));
        store.database()
                .execute("update poem_verses set position = case id when 31 then 70 else 7 end where poem_id = 3");
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.get(Poem.class, 3).verses()).extracting(Verse::id).containsExactly(32, 31);
            work.discard();
        }
    }
}
