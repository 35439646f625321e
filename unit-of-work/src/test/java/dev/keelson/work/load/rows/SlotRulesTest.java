package dev.keelson.work.load.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.database.Borrowed;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.select.LoadPlan;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.row.TableName;
import dev.keelson.work.schema.Catalogue;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL would do to values in a UNION ALL, and does not: one test for each rule of the load's columns. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class SlotRulesTest {

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    private record Thing() {}

    private record Other() {}

    private static TestDatabase database;
    private static WireCounter wire;
    private static RowReader reader;
    private static WorkScope scope;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute("create type mood as enum ('x', 'sad')", "create type colour as enum ('red', 'x')");
        wire = WireCounter.start();
        scope = new WorkScope(CONTEXT, new Borrowed(new Database(database.through(wire))));
        reader = new RowReader(
                StatementProfile.POSTGRES,
                new Policies(List.of()),
                RowLimit.STANDARD,
                Map.of(),
                1_000,
                new TemplateCaches(TemplateCaches.STATEMENTS));
    }

    @AfterAll
    static void drop() {
        database.close();
        wire.close();
    }

    private static LoadedRows one(AggregateModel model) {
        return reader.one(List.of(model), HandMade.key(1), Visibility.VISIBLE, scope)
                .get(0);
    }

    /** Two tables with a column each that PostgreSQL would merge, refuse to merge, or convert. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        uuid                        | 00000000-0000-0001-0000-000000000002 | bigint                   | 7
        uuid                        | 00000000-0000-0001-0000-000000000002 | text                     | t
        mood                        | x                                    | colour                   | x
        character(6)                | 'x'                                  | text                     | 'x '
        character varying(9)        | 'x '                                 | character(3)             | y
        real                        | 0.1                                  | double precision         | 0.1
        numeric                     | 0.12345678901234567890               | double precision         | 0.1
        numeric                     | 1.50                                 | bigint                   | 7
        json                        | '{"b":1,"a":2}'                      | jsonb                    | '{"a": 2, "b": 1}'
        timestamp without time zone | 2026-11-22T10:15:30.123456           | timestamp with time zone | 2026-11-22T10:15:30.123456Z
        date                        | 2026-11-22                           | timestamp with time zone | 2026-11-22T10:15:30Z
        """)
    void a_slot_is_one_exact_type(String type, String value, String other, String otherValue) {
        database.execute(
                "drop table if exists things, parts",
                "create table things (id integer primary key, value " + type + ")",
                "create table parts (thing_id integer, value " + other + ")",
                "insert into things values (1, '" + value + "')",
                "insert into parts values (1, '" + otherValue + "')");
        AggregateModel model = HandMade.of(Thing.class)
                .root("things", "id integer : key", "value " + type)
                .child("things", "parts", "thing_id integer : key parent", "value " + other)
                .model();
        LoadedRows rows = one(model);
        Row root = rows.roots().get(0);
        assertThat(root.get(1)).hasToString(value);
        assertThat(rows.of(model.tables().get(1), root).get(0).get(1)).hasToString(otherValue);
        assertThat(typesOnTheWire(model)).isEqualTo(types("things", "parts"));
    }

    /** The types of the result's columns as the server describes them. */
    private static Set<String> typesOnTheWire(AggregateModel model) {
        LoadPlan plan = new LoadPlan(List.of(model), new Policies(List.of()), StatementProfile.POSTGRES);
        Set<String> types = new TreeSet<>();
        scope.connections().query(() -> "describe", plan.one(HandMade.key(1), scope.reading()), rows -> {
            ResultSetMetaData described = rows.getMetaData();
            for (int column = 1; column <= described.getColumnCount(); column++) {
                types.add(described.getColumnTypeName(column));
            }
            return null;
        });
        return types;
    }

    /** The types of the columns as the catalogue has them. */
    private static Set<String> types(String... tables) {
        Set<String> types = new TreeSet<>();
        database.query(
                        "select distinct typname from pg_attribute join pg_type t on t.oid = atttypid"
                                + " join pg_class c on c.oid = attrelid where attnum > 0 and relname = any (?)",
                        (Object) tables)
                .forEach(row -> types.add(String.valueOf(row.get(0))));
        return types;
    }

    @Test
    void every_padding_null_has_the_slots_type() {
        database.execute(
                "create table roots (id integer primary key)",
                "create table firsts (root_id integer, n integer)",
                "create table lasts (root_id integer, id uuid, mood mood, at timestamptz)",
                "insert into roots values (1)",
                "insert into firsts values (1, 2)",
                "insert into lasts values (1, '00000000-0000-0001-0000-000000000002', 'sad', '2026-11-22T10:15:30Z')");
        AggregateModel model = HandMade.of(Thing.class)
                .root("roots", "id integer : key")
                .child("roots", "firsts", "root_id integer : key parent", "n integer : key")
                .child(
                        "roots",
                        "lasts",
                        "root_id integer : parent",
                        "id uuid : key",
                        "mood mood",
                        "at timestamp with time zone")
                .model();
        LoadedRows rows = one(model);
        assertThat(rows.ofTable(2)).extracting(row -> row.get(2)).containsExactly("sad");
    }

    @Test
    void domains_that_refuse_nulls_are_padded_as_what_they_are_made_of() {
        database.execute(
                "create domain title as varchar(20) not null check (value <> 'forbidden')",
                "create domain long_title as title check (char_length(value) > 3)",
                "create domain number as integer not null",
                "create domain sized as character(6) not null",
                "create table films (id number primary key, title long_title)",
                "create table scenes (film_id number, place integer, code sized)",
                "insert into films values (1, 'alien ')",
                "insert into scenes values (1, 2, 'ab')");
        Catalogue catalogue = Catalogue.read(new Database(database.through(wire)));
        AggregateModel model = HandMade.of(Thing.class)
                .root("films", live(catalogue, "films", "id") + " : key", live(catalogue, "films", "title"))
                .child(
                        "films",
                        "scenes",
                        live(catalogue, "scenes", "film_id") + " : key parent",
                        live(catalogue, "scenes", "place") + " : key",
                        live(catalogue, "scenes", "code"))
                .model();
        LoadedRows rows = one(model);
        Row film = rows.roots().get(0);
        assertThat(film.get(1)).isEqualTo("alien ");
        assertThat(rows.of(model.tables().get(1), film))
                .extracting(row -> row.get(2))
                .containsExactly("ab");
        RowQuery query =
                new RowQuery(new Roots(Thing.class, List.of(model)), DSL.condition("title = 'alien '"), List.of(), 1);
        assertThat(reader.query(query, Visibility.VISIBLE, scope).get(0).roots())
                .containsExactly(film);
    }

    private static String live(Catalogue catalogue, String table, String column) {
        LiveColumn found = Objects.requireNonNull(catalogue.find(TableName.of(table), column));
        return column + " " + found.sqlType();
    }

    @Test
    void tables_share_slots_so_that_a_wide_joined_hierarchy_is_one_statement() {
        HandMade wide = HandMade.of(Thing.class)
                .root("wide", "id integer : key", "kind text")
                .discriminator("kind");
        database.execute("create table wide (id integer primary key, kind text)", "insert into wide values (1, 'w3')");
        String columns = String.join(", ", numbered("n%s text"));
        for (int n = 0; n < 5; n++) {
            database.execute(
                    "create table wide" + n + " (id integer primary key, " + columns + ")",
                    "insert into wide" + n + " (id, n399) values (" + (n == 3 ? 1 : 2) + ", 'last')");
            List<String> specified = new ArrayList<>(List.of("id integer : key parent"));
            specified.addAll(numbered("n%s text"));
            wide.child("wide", "wide" + n, specified.toArray(String[]::new));
            wide.subtype(n == 3 ? Thing.class : Other.class, "w" + n, "wide" + n);
        }
        AggregateModel model = wide.model();
        assertThat(model.tables().stream()
                        .mapToInt(table -> table.rowType().width())
                        .sum())
                .isGreaterThan(1_664);
        wire.reset();
        LoadedRows rows = one(model);
        assertThat(wire.counts().statements()).isEqualTo(1);
        assertThat(rows.of(model.tables().get(4), rows.roots().get(0)))
                .extracting(row -> row.get(400))
                .containsExactly("last");
        assertThat(RowReader.width(List.of(model))).isEqualTo(402);
    }

    private static List<String> numbered(String column) {
        return IntStream.range(0, 400).mapToObj(column::formatted).toList();
    }

    @Test
    void aggregates_that_are_too_wide_together_are_loaded_one_after_the_other() {
        List<AggregateModel> members = new ArrayList<>();
        for (String type : List.of("text", "integer", "bigint", "uuid", "date")) {
            String table = type + "s";
            database.execute(
                    "create table " + table + " (id integer primary key, " + String.join(", ", numbered("n%s " + type))
                            + ")",
                    "insert into " + table + " (id) values (1)");
            List<String> specified = new ArrayList<>(List.of("id integer : key"));
            specified.addAll(numbered("n%s " + type));
            members.add(HandMade.of(type.equals("text") ? Thing.class : Other.class)
                    .root(table, specified.toArray(String[]::new))
                    .model());
        }
        assertThat(RowReader.width(members)).isGreaterThan(1_664);
        wire.reset();
        List<LoadedRows> rows = reader.many(
                members, members.stream().map(member -> HandMade.keys(1)).toList(), Visibility.VISIBLE, scope);
        assertThat(rows)
                .extracting(one -> one.roots().toString())
                .containsExactlyInAnyOrder("[texts[1]]", "[integers[1]]", "[bigints[1]]", "[uuids[1]]", "[dates[1]]");
        assertThat(wire.counts().statements()).isEqualTo(2);
    }

    @Test
    void a_sorted_list_is_in_the_order_of_its_columns_collation() {
        database.execute(
                "create table shelves (id integer primary key, name text)",
                "create table books (id integer primary key, shelf_id integer, title text collate \"C\", year integer)",
                "create table films_of (id integer primary key, shelf_id integer, title text collate \"und-x-icu\")",
                "insert into shelves values (1, 'one'), (2, 'two')",
                "insert into books values (1, 1, 'a', 2000), (2, 1, 'B', 1999), (3, 1, 'c', 2001), (4, 2, 'z', 1),"
                        + " (5, 1, 'c', 2002), (6, 1, null, 2001)",
                "insert into films_of values (1, 1, 'a'), (2, 1, 'B'), (3, 1, 'c'), (4, 2, 'z'), (5, 1, 'ä'),"
                        + " (6, 1, 'a')");
        AggregateModel model = HandMade.of(Thing.class)
                .root("shelves", "id integer : key", "name text")
                .child(
                        "shelves",
                        "books",
                        "id integer : key",
                        "shelf_id integer : parent",
                        "title text : asc",
                        "year integer : desc")
                .child("shelves", "films_of", "id integer : key", "shelf_id integer : parent", "title text : desc")
                .model();
        LoadedRows rows = one(model);
        assertThat(rows.of(model.tables().get(1), rows.roots().get(0)))
                .extracting(Row::key)
                .containsExactly(2, 1, 5, 3, 6);
        assertThat(rows.of(model.tables().get(2), rows.roots().get(0)))
                .extracting(Row::key)
                .containsExactly(3, 2, 5, 1, 6);
        RowQuery query = new RowQuery(
                new Roots(Thing.class, List.of(model)),
                DSL.noCondition(),
                List.of(DSL.field("name").desc()),
                null);
        LoadedRows found = reader.query(query, Visibility.VISIBLE, scope).get(0);
        assertThat(found.roots()).extracting(Row::key).containsExactly(2, 1);
        assertThat(found.of(model.tables().get(2), found.roots().get(1)))
                .extracting(Row::key)
                .containsExactly(3, 2, 5, 1, 6);
        assertThat(new LoadPlan(List.of(model), new Policies(List.of()), StatementProfile.POSTGRES)
                        .one(HandMade.key(1), scope.reading())
                        .template()
                        .sql()
                        .replaceAll("over \\([^)]*\\)", ""))
                .doesNotContain("order by");
    }
}
