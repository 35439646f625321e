package dev.keelson.work.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SQL of commits, whole, as the server gets it. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class CommitSqlTest {

    record Mark(String name, @Nullable Integer grade) {}

    static final class Line {
        private final long id;
        private String text;
        private int size;

        Line(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Sheet {
        private final long id;
        private String title;
        private List<Line> lines = new ArrayList<>();
        private Set<Mark> marks = new LinkedHashSet<>();

        Sheet(long id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    record Loose(long id, String text) {}

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    private static TestDatabase database;
    private static WireCounter wire;
    private static Keelson keelson;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Sheet.class)
                .map(Loose.class, loose -> loose.unversioned())
                .policy(Tenancy.byColumn("tenant_id"))
                .commitLog(false);
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

    @BeforeEach
    void empty() {
        database.execute("truncate sheets, sheet_lines, sheet_marks, looses");
    }

    private static Sheet sheet(long id, int lines) {
        Sheet sheet = new Sheet(id, "t");
        IntStream.range(0, lines).forEach(n -> sheet.lines.add(new Line(10 * id + n, "l")));
        return sheet;
    }

    private static void saved(Object... aggregates) {
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            List.of(aggregates).forEach(work::add);
            work.commit();
        }
    }

    /** What a commit of these changes sends, which is one round trip. */
    private static String sent(Consumer<SqlUnitOfWork> change) {
        try (SqlUnitOfWork work = keelson.begin(ACME)) {
            change.accept(work);
            wire.reset();
            work.commit();
            assertThat(wire.counts().roundTrips()).isEqualTo(1);
            return String.join(";\n", wire.transcript());
        }
    }

    @Test
    void few_rows_are_inserted_side_by_side() {
        assertThat(sent(work -> {
                    Sheet sheet = sheet(1, 3);
                    sheet.marks.add(new Mark("m", null));
                    work.add(sheet);
                }))
                .isEqualToNormalizingWhitespace("""
                    BEGIN;
                    insert into sheets (tenant_id, id, title, version)
                      values ($1, $2, $3, $4);
                    insert into sheet_lines (tenant_id, id, sheet_id, position, text, size)
                      values ($1, $2, $3, $4, $5, $6), ($7, $8, $9, $10, $11, $12), ($13, $14, $15, $16, $17, $18);
                    insert into sheet_marks (tenant_id, sheet_id, name, grade)
                      values ($1, $2, $3, $4);
                    commit\
                    """);
    }

    @Test
    void more_rows_are_inserted_from_arrays() {
        assertThat(sent(work -> work.add(sheet(1, 4)))).isEqualToNormalizingWhitespace("""
            BEGIN;
            insert into sheets (tenant_id, id, title, version)
              values ($1, $2, $3, $4);
            insert into sheet_lines (tenant_id, id, sheet_id, position, text, size) select $1, u.c0, u.c1, u.c2, u.c3, u.c4
              from unnest(cast($2 as bigint[]), cast($3 as bigint[]), cast($4 as int[]), cast($5 as text[]), cast($6 as int[])) as u (c0, c1, c2, c3, c4);
            commit\
            """);
    }

    @Test
    void
            a_changed_column_of_few_children_is_an_update_a_column_set_in_one_statement_and_the_root_is_checked_and_raised_once() {
        saved(sheet(1, 3));
        assertThat(sent(work -> {
                    Sheet sheet = work.get(Sheet.class, 1L);
                    sheet.lines.get(0).text = "x";
                    sheet.lines.get(1).size = 7;
                    sheet.lines.get(2).text = "y";
                    sheet.marks.add(new Mark("m", 1));
                    sheet.marks.add(new Mark("n", 2));
                }))
                .isEqualToNormalizingWhitespace("""
                    with root as (update sheets set version = $1
                      where (sheets.tenant_id = $2 and sheets.id = $3 and sheets.version = $4) returning 1),
                    w1 as (update sheet_lines set text = u.c0 from (values ($5, $6), ($7, $8)) as u (c0, c1)
                      where (sheet_lines.tenant_id = $9 and sheet_lines.id = u.c1) returning 1),
                    w2 as (update sheet_lines set size = $10
                      where (sheet_lines.tenant_id = $11 and sheet_lines.id = $12) returning 1),
                    w3 as (insert into sheet_marks (tenant_id, sheet_id, name, grade)
                      values ($13, $14, $15, $16), ($17, $18, $19, $20))
                    select cast(($21 || concat_ws(',', count(*) filter (where part = 0),
                        count(*) filter (where part = 1), count(*) filter (where part = 2))) as int)
                      from (select 0 as part from root union all select 1 as part from w1
                        union all select 2 as part from w2) as d
                      having (count(*) filter (where part = 0) <> 1
                        or count(*) filter (where part = 1) <> 2 or count(*) filter (where part = 2) <> 1)\
                    """);
    }

    @Test
    void beside_another_root_it_is_an_update_a_column_set_and_each_root_is_locked_checked_and_raised() {
        saved(sheet(1, 3), sheet(2, 0));
        assertThat(sent(work -> {
                    Sheet sheet = work.get(Sheet.class, 1L);
                    sheet.lines.get(0).text = "x";
                    sheet.lines.get(1).size = 7;
                    sheet.lines.get(2).text = "y";
                    work.requireUnchanged(work.get(Sheet.class, 2L));
                }))
                .isEqualToNormalizingWhitespace("""
                    BEGIN;
                    select 1 from sheets
                      where (sheets.tenant_id = $1 and sheets.id = $2) for no key update;
                    select 1 from sheets
                      where (sheets.tenant_id = $1 and sheets.id = $2) for no key update;
                    select cast(($1 || string_agg(g.s, ',')) as int)
                      from (select ($2 || coalesce(cast(max(sheets.version) as text), '-')) from sheets
                      where (sheets.tenant_id = $3 and sheets.id = $4) having max(sheets.version) is distinct from $5
                      union all select ($6 || coalesce(cast(max(sheets.version) as text), '-')) from sheets
                      where (sheets.tenant_id = $7 and sheets.id = $8) having max(sheets.version) is distinct from $9) as g (s) having count(*) > 0;
                    update sheets set version = $1
                      where (sheets.tenant_id = $2 and sheets.id = $3);
                    with w as (update sheet_lines set text = u.c0 from (values ($1, $2), ($3, $4)) as u (c0, c1)
                      where (sheet_lines.tenant_id = $5 and sheet_lines.id = u.c1) returning 1)
                      select cast(($6 || cast(count(*) as text)) as int) from w having count(*) <> 2;
                    with w as (update sheet_lines set size = $1
                      where (sheet_lines.tenant_id = $2 and sheet_lines.id = $3) returning 1)
                      select cast(($4 || cast(count(*) as text)) as int) from w having count(*) <> 1;
                    commit\
                    """);
    }

    @Test
    void more_children_of_one_column_set_are_updated_from_arrays() {
        saved(sheet(1, 5));
        assertThat(sent(work -> work.get(Sheet.class, 1L).lines.forEach(line -> line.text = "x")))
                .isEqualToNormalizingWhitespace("""
                    BEGIN;
                    select 1 from sheets
                      where (sheets.tenant_id = $1 and sheets.id = $2) for no key update;
                    select cast(($1 || string_agg(g.s, ',')) as int)
                      from (select ($2 || coalesce(cast(max(sheets.version) as text), '-')) from sheets
                      where (sheets.tenant_id = $3 and sheets.id = $4) having max(sheets.version) is distinct from $5) as g (s) having count(*) > 0;
                    update sheets set version = $1
                      where (sheets.tenant_id = $2 and sheets.id = $3);
                    with w as (update sheet_lines set text = u.c0
                      from unnest(cast($1 as text[]), cast($2 as bigint[])) as u (c0, c1)
                      where (sheet_lines.tenant_id = $3 and sheet_lines.id = u.c1) returning 1)
                      select cast(($4 || cast(count(*) as text)) as int) from w having count(*) <> $5;
                    commit\
                    """);
    }

    @Test
    void deletes_of_few_and_of_more_rows_and_of_values_that_may_be_absent() {
        Sheet two = sheet(1, 6);
        two.marks.add(new Mark("m", null));
        saved(two);
        assertThat(sent(work -> {
                    Sheet sheet = work.get(Sheet.class, 1L);
                    sheet.title = "changed";
                    sheet.lines.removeAll(List.copyOf(sheet.lines.subList(0, 5)));
                    sheet.marks.clear();
                }))
                .isEqualToNormalizingWhitespace("""
                    BEGIN;
                    select 1 from sheets
                      where (sheets.tenant_id = $1 and sheets.id = $2) for no key update;
                    select cast(($1 || string_agg(g.s, ',')) as int)
                      from (select ($2 || coalesce(cast(max(sheets.version) as text), '-')) from sheets
                      where (sheets.tenant_id = $3 and sheets.id = $4) having max(sheets.version) is distinct from $5) as g (s) having count(*) > 0;
                    with w as (delete from sheet_marks
                      where (sheet_marks.tenant_id = $1 and sheet_marks.sheet_id = $2 and sheet_marks.name = $3 and sheet_marks.grade is not distinct from $4) returning 1)
                      select cast(($5 || cast(count(*) as text)) as int) from w having count(*) <> 1;
                    with w as (delete from sheet_lines using unnest(cast($1 as bigint[])) as u (c0)
                      where (sheet_lines.tenant_id = $2 and sheet_lines.id = u.c0) returning 1)
                      select cast(($3 || cast(count(*) as text)) as int) from w having count(*) <> $4;
                    update sheets set title = $1, version = $2
                      where (sheets.tenant_id = $3 and sheets.id = $4);
                    with w as (update sheet_lines set position = $1
                      where (sheet_lines.tenant_id = $2 and sheet_lines.id = $3) returning 1)
                      select cast(($4 || cast(count(*) as text)) as int) from w having count(*) <> 1;
                    commit\
                    """);
    }

    @Test
    void roots_of_two_tables_are_locked_one_by_one_and_checked_in_one_statement() {
        saved(sheet(1, 0), sheet(2, 1), new Loose(3, "a"));
        assertThat(sent(work -> {
                    work.remove(work.get(Sheet.class, 2L));
                    work.get(Loose.class, 3L);
                    work.replace(new Loose(3, "b"));
                    work.requireUnchanged(work.get(Sheet.class, 1L));
                }))
                .isEqualToNormalizingWhitespace("""
                    BEGIN;
                    select 1 from sheets
                      where (sheets.tenant_id = $1 and sheets.id = $2) for no key update;
                    select 1 from sheets
                      where (sheets.tenant_id = $1 and sheets.id = $2) for update;
                    select 1 from looses
                      where (looses.tenant_id = $1 and looses.id = $2) for no key update;
                    select cast(($1 || string_agg(g.s, ',')) as int)
                      from (select ($2 || coalesce(cast(max(sheets.version) as text), '-')) from sheets
                      where (sheets.tenant_id = $3 and sheets.id = $4) having max(sheets.version) is distinct from $5
                      union all select ($6 || coalesce(cast(max(sheets.version) as text), '-')) from sheets
                      where (sheets.tenant_id = $7 and sheets.id = $8) having max(sheets.version) is distinct from $9
                      union all select ($10 || coalesce(cast(nullif(count(*), 0) as text), '-')) from looses
                      where (looses.tenant_id = $11 and looses.id = $12) having nullif(count(*), 0) is null) as g (s) having count(*) > 0;
                    with w as (delete from sheet_lines
                      where (sheet_lines.tenant_id = $1 and sheet_lines.id = $2) returning 1)
                      select cast(($3 || cast(count(*) as text)) as int) from w having count(*) <> 1;
                    delete from sheets
                      where (sheets.tenant_id = $1 and sheets.id = $2);
                    update looses set text = $1
                      where (looses.tenant_id = $2 and looses.id = $3);
                    commit\
                    """);
    }

    @Test
    void more_roots_are_locked_and_checked_from_arrays() {
        saved(sheet(1, 0), sheet(2, 0), sheet(3, 0), sheet(4, 0));
        assertThat(sent(work ->
                        work.getAll(Sheet.class, List.of(4L, 3L, 2L, 1L)).forEach(sheet -> sheet.title = "changed")))
                .isEqualToNormalizingWhitespace("""
                    BEGIN;
                    select 1 from sheets join unnest(cast($1 as bigint[]), cast($2 as int[])) as k (c0, c1) on sheets.id = k.c0 where sheets.tenant_id = $3 order by k.c1 for no key update of sheets;
                    select cast(($1 || string_agg(g.s, ',')) as int)
                      from (select (cast(k.c0 as varchar) || coalesce(cast(sheets.version as text), '-'))
                      from unnest(cast($2 as text[]), cast($3 as bigint[]), cast($4 as bigint[])) as k (c0, c1, c2) left outer join sheets on (sheets.id = k.c1 and sheets.tenant_id = $5) where sheets.version is distinct from k.c2) as g (s) having count(*) > 0;
                    update sheets set title = u.c0, version = u.c1
                      from unnest(cast($1 as text[]), cast($2 as bigint[]), cast($3 as bigint[])) as u (c0, c1, c2)
                      where (sheets.tenant_id = $4 and sheets.id = u.c2);
                    commit\
                    """);
    }

    @Test
    void more_unversioned_roots_are_checked_to_be_there() {
        saved(new Loose(1, "a"), new Loose(2, "a"), new Loose(3, "a"), new Loose(4, "a"));
        assertThat(sent(work -> {
                    work.findAll(Loose.class, List.of(1L, 2L, 3L, 4L));
                    for (long id = 1; id <= 4; id++) {
                        work.replace(new Loose(id, "b"));
                    }
                }))
                .isEqualToNormalizingWhitespace("""
                    BEGIN;
                    select 1 from looses join unnest(cast($1 as bigint[]), cast($2 as int[])) as k (c0, c1) on looses.id = k.c0 where looses.tenant_id = $3 order by k.c1 for no key update of looses;
                    select cast(($1 || string_agg(g.s, ',')) as int)
                      from (select (cast(k.c0 as varchar) || '-')
                      from unnest(cast($2 as text[]), cast($3 as bigint[])) as k (c0, c1) left outer join looses on (looses.id = k.c1 and looses.tenant_id = $4) where looses.id is null) as g (s) having count(*) > 0;
                    update looses set text = u.c0
                      from unnest(cast($1 as text[]), cast($2 as bigint[])) as u (c0, c1)
                      where (looses.tenant_id = $3 and looses.id = u.c1);
                    commit\
                    """);
    }
}
