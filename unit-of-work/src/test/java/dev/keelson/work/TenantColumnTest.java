package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.sql.StatementProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells tenants apart is proved at start-up, whether or not the rest of the schema is. */
@SuppressWarnings("NullAway.Init")
class TenantColumnTest {

    static final class Note {
        private final UUID id;
        private String text;
        private final Set<String> tags = new LinkedHashSet<>();

        Note(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private static final Pattern STATEMENT = Pattern.compile("(alter table|update) .*?(?=, |;|$)");
    private static final String NIL = "00000000-0000-0000-0000-000000000000";

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(
                "create extension citext",
                "create collation loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create type kind as enum ('B', 'acme')",
                "create domain code as character(4)",
                "create domain loose_text as text collate loose",
                "create domain plain_text as text check (value <> '')");
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void tables_with_a_row_of_one_tenant() {
        database.execute(
                "create table notes (tenant_id text not null, id uuid not null, text text not null, version bigint not"
                        + " null, primary key (tenant_id, id))",
                "create table note_tags (tenant_id text not null, note_id uuid not null, tag text not null,"
                        + " primary key (tenant_id, note_id, tag))",
                "create table keelson_commits (tenant_id text not null, token uuid not null, attempt integer not null,"
                        + " committed boolean not null, actor text not null, at timestamptz not null,"
                        + " primary key (tenant_id, token, attempt))",
                "insert into notes values ('B', '" + NIL + "', 'a note', 1)",
                "insert into note_tags values ('B', '" + NIL + "', 'a tag')");
    }

    @AfterEach
    void no_tables() {
        database.execute("drop table notes, note_tags, keelson_commits");
    }

    private static KeelsonBuilder mapped(Tenancy tenancy, boolean validated) {
        return Keelson.builder()
                .map(Note.class)
                .policy(tenancy)
                .validate(validated)
                .dataSource(database.application());
    }

    private static List<Fault> faults(Tenancy tenancy, boolean validated) {
        return told(mapped(tenancy, validated));
    }

    private static List<Fault> told(KeelsonBuilder builder) {
        MappingException refused = catchThrowableOfType(
                MappingException.class, () -> builder.build().close());
        return refused == null
                ? List.of()
                : refused.faults().stream()
                        .filter(fault -> fault.path().endsWith(".tenant_id"))
                        .toList();
    }

    static Stream<Arguments> columns_that_take_two_tenants_for_one_or_not_every_tenant() {
        return Stream.of(
                changed(
                        "type character(4)",
                        " is character(4), which ignores blanks at the end: tenant 'B   ' reads the rows of 'B'",
                        "change it: " + toText()),
                changed(
                        "type bpchar",
                        " is bpchar, which ignores blanks at the end: tenant 'B   ' reads the rows of 'B'",
                        "change it: " + toText()),
                changed(
                        "type code",
                        " is character(4), which ignores blanks at the end: tenant 'B   ' reads the rows of 'B'",
                        "change it: " + toText()),
                changed(
                        "type citext",
                        " is citext, which ignores case: tenant 'B' reads the rows of 'b'",
                        "change it: " + toText()),
                changed(
                        "type varchar(3)",
                        " is character varying(3): a tenant of more than 3 characters can store no row",
                        "change it: " + toText()),
                changed(
                        "type kind using tenant_id::kind",
                        " is kind, an enum, but its values are text: no statement that compares both can run",
                        "change it: " + toText()),
                changed("type name", " is name, but its values are text", "change it: " + toText()),
                changed(
                        "type integer using 7",
                        " is integer, but its values are text",
                        "change it: " + toText() + ", or name its type where the policy is made: ColumnType.integer()"),
                changed(
                        "type uuid using '" + NIL + "'::uuid",
                        " is uuid, but its values are text",
                        "change it: " + toText() + ", or name its type where the policy is made: ColumnType.uuid()"),
                changed(
                        "type text collate loose",
                        " has the collation loose, by which different texts are equal: tenant 'B' may read the rows of"
                                + " 'b'",
                        "have it compare exactly: " + toText()),
                changed(
                        "type loose_text",
                        " has the collation loose, by which different texts are equal: tenant 'B' may read the rows of"
                                + " 'b'",
                        "have it compare exactly: " + toText()));
    }

    private static String toText() {
        return "alter table %s alter tenant_id type text collate \"default\" using cast(tenant_id as text), with"
                + " foreign keys over it dropped before and added again after";
    }

    private static Arguments changed(String change, String problem, String mend) {
        return Arguments.of("alter table %s alter tenant_id " + change, problem, mend);
    }

    /** Every table of the policy is told, the commit log too; what is offered runs on tables with rows, and is enough. */
    private static void assertToldAndMended(Tenancy tenancy, String mutation, String problem, String mend) {
        List<Fault> expected = new ArrayList<>();
        for (String table : List.of("notes", "note_tags", "keelson_commits")) {
            database.execute(mutation.formatted(table));
            String path = table.equals("notes") ? "Note" : table.equals("note_tags") ? "Note.tags" : table;
            expected.add(new Fault(
                    path + ".tenant_id", "column " + table + ".tenant_id" + problem, mend.replace("%s", table)));
        }
        List<List<Object>> rows = database.query("select tenant_id::text from notes natural join note_tags");

        assertThat(faults(tenancy, true)).containsExactlyElementsOf(expected);
        assertThat(faults(tenancy, false)).containsExactlyElementsOf(expected);

        for (Fault fault : expected) {
            Matcher offered = STATEMENT.matcher(fault.mend());
            while (offered.find()) {
                database.execute(offered.group());
            }
        }
        assertThat(faults(tenancy, true)).isEmpty();
        assertThat(database.query("select tenant_id::text from notes natural join note_tags"))
                .isEqualTo(rows)
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("columns_that_take_two_tenants_for_one_or_not_every_tenant")
    void a_column_that_takes_two_tenants_for_one_or_not_every_tenant_is_a_fault_however_the_schema_is_validated(
            String mutation, String problem, String mend) {
        assertToldAndMended(Tenancy.byColumn("tenant_id"), mutation, problem, mend);
    }

    @Test
    void a_number_too_narrow_for_some_tenants_is_a_fault() {
        for (String table : List.of("notes", "note_tags", "keelson_commits")) {
            database.execute("alter table " + table + " alter tenant_id type bigint using 7");
        }
        assertThat(faults(Tenancy.byColumn("tenant_id", ColumnType.bigint()), false))
                .isEmpty();
        assertThat(faults(Tenancy.byColumn("tenant_id", ColumnType.integer()), false))
                .as("a wider one takes every tenant")
                .isEmpty();
        assertToldAndMended(
                Tenancy.byColumn("tenant_id", ColumnType.bigint()),
                "alter table %s alter tenant_id type integer",
                " is integer: a tenant that needs bigint can store no row",
                "change it: alter table %s alter tenant_id type bigint using cast(tenant_id as bigint), with foreign"
                    + " keys over it dropped before and added again after, or name its type where the policy is made:"
                    + " ColumnType.integer()");
    }

    @Test
    void a_text_in_the_place_of_a_uuid_is_a_fault() {
        for (String table : List.of("notes", "note_tags", "keelson_commits")) {
            database.execute("alter table " + table + " alter tenant_id type uuid using '" + NIL + "'::uuid");
        }
        assertToldAndMended(
                Tenancy.byColumn("tenant_id", ColumnType.uuid()),
                "alter table %s alter tenant_id type text",
                " is text, but its values are uuid",
                "change it: alter table %s alter tenant_id type uuid using cast(tenant_id as uuid), with foreign keys"
                        + " over it dropped before and added again after");
    }

    @Test
    void a_column_that_takes_nulls_is_a_fault() {
        for (String table : List.of("notes", "note_tags", "keelson_commits")) {
            database.execute("alter table " + table + " drop constraint " + table + "_pkey");
        }
        String statement = "alter table notes alter tenant_id drop not null";
        database.execute(
                statement, "insert into notes values (null, '11111111-1111-1111-1111-111111111111', 'of nobody', 1)");
        List<Fault> expected = List.of(new Fault(
                "Note.tenant_id",
                "column notes.tenant_id takes nulls, and a row of no tenant is found by nobody",
                "give each row its tenant, as by update notes set tenant_id = '...' where tenant_id is null, then:"
                        + " alter table notes alter tenant_id set not null"));
        assertThat(faults(Tenancy.byColumn("tenant_id"), false)).isEqualTo(expected);

        Matcher offered = STATEMENT.matcher(expected.get(0).mend());
        while (offered.find()) {
            database.execute(offered.group());
        }
        assertThat(faults(Tenancy.byColumn("tenant_id"), false)).isEmpty();
        assertThat(database.query("select tenant_id from notes order by text"))
                .containsExactly(List.of("B"), List.of("..."));
    }

    @Test
    void a_missing_column_is_a_fault_and_what_is_offered_fills_the_rows_that_are_there() {
        database.execute("alter table note_tags drop tenant_id");
        List<Fault> expected = List.of(new Fault(
                "Note.tags.tenant_id",
                "there is no column note_tags.tenant_id, which a policy needs",
                "add it, with the tenant of the rows that are there: alter table note_tags add tenant_id text default"
                        + " '...' not null; alter table note_tags alter tenant_id drop default"));
        assertThat(faults(Tenancy.byColumn("tenant_id"), false)).isEqualTo(expected);
        assertThat(faults(Tenancy.byColumn("tenant_id"), true)).isEqualTo(expected);

        Matcher offered = STATEMENT.matcher(expected.get(0).mend());
        while (offered.find()) {
            database.execute(offered.group());
        }
        assertThat(faults(Tenancy.byColumn("tenant_id"), false)).isEmpty();
        assertThat(database.query("select tenant_id from note_tags")).containsExactly(List.of("..."));
    }

    @Test
    void a_column_that_the_database_computes_is_a_fault() {
        database.execute(
                "alter table note_tags drop tenant_id",
                "alter table note_tags add tenant_id text not null generated always as ('B') stored");
        List<Fault> expected = List.of(new Fault(
                "Note.tags.tenant_id",
                "column note_tags.tenant_id is computed by the database, and takes no tenant of the application",
                "have it keep values: alter table note_tags alter tenant_id drop expression; one that is not stored"
                        + " must be added anew"));
        assertThat(faults(Tenancy.byColumn("tenant_id"), true)).isEqualTo(expected);
        assertThat(faults(Tenancy.byColumn("tenant_id"), false)).isEqualTo(expected);

        database.execute("alter table note_tags alter tenant_id drop expression");
        assertThat(faults(Tenancy.byColumn("tenant_id"), false)).isEmpty();
        assertThat(database.query("select tenant_id from note_tags")).containsExactly(List.of("B"));
    }

    @Test
    void a_number_that_the_database_draws_is_a_fault() {
        for (String table : List.of("notes", "note_tags", "keelson_commits")) {
            database.execute("alter table " + table + " alter tenant_id type bigint using 7");
        }
        database.execute("alter table notes alter tenant_id add generated always as identity");
        assertThat(faults(Tenancy.byColumn("tenant_id", ColumnType.bigint()), true))
                .containsExactly(new Fault(
                        "Note.tenant_id",
                        "column notes.tenant_id is generated always, and takes no tenant of the application",
                        "have it keep values: alter table notes alter tenant_id drop identity"));
        database.execute("alter table notes alter tenant_id drop identity");
        assertThat(faults(Tenancy.byColumn("tenant_id", ColumnType.bigint()), true))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text collate \"C\"", "varchar", "plain_text", "text collate \"und-x-icu\""})
    void a_column_that_compares_exactly_and_takes_every_tenant_is_fine(String type) {
        database.execute("alter table notes alter tenant_id type " + type);

        assertThat(faults(Tenancy.byColumn("tenant_id"), true)).isEmpty();
    }

    @Test
    void the_same_is_told_on_h2() throws SQLException {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        KeelsonBuilder builder = Keelson.builder()
                .map(Note.class)
                .policy(Tenancy.byColumn("tenant_id"))
                .commitLog(false)
                .validate(false)
                .dataSource(memory);
        try (Connection connection = memory.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : builder.schema(StatementProfile.H2).statements()) {
                statement.execute(sql);
            }
            Map<String, String> problems = new LinkedHashMap<>();
            problems.put(
                    "char(4)",
                    " is character(4), which ignores blanks at the end: tenant 'B   ' reads the rows of 'B'");
            problems.put("varchar(3)", " is character varying(3): a tenant of more than 3 characters can store no row");
            problems.put(
                    "varchar_ignorecase",
                    " has the collation of varchar_ignorecase, by which different texts are equal: tenant 'B' may read"
                            + " the rows of 'b'");
            for (Map.Entry<String, String> problem : problems.entrySet()) {
                statement.execute("alter table \"notes\" alter column \"tenant_id\" set data type " + problem.getKey());
                List<Fault> faults = told(builder);
                assertThat(faults)
                        .extracting(Fault::problem)
                        .containsExactly("column notes.tenant_id" + problem.getValue());
                Matcher offered = STATEMENT.matcher(faults.get(0).mend());
                assertThat(offered.find()).isTrue();
                statement.execute(offered.group());
                assertThat(told(builder)).isEmpty();
            }
        }
        JdbcDataSource folding = new JdbcDataSource();
        folding.setURL(memory.getURL().replace("mem:", "mem:folding"));
        try (Connection connection = folding.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set database collation english strength primary");
            for (String sql : builder.schema(StatementProfile.H2).statements()) {
                statement.execute(sql);
            }
            assertThat(told(builder.dataSource(folding)))
                    .extracting(Fault::path)
                    .containsExactly("Note.tenant_id", "Note.tags.tenant_id");
            statement.execute("shutdown");
        }
        try (Connection connection = memory.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }
}
