package dev.keelson.work.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.UuidV7;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.DatabaseException;
import dev.keelson.kernel.error.RowCountException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counting rows finds, and what it must not take for a loss. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class CountedCommitTest {

    private static final WorkContext JANE = WorkContext.of(Actor.of("jane"));

    static final class Line {
        private final UUID id;
        private @Nullable UUID about;
        private String text;

        Line(UUID id, @Nullable UUID about, String text) {
            this.id = id;
            this.about = about;
            this.text = text;
        }
    }

    static final class Note {
        private final UUID id;
        private final UUID line;
        private String text;

        Note(UUID id, UUID line, String text) {
            this.id = id;
            this.line = line;
            this.text = text;
        }
    }

    static final class Sheet {
        private final UUID id;
        private @Nullable UUID folder;
        private String title;
        private final List<Line> lines = new ArrayList<>();
        private final List<Note> notes = new ArrayList<>();

        Sheet(UUID id, @Nullable UUID folder, String title) {
            this.id = id;
            this.folder = folder;
            this.title = title;
        }
    }

    record Folder(UUID id, String name) {}

    private TestDatabase database;

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Sheet.class).map(Folder.class);
    }

    @BeforeEach
    void create() {
        database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private Keelson keelson(boolean plain) {
        KeelsonBuilder builder = mapped().dataSource(database.application());
        return plain ? builder.portable(true).build() : builder.build();
    }

    private static Sheet sheet(int lines) {
        Sheet sheet = new Sheet(UuidV7.next(), null, "t");
        for (int n = 0; n < lines; n++) {
            sheet.lines.add(new Line(UuidV7.next(), null, "l" + n));
        }
        return sheet;
    }

    private static UUID stored(Keelson keelson, Sheet sheet) {
        keelson.run(JANE, work -> work.add(sheet));
        return sheet.id;
    }

    private void refusing(String table, String event) {
        database.execute(
                "create function refuse_%s() returns trigger language plpgsql as $$ begin return null; end $$"
                        .formatted(table),
                "create trigger refuse before %2$s on %1$s for each row execute function refuse_%1$s()"
                        .formatted(table, event));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_command_whose_token_is_not_stored_has_no_effect(boolean plain) {
        UUID id = stored(keelson(plain), sheet(1));
        refusing("keelson_commits", "insert");
        Keelson keelson = keelson(plain);
        List<Consumer<Sheet>> changes = List.of(sheet -> sheet.title = "short form", sheet -> {
            for (int n = 0; n < 9; n++) {
                sheet.lines.add(new Line(UuidV7.next(), null, "long form"));
            }
        });
        for (Consumer<Sheet> change : changes) {
            assertThatThrownBy(() -> keelson.run(JANE, work -> change.accept(work.get(Sheet.class, id))))
                    .isInstanceOfSatisfying(
                            RowCountException.class,
                            refused -> assertThat(refused.table()).isEqualTo("keelson_commits"));
        }
        assertThat(database.query("select title, version from sheets")).containsExactly(List.of("t", 1L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_refused_in_silence_is_not_tried_again_and_what_is_gone_is(boolean plain) {
        UUID id = stored(keelson(plain), sheet(2));
        database.execute("create table silence (on_table text, on_event text)");
        refusing("sheet_notes", "insert");
        Keelson keelson = keelson(plain);
        int[] rounds = {0};
        assertThatThrownBy(() -> keelson.run(JANE, work -> {
                    rounds[0]++;
                    Sheet sheet = work.get(Sheet.class, id);
                    sheet.notes.add(new Note(UuidV7.next(), sheet.lines.get(0).id, "n"));
                }))
                .isInstanceOf(RowCountException.class)
                .hasMessageContaining("Cannot commit Sheet[" + id + "]: 1 row of table sheet_notes was to be inserted");
        assertThat(rounds[0]).isEqualTo(1);

        rounds[0] = 0;
        keelson.run(JANE, work -> {
            Sheet sheet = work.get(Sheet.class, id);
            if (rounds[0]++ == 0) {
                database.execute("delete from sheet_lines where text = 'l1'");
            }
            sheet.lines.forEach(line -> line.text = "changed");
        });
        assertThat(rounds[0]).isEqualTo(2);
        assertThat(database.query("select text from sheet_lines")).containsExactly(List.of("changed"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void one_key_of_several_rows_stops_the_commit(boolean plain) {
        Keelson keelson = keelson(plain);
        UUID id = stored(keelson, sheet(1));
        try (SqlUnitOfWork work = keelson.begin(JANE)) {
            Sheet sheet = work.get(Sheet.class, id);
            sheet.lines.get(0).text = "changed";
            database.execute(
                    "alter table sheet_lines drop constraint sheet_lines_pkey",
                    "insert into sheet_lines select * from sheet_lines");
            assertThatThrownBy(work::commit)
                    .isInstanceOf(RowCountException.class)
                    .hasMessageContaining("was to be updated, and the database updated 2 without an error. Several rows"
                            + " have the key of one");
        }
        assertThat(database.query("select distinct text from sheet_lines")).containsExactly(List.of("l0"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rows_that_go_with_others_of_the_same_commit_are_no_loss(boolean plain) {
        database.execute(
                "alter table sheet_notes add foreign key (line) references sheet_lines (id) on delete cascade",
                "alter table sheet_lines add foreign key (about) references sheet_lines (id) on delete cascade");
        Keelson keelson = keelson(plain);
        for (int many : List.of(1, 2, 6)) {
            Sheet sheet = sheet(many);
            sheet.lines.add(new Line(UuidV7.next(), sheet.lines.get(0).id, "about the first"));
            for (int n = 0; n < many; n++) {
                sheet.notes.add(new Note(UuidV7.next(), sheet.lines.get(n).id, "n"));
            }
            UUID id = stored(keelson, sheet);
            keelson.run(JANE, work -> {
                Sheet loaded = work.get(Sheet.class, id);
                loaded.lines.clear();
                loaded.notes.clear();
            });
            assertThat(database.query("select (select count(*) from sheet_lines), (select count(*) from sheet_notes)"))
                    .containsExactly(List.of(0L, 0L));
            keelson.run(JANE, work -> work.remove(work.get(Sheet.class, id)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_root_that_goes_with_another_of_the_same_commit_is_not_said_to_be_written(boolean plain) {
        database.execute("alter table sheets add foreign key (folder) references folders (id) on delete cascade");
        Keelson keelson = keelson(plain);
        Folder folder = new Folder(UuidV7.next(), "f");
        Sheet sheet = sheet(0);
        sheet.folder = folder.id();
        keelson.run(JANE, work -> work.add(folder));
        keelson.run(JANE, work -> work.add(sheet));

        assertThatThrownBy(() -> keelson.run(JANE, work -> {
                    work.get(Sheet.class, sheet.id).title = "kept";
                    work.remove(work.get(Folder.class, folder.id()));
                }))
                .isInstanceOf(RowCountException.class)
                .hasMessageContaining("1 row of table sheets was to be updated");
        assertThat(database.query("select count(*) from folders, sheets")).containsExactly(List.of(1L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_partition_that_refuses_rows_is_found(boolean plain) {
        database.execute(
                "drop table sheet_lines",
                "create table sheet_lines (sheet_id uuid not null references sheets, position integer not null, id uuid"
                        + " primary key, about uuid, text text not null) partition by hash (id)",
                "create table lines_0 partition of sheet_lines for values with (modulus 1, remainder 0)");
        refusing("lines_0", "insert");
        Keelson keelson = keelson(plain);
        assertThatThrownBy(() -> stored(keelson, sheet(7))).isInstanceOfSatisfying(RowCountException.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Kind.INSERT);
            assertThat(refused.table()).isEqualTo("sheet_lines");
        });
        assertThat(database.query("select * from sheets")).isEmpty();
    }

    @Test
    void a_driver_that_does_not_count_the_rows_of_a_batch_hides_none() {
        refusing("sheet_lines", "insert");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.application().getJdbcUrl() + "&reWriteBatchedInserts=true");
        config.setUsername(database.application().getUsername());
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Keelson keelson = mapped().dataSource(pool).portable(true).build();
            assertThatThrownBy(() -> stored(keelson, sheet(8))).isInstanceOf(RowCountException.class);
        }
        assertThat(database.query("select * from sheets")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_refused_when_the_transaction_ends_is_a_refusal(boolean plain) {
        database.execute(
                "create function late() returns trigger language plpgsql as $$ begin raise exception 'too late'; end"
                        + " $$",
                "create constraint trigger late after insert on sheet_notes deferrable initially deferred for each row"
                        + " execute function late()");
        Keelson keelson = keelson(plain);
        int[] rounds = {0};
        assertThatThrownBy(() -> keelson.run(JANE, work -> {
                    rounds[0]++;
                    Sheet sheet = sheet(1);
                    sheet.notes.add(new Note(UuidV7.next(), sheet.lines.get(0).id, "n"));
                    work.add(sheet);
                }))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("P0001")
                .rootCause()
                .hasMessageContaining("too late");
        assertThat(rounds[0]).isEqualTo(1);
        assertThat(database.query("select (select count(*) from sheets), (select count(*) from keelson_commits)"))
                .containsExactly(List.of(0L, 0L));
    }

    /** Tables that are called as our own parts of a statement are. */
    record Token(UUID id, String name) {}

    static final class Root {
        private final UUID id;
        private String name;
        private final List<Line> w = new ArrayList<>();
        private final List<Note> d = new ArrayList<>();

        Root(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Log {
        private final UUID id;
        private String name;

        Log(UUID id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Test
    void tables_may_be_called_as_the_parts_of_a_statement_are() {
        KeelsonBuilder builder = Keelson.builder()
                .map(Log.class, log -> log.table("token"))
                .map(
                        Root.class,
                        root -> root.table("root")
                                .children("w", lines -> lines.table("w"))
                                .children("d", notes -> notes.table("w1")));
        database.execute(builder.schema().statements().stream()
                .filter(statement -> !statement.contains("keelson_commits"))
                .toArray(String[]::new));
        Keelson keelson = builder.dataSource(database.application()).build();
        Root root = new Root(UuidV7.next(), "r");
        Log log = new Log(UuidV7.next(), "l");
        root.w.add(new Line(UuidV7.next(), null, "one"));
        root.w.add(new Line(UuidV7.next(), null, "two"));
        root.d.add(new Note(UuidV7.next(), root.w.get(0).id, "note"));
        keelson.run(JANE, work -> {
            work.add(root);
            work.add(log);
        });

        keelson.run(JANE, work -> {
            Root loaded = work.get(Root.class, root.id);
            loaded.w.forEach(line -> line.text = "changed");
            loaded.d.get(0).text = "changed";
        });
        keelson.run(JANE, work -> work.get(Log.class, log.id).name = "changed");
        keelson.run(JANE, work -> {
            work.get(Log.class, log.id).name = "changed once more";
            work.get(Root.class, root.id).w.remove(0);
        });
        assertThat(database.query("select r.version, t.name, w.text, w1.text from root r, token t, w, w1"))
                .containsExactly(List.of(3L, "changed once more", "changed", "changed"));
    }

    /** Stated limits: nobody could count this. */
    @Test
    void what_a_trigger_changes_or_undoes_after_the_write_passes() {
        database.execute(
                "create function undo() returns trigger language plpgsql as $$ begin delete from sheet_lines where id ="
                        + " new.id; return null; end $$",
                "create trigger undo after insert on sheet_lines for each row execute function undo()");
        Keelson keelson = keelson(false);
        UUID id = stored(keelson, sheet(1));
        assertThat(database.query("select * from sheet_lines")).isEmpty();
        assertThat(keelson.<Integer, RuntimeException>call(
                        JANE, work -> work.get(Sheet.class, id).lines.size()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_stale_root_is_told_before_its_rows_are_counted(boolean plain) {
        Keelson keelson = keelson(plain);
        UUID id = stored(keelson, sheet(2));
        try (SqlUnitOfWork work = keelson.begin(JANE)) {
            work.get(Sheet.class, id).lines.clear();
            keelson.run(JANE, other -> other.get(Sheet.class, id).lines.clear());
            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("expected version 1, found 2");
        }
    }
}
