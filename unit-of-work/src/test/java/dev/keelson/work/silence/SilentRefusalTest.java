package dev.keelson.work.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.RowCountException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.silence.Library.Book;
import dev.keelson.work.silence.Library.Tag;
import dev.keelson.work.silence.Library.TagId;
import dev.keelson.work.silence.SilencedTables.Silencer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row that a commit says it wrote was written: whoever refuses it without an error, whatever is done to it, wherever it stands,
 * among few rows or many, in each form of a commit. Cells that cannot be say why.
 */
@NullMarked
class SilentRefusalTest {

    private static final WorkContext JANE = WorkContext.of(Actor.of("jane"));
    private static final int FEW = 2;
    private static final int MANY = 5;

    private static final Map<Silencer, Stage> STAGES = new EnumMap<>(Silencer.class);

    enum Place {
        ROOT("works"),
        PART("work_lines"),
        JOINED("books"),
        JUNCTION("work_tags");

        private final String table;

        Place(String table) {
            this.table = table;
        }
    }

    enum Form {
        SHORT,
        LONG,
        PLAIN
    }

    record Cell(Silencer silencer, Kind kind, Place place, int rows, Form form) {

        /** Why there is no such commit, if there is none. */
        Optional<String> impossible() {
            if (silencer == Silencer.FOREIGN_DELETE && kind == Kind.INSERT) {
                return Optional.of("what is not there yet cannot be deleted");
            }
            if (silencer == Silencer.POLICY && kind == Kind.INSERT) {
                return Optional.of("a policy refuses an insert with an error");
            }
            if (silencer == Silencer.RULE && form != Form.PLAIN) {
                return Optional.of("where tables have rules, commits are plain statements");
            }
            if (form == Form.SHORT && rows == MANY) {
                return Optional.of("many rows take the long form");
            }
            boolean withItsRoot = place == Place.ROOT || place == Place.JOINED;
            if (form == Form.SHORT && withItsRoot && (kind != Kind.UPDATE || place == Place.ROOT)) {
                return Optional.of("the short form neither adds nor removes a root, and changes one");
            }
            if (form == Form.SHORT && place == Place.JOINED) {
                return Optional.of("a root has one row in its class's table");
            }
            return Optional.empty();
        }

        /** Whether the rows are roots, which cannot even be locked under a policy that lets nobody update them. */
        boolean isLocked() {
            return silencer == Silencer.POLICY && place == Place.ROOT && kind == Kind.UPDATE;
        }

        /** How many rows are refused together. */
        int refused() {
            if (isLocked()) {
                return form == Form.PLAIN ? rows : rows == MANY ? rows + 1 : 1; // one by one, or with the other
            }
            boolean withTheOther = place == Place.ROOT && kind == Kind.UPDATE && form == Form.LONG;
            return form == Form.PLAIN ? 1 : rows + (withTheOther ? 1 : 0);
        }

        @Override
        public String toString() {
            return "%s of %d %s rows, %s, %s".formatted(kind, rows, place, silencer, form);
        }
    }

    static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Silencer silencer : Silencer.values()) {
            for (Kind kind : List.of(Kind.INSERT, Kind.UPDATE, Kind.DELETE)) {
                for (Place place : Place.values()) {
                    for (int rows : List.of(FEW, MANY)) {
                        for (Form form : Form.values()) {
                            cells.add(new Cell(silencer, kind, place, rows, form));
                        }
                    }
                }
            }
        }
        return cells.stream().filter(cell -> cell.impossible().isEmpty());
    }

    /** One database of a silencer, and two ways to it. */
    private static final class Stage implements AutoCloseable {
        private final TestDatabase database = TestDatabase.create();
        private final WireCounter wire;
        private final Keelson keelson;
        private final Keelson plain;

        Stage(Silencer silencer) {
            database.execute(Library.mapped().schema().ddl());
            SilencedTables.prepare(database, silencer);
            wire = WireCounter.start();
            keelson = Library.mapped().dataSource(database.through(wire)).build();
            plain = Library.mapped()
                    .dataSource(database.application())
                    .portable(true)
                    .build();
        }

        Keelson keelson(Form form) {
            return form == Form.PLAIN ? plain : keelson;
        }

        List<List<List<@Nullable Object>>> tables() {
            return Stream.of("works", "books", "work_lines", "work_tags", "keelson_commits")
                    .map(table -> database.query("select * from " + table + " order by 1, 2"))
                    .toList();
        }

        @Override
        public void close() {
            wire.close();
            database.close();
        }
    }

    @AfterAll
    static void close() {
        STAGES.values().forEach(Stage::close);
        STAGES.clear();
    }

    /** Books with their tags, and what a commit does to them. */
    private static final class Scene {
        private final Cell cell;
        private final Stage stage;
        private final List<TagId> tags;
        private final List<UUID> ids;

        Scene(Cell cell, Stage stage) {
            this.cell = cell;
            this.stage = stage;
            SilencedTables.empty(stage.database);
            List<Tag> stored = Library.tags(2 * MANY);
            tags = stored.stream().map(Tag::id).toList();
            List<Book> books = Stream.generate(() -> Library.book(cell.rows(), tags.subList(0, cell.rows())))
                    .limit(roots() + 1L)
                    .toList();
            ids = books.stream().map(Book::id).toList();
            stage.plain.run(JANE, work -> {
                stored.forEach(work::add);
                books.forEach(work::add);
            });
            stage.database.execute("delete from keelson_commits");
        }

        private int roots() {
            return cell.place() == Place.ROOT || cell.place() == Place.JOINED ? cell.rows() : 1;
        }

        /** The long form takes another root that changes. */
        void change(SqlUnitOfWork work) {
            for (int n = 0; n < roots(); n++) {
                change(work, work.get(Book.class, ids.get(n)), n);
            }
            if (cell.form() == Form.LONG) {
                work.get(Book.class, ids.get(roots())).call("another");
            }
        }

        private void change(SqlUnitOfWork work, Book book, int n) {
            switch (cell.place()) {
                case ROOT, JOINED -> {
                    switch (cell.kind()) {
                        case INSERT -> work.add(new Book(UUID.randomUUID(), "new", "9"));
                        case UPDATE -> {
                            book.call("title " + n);
                            book.number("number " + n);
                        }
                        case DELETE -> work.remove(book);
                        case GUARD -> throw new IllegalStateException();
                    }
                }
                case PART -> {
                    for (int row = 0; row < cell.rows(); row++) {
                        switch (cell.kind()) {
                            case INSERT -> book.lines().add(Library.line());
                            case UPDATE -> book.lines().get(row).say("line " + row);
                            case DELETE -> book.lines().remove(0);
                            case GUARD -> throw new IllegalStateException();
                        }
                    }
                }
                case JUNCTION -> {
                    for (int row = 0; row < cell.rows(); row++) {
                        switch (cell.kind()) {
                            case INSERT -> book.tags().add(tags.get(cell.rows() + row));
                            case UPDATE -> book.tags().set(row, tags.get(cell.rows() + row));
                            case DELETE -> book.tags().remove(book.tags().size() - 1);
                            case GUARD -> throw new IllegalStateException();
                        }
                    }
                }
            }
        }

        /** Somebody deletes one of the rows that the commit is to write. */
        void deleteOne() {
            String root = ids.get(0).toString();
            switch (cell.place()) {
                case ROOT -> {
                    stage.database.execute(
                            "delete from work_lines where work_id = '" + root + "'",
                            "delete from work_tags where work_id = '" + root + "'",
                            "delete from books where id = '" + root + "'",
                            "delete from works where id = '" + root + "'");
                }
                case JOINED -> stage.database.execute("delete from books where id = '" + root + "'");
                case PART ->
                    stage.database.execute(
                            "delete from work_lines where id = (select id from work_lines where work_id = '" + root
                                    + "' order by position limit 1)");
                case JUNCTION ->
                    stage.database.execute("delete from work_tags where work_id = '" + root + "' and position = 0");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_row_that_is_not_written_stops_the_commit(Cell cell) {
        Stage stage = STAGES.computeIfAbsent(cell.silencer(), Stage::new);
        Scene scene = new Scene(cell, stage);
        try (SqlUnitOfWork work = stage.keelson(cell.form()).begin(JANE)) {
            scene.change(work);
            if (cell.silencer() == Silencer.FOREIGN_DELETE) {
                scene.deleteOne();
            } else {
                SilencedTables.silence(stage.database, cell.place().table, cell.kind());
            }
            List<List<List<@Nullable Object>>> before = stage.tables();
            stage.wire.reset();

            Throwable failure = catchThrowable(work::commit);

            assertThat(stage.tables()).isEqualTo(before);
            if (cell.form() != Form.PLAIN) {
                assertThat(stage.wire.transcript().get(0).startsWith("with token as"))
                        .isEqualTo(cell.form() == Form.SHORT);
            }
            if (cell.silencer() == Silencer.FOREIGN_DELETE) {
                Reason reason = cell.place() == Place.ROOT ? Reason.DELETED : Reason.INCOMPLETE;
                assertThat(failure)
                        .isInstanceOfSatisfying(
                                StaleAggregateException.class,
                                stale -> assertThat(stale.stale())
                                        .extracting(Stale::id, Stale::reason)
                                        .containsExactly(
                                                org.assertj.core.groups.Tuple.tuple(scene.ids.get(0), reason)));
                return;
            }
            assertThat(failure).isInstanceOfSatisfying(RowCountException.class, refused -> {
                assertThat(refused.table()).isEqualTo(cell.place().table);
                assertThat(refused.kind()).isEqualTo(cell.isLocked() ? Kind.GUARD : cell.kind());
                assertThat(refused.found()).isZero();
                assertThat(refused.expected()).isEqualTo(cell.refused());
            });
            SilencedTables.lift(stage.database);
            work.commit();
        }
        assertThat(stage.tables()).isNotEqualTo(List.of());
        assertThat(stage.keelson(cell.form())
                        .<Boolean, RuntimeException>call(
                                JANE,
                                work -> work.find(Book.class, scene.ids.get(0)).isPresent()))
                .isEqualTo(!(cell.kind() == Kind.DELETE
                        && Objects.equals(cell.rows(), scene.roots())
                        && (cell.place() == Place.ROOT || cell.place() == Place.JOINED)));
    }
}
