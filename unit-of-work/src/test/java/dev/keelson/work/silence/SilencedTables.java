package dev.keelson.work.silence;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.testing.rig.TestDatabase;
import java.util.List;

/** Tables that refuse rows without an error as long as a row of the table {@code silence} says so. */
final class SilencedTables {

    private static final List<String> TABLES = List.of("works", "books", "work_lines", "work_tags", "keelson_commits");

    private SilencedTables() {}

    /** What keeps rows from being written. */
    enum Silencer {
        /** A trigger before the row that returns null. */
        TRIGGER,
        /** A rule that does nothing instead. */
        RULE,
        /** Row-level security that lets the application see rows, but not write them. */
        POLICY,
        /** Somebody who deletes the rows, and raises no version. */
        FOREIGN_DELETE
    }

    static void prepare(TestDatabase database, Silencer silencer) {
        database.execute("create table silence (on_table text, on_event text)");
        for (String table : TABLES) {
            switch (silencer) {
                case TRIGGER ->
                    database.execute(
                            """
                            create function refuse_%1$s() returns trigger language plpgsql as $$
                            begin
                                if exists (select 1 from silence where on_table = '%1$s' and on_event = lower(tg_op)) then
                                    return null;
                                end if;
                                return case tg_op when 'DELETE' then old else new end;
                            end $$\
                            """.formatted(table),
                            "create trigger refuse before insert or update or delete on %1$s for each row execute function refuse_%1$s()"
                                    .formatted(table));
                case RULE -> {
                    for (String event : List.of("insert", "update", "delete")) {
                        database.execute(
                                "create rule refuse_%2$s as on %2$s to %1$s where exists (select 1 from silence where on_table = '%1$s' and on_event = '%2$s') do instead nothing"
                                        .formatted(table, event));
                    }
                }
                case POLICY -> {
                    String unless = "not exists (select 1 from silence where on_table = '%s' and on_event = '%s')";
                    database.execute(
                            "alter table %s enable row level security".formatted(table),
                            "create policy see on %s for select using (true)".formatted(table),
                            "create policy add on %s for insert with check (true)".formatted(table),
                            ("create policy write on %s for update using (" + unless.formatted(table, "update") + ")")
                                    .formatted(table),
                            ("create policy remove on %s for delete using (" + unless.formatted(table, "delete") + ")")
                                    .formatted(table));
                }
                case FOREIGN_DELETE -> {}
            }
        }
    }

    static void silence(TestDatabase database, String table, Kind event) {
        database.execute("insert into silence values ('%s', '%s')"
                .formatted(table, event.name().toLowerCase()));
    }

    static void lift(TestDatabase database) {
        database.execute("delete from silence");
    }

    /** By deletes, which are quicker than a truncation of small tables. */
    static void empty(TestDatabase database) {
        database.execute("delete from silence; delete from work_tags; delete from work_lines; delete from books;"
                + " delete from works; delete from tags; delete from keelson_commits");
    }
}
