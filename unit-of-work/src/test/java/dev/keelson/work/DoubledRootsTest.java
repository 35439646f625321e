package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.HydrationException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.mapping.Inheritance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Roots of which a row is there twice, where no constraint could keep it from that: they never become one in silence. */
@SuppressWarnings("NullAway.Init")
class DoubledRootsTest {

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    private static Keelson built(KeelsonBuilder builder) {
        return builder.dataSource(database.application()).commitLog(false).build();
    }

    private static void refused(Keelson keelson, Consumer<SqlUnitOfWork> load, String... words) {
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            assertThatThrownBy(() -> load.accept(work))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageContainingAll(words);
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    /** By identifier, with others, by a query. */
    private static <A> void refusedInEveryWay(Keelson keelson, Class<A> type, Object id, String... words) {
        refused(keelson, work -> work.get(type, id), words);
        refused(keelson, work -> work.findAll(type, List.of(id, 99L)), words);
        refused(keelson, work -> work.query(type).list(), words);
    }

    // ---- views and tables that others inherit from

    static final class Note {
        private final long id;
        private final List<String> lines = new ArrayList<>();
        private @Nullable String text;

        Note(long id) {
            this.id = id;
        }
    }

    @Test
    void those_of_a_view() {
        database.execute(
                "create table note_rows (id bigint, text text, version bigint)",
                "create table note_lines (note_id bigint, position integer, line text, primary key (note_id,"
                        + " position))",
                "insert into note_rows values (1, 'one', 1), (2, 'two', 1), (2, 'again', 1)",
                "insert into note_lines values (2, 0, 'line')",
                "create view notes as select * from note_rows");
        try (Keelson keelson =
                built(Keelson.builder().map(Note.class).validate(false).accept("notes", "its rows are told by hand"))) {
            refusedInEveryWay(
                    keelson,
                    Note.class,
                    2L,
                    "Cannot hydrate Note",
                    "notes has more than one row of id 2, and no constraint forbids it");
            try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                assertThat(work.get(Note.class, 1L).text).isEqualTo("one");
            }
        }
    }

    static final class Paper {
        private final long id;
        private @Nullable String text;

        Paper(long id) {
            this.id = id;
        }
    }

    @Test
    void those_of_a_table_and_another_that_inherits_from_it() {
        database.execute(
                "create table papers (id bigint primary key, text text, version bigint not null)",
                "create table old_papers (primary key (id)) inherits (papers)",
                "insert into papers values (1, 'new', 1), (2, 'new', 1)",
                "insert into old_papers values (2, 'old', 1), (3, 'old', 1)");
        try (Keelson keelson = built(Keelson.builder().map(Paper.class))) {
            assertThat(keelson.schema().report()).hasSize(1);
            refusedInEveryWay(keelson, Paper.class, 2L, "papers has more than one row of id 2");
            try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                assertThat(work.get(Paper.class, 3L).text).isEqualTo("old");
            }
        }
    }

    // ---- a joined class

    sealed interface Form permits Circle, Point {
        long id();
    }

    record Circle(long id, int radius) implements Form {}

    record Point(long id) implements Form {}

    @Test
    void those_of_a_joined_class() {
        database.execute(
                "create table forms (id bigint primary key, form_type text not null, version bigint not null)",
                "create table circle_rows (id bigint, radius integer)",
                "create view circles as select * from circle_rows",
                "insert into forms values (1, 'circle', 1), (2, 'point', 1)",
                "insert into circle_rows values (1, 10), (1, 20)");
        try (Keelson keelson = built(Keelson.builder()
                .map(Form.class, form -> form.inheritance(Inheritance.JOINED))
                .validate(false))) {
            refusedInEveryWay(keelson, Form.class, 1L, "more than one row of id 1");
            try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                assertThat(work.get(Form.class, 2L)).isEqualTo(new Point(2));
            }
        }
    }

    // ---- a table for each class

    sealed interface Document permits Contract, Receipt {
        long id();
    }

    record Contract(long id, String partner) implements Document {}

    record Receipt(long id, long sum) implements Document {}

    static final class Folder {
        private final long id;
        private @Nullable Document top;

        Folder(long id) {
            this.id = id;
        }
    }

    @Test
    void those_of_two_classes_with_a_table_each() {
        database.execute(
                "create sequence document_numbers",
                "create table contracts (id bigint primary key, partner text not null, version bigint not null)",
                "create table receipts (id bigint primary key, sum bigint not null, version bigint not null)",
                "create table folders (id bigint primary key, top_id bigint, version bigint not null)",
                "insert into contracts values (1, 'one', 1), (2, 'two', 1)",
                "insert into receipts values (2, 20, 1), (3, 30, 1)",
                "insert into folders values (7, 2, 1), (8, 3, 1)");
        try (Keelson keelson = built(Keelson.builder()
                .map(
                        Document.class,
                        document -> document.inheritance(Inheritance.TABLE_PER_CLASS)
                                .databaseIds("document_numbers")
                                .idBlock(1))
                .map(Folder.class))) {
            String[] words = {
                "Cannot hydrate Document[2]", "receipts has a row of id 2, and contracts one of the same identifier"
            };
            refusedInEveryWay(keelson, Document.class, 2L, words);
            refused(keelson, work -> work.get(Folder.class, 7L), words);
            try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                assertThat(work.get(Folder.class, 8L).top).isEqualTo(new Receipt(3, 30));
            }
        }
    }
}
