package dev.keelson.work.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.testing.rig.Draft;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.work.database.Database;
import dev.keelson.work.mapping.LiveColumns.LiveColumn;
import dev.keelson.work.row.TableName;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final TableName TABLE = TableName.of("things");

    private static final TestDatabase unaltered = TestDatabase.create();

    private final Draft database = unaltered.draft();

    @AfterEach
    void undo() {
        database.close();
    }

    @AfterAll
    static void drop() {
        unaltered.close();
    }

    /** What is read of columns of these types, in their order. */
    private List<LiveColumn> columns(List<String> sqlTypes) {
        String columns = IntStream.range(0, sqlTypes.size())
                .mapToObj(n -> "c" + n + " " + sqlTypes.get(n))
                .collect(Collectors.joining(", "));
        database.execute("create table things (" + columns + ")");
        Catalogue catalogue = SchemaShop.catalogue(database);
        return IntStream.range(0, sqlTypes.size())
                .mapToObj(n -> catalogue.find(TABLE, "c" + n))
                .toList();
    }

    private LiveColumn column(String sqlType) {
        return columns(List.of(sqlType)).getFirst();
    }

    /** Those that are more than their name. */
    private static final Set<Kind> UNMADE = EnumSet.of(Kind.CHAR, Kind.ARRAY, Kind.RANGE, Kind.ENUM, Kind.OTHER);

    private static LiveColumn nullable(ColumnType type) {
        return new LiveColumn(type.sqlName(), type, true);
    }

    @Test
    void every_type_that_we_know_is_read_as_it_was_made() {
        List<ColumnType> types = Stream.concat(
                        Stream.of(Kind.values())
                                .filter(kind -> !UNMADE.contains(kind))
                                .map(ColumnType::of),
                        Stream.of(
                                ColumnType.varchar(10),
                                ColumnType.character(3),
                                ColumnType.numeric(19, 2),
                                ColumnType.numeric(5, -2),
                                new ColumnType(Kind.TIME, 0, 0),
                                new ColumnType(Kind.TIMESTAMP, 3, 0),
                                new ColumnType(Kind.TIMESTAMPTZ, 6, 0)))
                .toList();

        assertThat(columns(types.stream().map(ColumnType::sqlName).toList()))
                .isEqualTo(types.stream().map(CatalogueTest::nullable).toList());
    }

    @Test
    void short_spellings_are_read_as_the_long_ones() {
        assertThat(columns(List.of("int8", "varchar", "char", "numeric(5)", "timestamptz", "float4", "bool")))
                .isEqualTo(Stream.of(
                                ColumnType.bigint(),
                                ColumnType.of(Kind.VARCHAR),
                                ColumnType.character(1),
                                ColumnType.numeric(5, 0),
                                ColumnType.timestamptz(),
                                ColumnType.real(),
                                ColumnType.bool())
                        .map(CatalogueTest::nullable)
                        .toList());
    }

    @Test
    void arrays_and_ranges_are_read_with_their_elements() {
        assertThat(columns(List.of("text[]", "numeric(5,2)[][]", "int4range", "numrange", "tstzrange")))
                .containsExactly(
                        new LiveColumn("text[]", ColumnType.array(ColumnType.text()), true),
                        new LiveColumn("numeric(5,2)[]", ColumnType.array(ColumnType.numeric(5, 2)), true),
                        new LiveColumn("int4range", ColumnType.range(ColumnType.integer()), true),
                        new LiveColumn("numrange", ColumnType.range(ColumnType.numeric()), true),
                        new LiveColumn("tstzrange", ColumnType.range(ColumnType.timestamptz()), true));
    }

    @Test
    void a_type_that_we_know_none_like_keeps_its_spelling() {
        List<String> types = List.of(
                "interval",
                "interval(3)",
                "time with time zone",
                "inet",
                "\"char\"",
                "bpchar",
                "bit(3)",
                "bit varying(3)",
                "money",
                "xml");

        assertThat(columns(types))
                .isEqualTo(types.stream()
                        .map(type -> new LiveColumn(type, ColumnType.other(type), true))
                        .toList());
    }

    @Test
    void an_enum_keeps_its_name() {
        database.execute("create type mood as enum ('happy', 'sad')");

        assertThat(column("mood not null"))
                .isEqualTo(new LiveColumn("mood", ColumnType.enumeration("mood", List.of("happy", "sad")), false));
    }

    @Test
    void a_domain_is_read_as_its_base_type_however_deep_and_refuses_nulls_where_any_step_does() {
        database.execute(
                "create domain code as varchar(10)",
                "create domain short_code as code not null",
                "create domain country as short_code default 'DE' check (value <> '')",
                "create domain codes as code[]");

        assertThat(columns(List.of("code", "code not null", "short_code", "country", "codes")))
                .containsExactly(
                        new LiveColumn("character varying(10)", ColumnType.varchar(10), true),
                        new LiveColumn("character varying(10)", ColumnType.varchar(10), false),
                        new LiveColumn("character varying(10)", ColumnType.varchar(10), false),
                        new LiveColumn("character varying(10)", ColumnType.varchar(10), false),
                        new LiveColumn("code[]", ColumnType.array(ColumnType.other("code")), true));
    }

    @Test
    void defaults_identities_and_generated_columns_are_filled_by_the_database() {
        database.execute("create domain one as integer default 1", """
            create table things (
              plain integer not null,
              defaulted integer not null default 1,
              identity integer generated by default as identity,
              computed integer not null generated always as (1) stored,
              of_domain one not null)
            """);

        LiveTable table = SchemaShop.catalogue(database).table(TABLE).orElseThrow();

        assertThat(table.columns().entrySet().stream()
                        .filter(column -> column.getValue().demanded())
                        .map(Map.Entry::getKey))
                .containsExactly("plain");
    }

    @Test
    void a_table_is_found_by_the_search_path_or_by_its_schema() {
        database.execute(
                "create table things (it text)",
                "create schema attic",
                "create table attic.things (it uuid)",
                "create table attic.\"Old things\" (it integer)");

        Catalogue catalogue = SchemaShop.catalogue(database);

        assertThat(catalogue.find(TABLE, "it")).isEqualTo(new LiveColumn("text", ColumnType.text(), true));
        assertThat(catalogue.find(TableName.of("public.things"), "it"))
                .isEqualTo(new LiveColumn("text", ColumnType.text(), true));
        assertThat(catalogue.find(TableName.of("attic.things"), "it"))
                .isEqualTo(new LiveColumn("uuid", ColumnType.uuid(), true));
        assertThat(catalogue.find(TableName.of("attic.Old things"), "it"))
                .isEqualTo(new LiveColumn("integer", ColumnType.integer(), true));
        assertThat(catalogue.find(TableName.of("Old things"), "it")).isNull();
        assertThat(catalogue.find(TableName.of("nowhere.things"), "it")).isNull();
        assertThat(catalogue.find(TABLE, "that")).isNull();
    }

    @Test
    void partitioned_tables_are_tables_and_views_are_not() {
        database.execute(
                "create table things (it integer, gone text) partition by range (it)",
                "alter table things drop column gone",
                "create view all_things as select * from things",
                "create materialized view old_things as select * from things",
                "create table nothings ()");

        Catalogue catalogue = SchemaShop.catalogue(database);

        assertThat(catalogue.find(TABLE, "it")).isNotNull();
        assertThat(catalogue.table(TABLE).orElseThrow().columns()).containsOnlyKeys("it");
        assertThat(catalogue.table(TableName.of("nothings")).orElseThrow().columns())
                .isEmpty();
        assertThat(catalogue.find(TableName.of("all_things"), "it")).isNull();
        assertThat(catalogue.find(TableName.of("old_things"), "it")).isNull();
    }

    @Test
    void with_constraints_and_triggers_it_is_read_in_one_trip_by_a_role_without_rights() {
        try (TestDatabase own = TestDatabase.create();
                WireCounter counter = WireCounter.inFrontOf(own.server())) {
            own.execute("create table things (it integer)", "revoke all on things from public, keelson_app");
            Database application = new Database(own.through(counter));
            Catalogue.read(application);
            counter.reset();

            Catalogue catalogue = Catalogue.read(application);

            assertThat(catalogue.find(TABLE, "it")).isNotNull();
            assertThat(counter.counts().statements()).isEqualTo(3);
            assertThat(counter.counts().roundTrips()).isEqualTo(1);
        }
    }
}
