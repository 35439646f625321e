package dev.keelson.work.load.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.database.Borrowed;
import dev.keelson.work.database.Database;
import dev.keelson.work.database.WorkScope;
import dev.keelson.work.load.select.RowQuery;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.row.RowLimit;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Roots that refer to other aggregates are found by those: through their own row or through a table of theirs. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class ReferralTest {

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    private record Student() {}

    private record Bill() {}

    private interface Plan {}

    private record Yearly() implements Plan {}

    private record Daily() implements Plan {}

    private static final AggregateModel STUDENT = HandMade.of(Student.class)
            .root("students", "id bigint : key", "name text", "tutor text", "city text", "street integer")
            .child("students", "enrolled", "student_id bigint : key parent", "course text : key", "year integer : key")
            .child(
                    "enrolled",
                    "marks",
                    "student_id bigint : parent",
                    "course text : parent",
                    "year integer : parent",
                    "mark integer : key")
            .model();

    private static TestDatabase database;
    private static RowReader reader;
    private static WorkScope scope;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        String tenant = "tenant_id text not null default 'acme', ";
        database.execute(
                "create table students (" + tenant + "id bigint, name text, tutor text, city text, street integer)",
                "create table enrolled (" + tenant + "student_id bigint, course text, year integer)",
                "create table marks (" + tenant + "student_id bigint, course text, year integer, mark integer)",
                "insert into students (id, name, tutor, city, street) values (1, 'ann', 'kim', 'ulm', 1),"
                        + " (2, 'bob', 'kim', 'ulm', 2), (3, 'cid', 'lee', 'bonn', 1), (4, 'dan', null, null, null)",
                "insert into students values ('other', 5, 'eve', 'kim', 'ulm', 1)",
                "insert into enrolled (student_id, course, year) values (1, 'sql', 1), (1, 'java', 2), (2, 'java', 1),"
                        + " (4, 'sql', 1)",
                "insert into enrolled values ('other', 3, 'sql', 1), ('other', 5, 'sql', 1)");
        scope = new WorkScope(ACME, new Borrowed(new Database(database.application())));
        reader = new RowReader(
                StatementProfile.POSTGRES,
                new Policies(List.of(Tenancy.byColumn("tenant_id"))),
                RowLimit.STANDARD,
                Map.of(),
                1_000,
                new TemplateCaches(TemplateCaches.STATEMENTS));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    private static List<String> students(int table, List<Integer> columns, @Nullable Object[]... keys) {
        Roots students = new Roots(Student.class, List.of(STUDENT));
        List<LoadedRows> rows =
                reader.query(RowQuery.referring(students, table, columns, List.of(keys)), Visibility.VISIBLE, scope);
        return rows.get(0).roots().stream()
                .map(row -> row.get(1) + " "
                        + rows.get(0).of(STUDENT.tables().get(1), row).size())
                .sorted()
                .toList();
    }

    @Test
    void by_a_column_or_several_of_their_own() {
        assertThat(students(0, List.of(2), HandMade.key("kim"))).containsExactly("ann 2", "bob 1");
        assertThat(students(0, List.of(2), HandMade.key("kim"), HandMade.key("lee"), HandMade.key("max")))
                .containsExactly("ann 2", "bob 1", "cid 0");
        assertThat(students(0, List.of(3, 4), HandMade.key("ulm", 2), HandMade.key("bonn", 1)))
                .containsExactly("bob 1", "cid 0");
        assertThat(students(0, List.of(2))).isEmpty();
    }

    @Test
    void by_a_table_of_theirs_within_the_tenant() {
        assertThat(students(1, List.of(1), HandMade.key("sql"))).containsExactly("ann 2", "dan 1");
        assertThat(students(1, List.of(1, 2), HandMade.key("java", 1), HandMade.key("sql", 2)))
                .containsExactly("bob 1");
    }

    @Test
    void only_a_table_that_hangs_on_the_root() {
        assertThatThrownBy(() -> students(2, List.of(3), HandMade.key(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("marks hangs on no root, but on enrolled");
    }

    @Test
    void in_the_table_of_each_class_where_they_have_one_each() {
        AggregateModel yearly = HandMade.of(Yearly.class, Plan.class)
                .root("yearly", "id bigint : key", "owner integer", "months integer")
                .model();
        AggregateModel daily = HandMade.of(Daily.class, Plan.class)
                .root("daily", "hours integer", "owner integer", "id bigint : key")
                .model();
        database.execute(
                "create table yearly (tenant_id text, id bigint, owner integer, months integer)",
                "create table daily (tenant_id text, id bigint, owner integer, hours integer)",
                "insert into yearly values ('acme', 1, 7, 12), ('acme', 2, 8, 12), ('other', 3, 7, 12)",
                "insert into daily values ('acme', 11, 7, 24), ('acme', 12, 9, 24)");
        Roots plans = new Roots(Plan.class, List.of(yearly, daily));
        assertThat(reader.query(RowQuery.referring(plans, 0, List.of(1), HandMade.keys(7)), Visibility.VISIBLE, scope))
                .extracting(rows -> rows.roots().toString())
                .containsExactly("[yearly[1]]", "[daily[11]]");
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of("uuid", new UUID(1, 2)),
                Arguments.of("smallint", (short) 7),
                Arguments.of("integer", 7),
                Arguments.of("bigint", 7L),
                Arguments.of("numeric", new BigDecimal("1.50")),
                Arguments.of("text", "a\"b,{c}\\'d e"),
                Arguments.of("character varying(20)", "null"),
                Arguments.of("character(5)", "ab"),
                Arguments.of("date", LocalDate.parse("2026-11-22")),
                Arguments.of("time without time zone", LocalTime.parse("10:15:30.123456")),
                Arguments.of("timestamp without time zone", LocalDateTime.parse("2026-11-22T10:15:30.123456")),
                Arguments.of("timestamp with time zone", Instant.parse("2026-11-22T10:15:30.123456Z")),
                Arguments.of("bytea", "x\u0000y".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void by_keys_of_every_type(String sqlType, Object key) {
        AggregateModel bill = HandMade.of(Bill.class)
                .root("bills", "id bigint : key", "payer " + sqlType)
                .model();
        try (TestDatabase own = TestDatabase.create()) {
            own.execute("create table bills (id bigint, payer " + sqlType + ")");
            insert(own, key);
            RowReader plain = new RowReader(
                    StatementProfile.POSTGRES,
                    new Policies(List.of()),
                    RowLimit.STANDARD,
                    Map.of(),
                    1_000,
                    new TemplateCaches(TemplateCaches.STATEMENTS));
            RowQuery ofPayer =
                    RowQuery.referring(new Roots(Bill.class, List.of(bill)), 0, List.of(1), HandMade.keys(key, key));
            LoadedRows rows = plain.query(
                            ofPayer,
                            Visibility.VISIBLE,
                            new WorkScope(ACME, new Borrowed(new Database(own.application()))))
                    .get(0);
            assertThat(rows.roots()).extracting(row -> row.get(0)).containsExactly(1L);
            assertThat(rows.roots().get(0).get(1)).isEqualTo(key);
        }
    }

    private static void insert(TestDatabase own, Object key) {
        Object given = key instanceof Instant instant ? instant.atOffset(java.time.ZoneOffset.UTC) : key;
        own.query("insert into bills values (1, ?), (2, null) returning id", given);
    }
}
