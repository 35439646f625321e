package dev.keelson.work.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names that SQL reads otherwise: reserved words, capitals, blanks, quotes, and names that our own SQL uses. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class OddNamesTest {

    record Column(int id, String text) {}

    static final class Table1 {
        private final int id;
        private String user;
        private String mixed;
        private String mark;
        private final List<Column> columns = new ArrayList<>();
        private final List<String> place = new ArrayList<>();

        Table1(int id, String user, String mixed, String mark) {
            this.id = id;
            this.user = user;
            this.mixed = mixed;
            this.mark = mark;
        }

        String text() {
            return id + user + mixed + mark + columns + place;
        }
    }

    /** Its columns and tables are called as the aliases of our own statements are. */
    static final class Aliases {
        private final int id;
        private int branch;
        private int place;
        private int s0;
        private int c0;
        private final List<Integer> u = new ArrayList<>();
        private final List<Integer> k = new ArrayList<>();

        Aliases(int id) {
            this.id = id;
        }

        String text() {
            return id + " " + branch + place + s0 + c0 + u + k;
        }
    }

    record Plant(int id, List<String> parts) {}

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Table1.class,
                        all -> all.table("order")
                                .versionColumn("Version No")
                                .property("id", p -> p.column("primary"))
                                .property("mixed", p -> p.column("Mixed Case"))
                                .property("mark", p -> p.column("qu\"ote's"))
                                .children(
                                        "columns",
                                        columns -> columns.table("Order Lines")
                                                .parentColumn("Order")
                                                .positionColumn("position")
                                                .property("text", p -> p.column("select")))
                                .values("place", place -> place.table("user").column("from")))
                .map(
                        Aliases.class,
                        all -> all.table("roots")
                                .values("u", u -> u.table("u").column("u"))
                                .values("k", k -> k.table("loaded").column("g")));
    }

    @BeforeAll
    static void create() {
        store = Store.of(OddNamesTest::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @Test
    void reserved_words_capitals_blanks_and_quotes_are_names_like_others() {
        Table1 one = new Table1(1, "u", "m", "q");
        Table1 two = new Table1(2, "u2", "m2", "q2");
        IntStream.range(0, 5).forEach(n -> one.columns.add(new Column(n, "c" + n)));
        IntStream.range(0, 5).forEach(n -> one.place.add("p" + n));
        store.save(one, two);
        assertThat(store.load(Table1.class, 1).text()).isEqualTo(one.text());
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.getAll(Table1.class, List.of(1, 2)))
                    .extracting(Table1::text)
                    .containsExactly(one.text(), two.text());
        }
        try (SqlUnitOfWork work = store.begin()) {
            Table<Record> table = work.table(Table1.class);
            Table1 found = work.query(Table1.class)
                    .where(table.field("Mixed Case", String.class).eq("m"))
                    .orderBy(table.field("qu\"ote's").asc())
                    .list()
                    .get(0);
            found.user = "changed";
            found.columns.remove(0);
            found.columns.replaceAll(column -> new Column(column.id(), "changed"));
            found.place.clear();
            work.remove(work.get(Table1.class, 2));
            work.commit();
            assertThat(store.load(Table1.class, 1).text()).isEqualTo(found.text());
        }
        assertThat(store.database().query("select \"primary\", \"Mixed Case\", \"qu\"\"ote's\" from \"order\""))
                .isEqualTo(List.of(List.of(1, "m", "q")));
    }

    @Test
    void a_child_table_may_be_called_as_the_roots_of_a_query_are() {
        try (Store own = Store.of(() ->
                Keelson.builder().map(Plant.class, plant -> plant.values("parts", parts -> parts.table("roots"))))) {
            Plant plant = new Plant(1, List.of("a", "b"));
            own.save(plant);
            assertThat(own.begin().query(Plant.class).list()).containsExactly(plant);
        }
    }

    @Test
    void a_question_mark_in_a_name_is_no_parameter() {
        try (Store own = Store.of(() ->
                Keelson.builder().map(Plant.class, plant -> plant.values("parts", parts -> parts.column("ok?"))))) {
            Plant plant = new Plant(1, List.of("a", "b"));
            own.save(plant);
            assertThat(own.load(Plant.class, 1)).isEqualTo(plant);
        }
    }

    @Test
    void names_that_our_own_statements_use_are_names_like_others() {
        Aliases one = new Aliases(1);
        one.branch = 2;
        one.place = 3;
        one.s0 = 4;
        one.c0 = 5;
        one.u.addAll(List.of(6, 6, 7, 8));
        one.k.addAll(List.of(9, 10));
        Aliases two = new Aliases(2);
        two.place = 1;
        store.save(one, two);
        assertThat(store.load(Aliases.class, 1).text()).isEqualTo(one.text());
        try (SqlUnitOfWork work = store.begin()) {
            assertThat(work.getAll(Aliases.class, List.of(2, 1)))
                    .extracting(Aliases::text)
                    .containsExactly(two.text(), one.text());
        }
        try (SqlUnitOfWork work = store.begin()) {
            Table<Record> table = work.table(Aliases.class);
            List<Aliases> found = work.query(Aliases.class)
                    .orderBy(table.field("place").desc())
                    .list();
            assertThat(found).extracting(Aliases::text).containsExactly(one.text(), two.text());
            found.forEach(aliases -> aliases.c0++);
            work.remove(two.id == 2 ? work.get(Aliases.class, 2) : two);
            found.get(0).u.clear();
            work.commit();
            assertThat(store.load(Aliases.class, 1).text())
                    .isEqualTo(found.get(0).text());
        }
    }
}
