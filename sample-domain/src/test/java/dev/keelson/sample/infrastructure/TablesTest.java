package dev.keelson.sample.infrastructure;

import static dev.keelson.sample.infrastructure.tables.Tables.ORDERS;
import static dev.keelson.sample.infrastructure.tables.Tables.ORDER_LINES;
import static dev.keelson.sample.infrastructure.tables.Tables.STUDENTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.sample.domain.order.Item;
import dev.keelson.sample.domain.order.OrderStatus;
import dev.keelson.sample.domain.student.EmailAddress;
import dev.keelson.sample.domain.student.StudentId;
import dev.keelson.sample.infrastructure.tables.Tables;
import dev.keelson.testing.rig.TestDatabase;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables that were generated from the mapping are those of the migrations, and read the domain's values. */
class TablesTest {

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fromTemplate("academy", AcademySchema::migrate);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void they_have_the_columns_that_the_database_has() throws IllegalAccessException {
        Map<String, List<String>> generated = new TreeMap<>();
        Map<String, List<String>> live = new TreeMap<>();
        for (Field constant : Tables.class.getFields()) {
            Table<?> table = (Table<?>) constant.get(null);
            generated.put(
                    table.getName(),
                    table.fieldStream().map(org.jooq.Field::getName).sorted().toList());
            live.put(
                    table.getName(),
                    database
                            .query(
                                    "select column_name from information_schema.columns where table_schema = 'public'"
                                            + " and table_name = ? order by column_name collate \"C\"",
                                    table.getName())
                            .stream()
                            .map(row -> String.valueOf(row.get(0)))
                            .toList());
        }

        assertThat(generated.keySet())
                .containsExactly("course_students", "courses", "order_lines", "order_tags", "orders", "students");
        assertThat(generated).isEqualTo(live);
    }

    @Test
    void they_read_the_values_of_the_domain() {
        UUID id = UUID.fromString("01890000-0000-7000-8000-000000000001");
        DSLContext jooq = DSL.using(database.owner(), SQLDialect.POSTGRES);

        jooq.transaction(transaction -> {
            transaction.dsl().execute("select set_config('keelson.tenant', 'ada', true)");
            transaction
                    .dsl()
                    .execute(
                            "insert into students values ('ada', ?, 'Ada', 'ada@lovelace.org', now(), false, 1, now(),"
                                    + " '', now(), '')",
                            id);
            assertThat(transaction
                            .dsl()
                            .select(STUDENTS.ID, STUDENTS.EMAIL, STUDENTS.NAME)
                            .from(STUDENTS)
                            .where(STUDENTS.EMAIL.eq(new EmailAddress("ada@lovelace.org")))
                            .fetch(row -> List.<Object>of(row.value1(), row.value2(), row.value3())))
                    .containsExactly(List.of(new StudentId(id), new EmailAddress("ada@lovelace.org"), "Ada"));
        });
    }

    @Test
    void a_condition_takes_values_of_the_domain() {
        assertThat(ORDERS.STATUS
                        .eq(OrderStatus.OPEN)
                        .and(ORDER_LINES.ORDER_ID.eq(ORDERS.ID))
                        .and(ORDER_LINES.ITEM_KIND.eq(Item.Kind.BOOK))
                        .toString())
                .isEqualTo("""
                    (
                      orders.status = cast('OPEN' as text)
                      and order_lines.order_id = orders.id
                      and order_lines.item_kind = cast('BOOK' as text)
                    )\
                    """);
    }
}
