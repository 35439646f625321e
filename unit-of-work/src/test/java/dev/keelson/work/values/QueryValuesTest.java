package dev.keelson.work.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.value.ColumnType;
import dev.keelson.value.Range;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of conditions go to the database by the same rules as those that are stored. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class QueryValuesTest {

    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));

    enum Mood {
        GLAD,
        SAD
    }

    /** A column of every kind that needs care. */
    record Entry(
            UUID id,
            LocalDate day,
            LocalDateTime wall,
            Instant moment,
            LocalTime clock,
            BigDecimal amount,
            String code,
            String padded,
            Mood mood,
            int[] numbers,
            Range<LocalDate> stay) {}

    private static final Entry OLD = new Entry(
            UUID.randomUUID(),
            LocalDate.parse("1582-10-10"),
            LocalDateTime.of(-43, 3, 15, 12, 0),
            Instant.parse("0000-02-29T01:02:03.456789Z"),
            LocalTime.parse("23:59:59.999999"),
            new BigDecimal("1.50"),
            "it's",
            "ab",
            Mood.SAD,
            new int[] {1, 2},
            Range.closed(LocalDate.parse("1582-10-10"), LocalDate.parse("1582-10-12")));

    private static TestDatabase database;
    private static WireCounter wire;
    private static Keelson keelson;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void create() {
        database = TestDatabase.create();
        database.execute(wiring().schema().ddl());
        wire = WireCounter.start();
        keelson = wiring().dataSource(database.through(wire)).build();
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            work.add(OLD);
            work.commit();
        }
    }

    private static KeelsonBuilder wiring() {
        ScalarConverter<Range<LocalDate>> days = ScalarConverter.of(
                ranges(), ColumnType.range(ColumnType.date()), range -> range, range -> ranges().cast(range));
        return Keelson.builder()
                .map(
                        Entry.class,
                        entry -> entry.property("amount", p -> p.type(ColumnType.numeric(9, 2)))
                                .property("code", p -> p.type(ColumnType.varchar(6)))
                                .property("padded", p -> p.type(ColumnType.character(4)))
                                .property("mood", p -> p.nativeEnum())
                                .property("stay", p -> p.converter(days)));
    }

    @SuppressWarnings("unchecked") // the class of all ranges
    private static Class<Range<LocalDate>> ranges() {
        return (Class<Range<LocalDate>>) (Class<?>) Range.class;
    }

    @AfterAll
    static void drop() {
        database.close();
        wire.close();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("day", OLD.day()),
                Arguments.of("wall", OLD.wall()),
                Arguments.of("moment", OLD.moment()),
                Arguments.of("moment", OLD.moment().plusNanos(999)),
                Arguments.of("clock", LocalTime.MAX),
                Arguments.of("amount", new BigDecimal("1.5")),
                Arguments.of("amount", new BigDecimal("1.500")),
                Arguments.of("code", OLD.code()),
                Arguments.of("padded", OLD.padded()),
                Arguments.of("mood", "SAD"),
                Arguments.of("numbers", List.of(1, 2)),
                Arguments.of("stay", OLD.stay()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_row_is_found_by_the_value_that_it_was_stored_with(String column, Object value) {
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            assertThat(work.query(Entry.class)
                            .where(field(work, column).eq(value))
                            .list())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(OLD);
            assertThat(work.query(Entry.class)
                            .where(field(work, column).in(value, value))
                            .count())
                    .isOne();
            assertThat(work.query(Entry.class)
                            .where(field(work, column).ne(value))
                            .exists())
                    .isFalse();
        }
    }

    @Test
    void days_before_the_calendar_of_today_are_ordered_as_they_were() {
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            Field<Object> day = field(work, "day");
            assertThat(work.query(Entry.class)
                            .where(day.between(LocalDate.parse("1582-10-10"), LocalDate.parse("1582-10-10")))
                            .count())
                    .isOne();
            assertThat(work.query(Entry.class)
                            .where(day.gt(LocalDate.parse("1582-10-10")))
                            .count())
                    .isZero();
            assertThat(work.query(Entry.class)
                            .where(day.lt(LocalDate.parse("1582-10-11")))
                            .count())
                    .isOne();
        }
    }

    static Stream<Arguments> beyond() {
        return Stream.of(
                Arguments.of("code", "toolong", true),
                Arguments.of("code", "a quite long one", false),
                Arguments.of("amount", new BigDecimal("1.005"), false),
                Arguments.of("amount", new BigDecimal("10000000000"), true),
                Arguments.of("amount", new BigDecimal("1e131072"), true),
                Arguments.of("amount", new BigDecimal("-1e200000"), false),
                Arguments.of("day", LocalDate.MAX, true),
                Arguments.of("day", LocalDate.MIN, false),
                Arguments.of("wall", LocalDateTime.MAX, true),
                Arguments.of("wall", LocalDateTime.MIN, false),
                Arguments.of("moment", Instant.MAX, true),
                Arguments.of("moment", Instant.MIN, false));
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void what_a_column_cannot_hold_is_compared_as_the_database_compares_it(String column, Object value, boolean above) {
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            for (Field<Object> field : List.of(field(work, column), typed(work, column, value.getClass()))) {
                assertThat(work.query(Entry.class).where(field.eq(value)).exists())
                        .isFalse();
                assertThat(work.query(Entry.class).where(field.ne(value)).exists())
                        .isTrue();
                assertThat(work.query(Entry.class).where(field.lt(value)).exists())
                        .isEqualTo(above);
                assertThat(work.query(Entry.class).where(field.gt(value)).exists())
                        .isEqualTo(!above);
            }
        }
    }

    @SuppressWarnings("unchecked") // what the test compares
    private static Field<Object> typed(SqlUnitOfWork work, String column, Class<?> type) {
        return (Field<Object>) work.table(Entry.class).field(column, type);
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.of(
                        "code",
                        "a\0b",
                        "Entry.code",
                        "it holds a NUL character at index 1, which no text column can store"),
                Arguments.of(
                        "code",
                        "a\uD800",
                        "Entry.code",
                        "it holds a lone surrogate at index 1, which has no UTF-8 form"),
                Arguments.of("mood", "MAD", "Entry.mood", "it is none of the 2 labels of mood"));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void a_value_that_no_row_can_hold_is_refused_before_any_sql(
            String column, Object value, String property, String problem) {
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            wire.reset();
            assertThatThrownBy(() -> work.query(Entry.class)
                            .where(field(work, column).eq(value))
                            .list())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Cannot compare " + property + " with this "
                            + value.getClass().getSimpleName() + " in a query: " + problem
                            + ". No row can hold such a value; ask for another.");
            assertThat(wire.statements()).isEmpty();
        }
    }

    @Test
    void a_column_that_was_narrowed_behind_our_back_is_named_by_those_that_it_may_be() {
        database.execute("alter table entries alter code type varchar(4)");
        Entry longer = new Entry(
                UUID.randomUUID(),
                OLD.day(),
                OLD.wall(),
                OLD.moment(),
                OLD.clock(),
                OLD.amount(),
                "canary",
                "",
                Mood.GLAD,
                new int[0],
                OLD.stay());
        try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
            work.add(longer);
            assertThatThrownBy(work::commit)
                    .isInstanceOfSatisfying(
                            UnstorableValueException.class,
                            unfit -> assertThat(unfit.property())
                                    .isEqualTo("one of Entry.code, Entry.padded, Entry.mood"))
                    .hasMessageContaining(longer.id().toString())
                    .hasMessageNotContaining("canary");
            work.discard();
        } finally {
            database.execute("alter table entries alter code type varchar(6)");
        }
    }

    private static Field<Object> field(SqlUnitOfWork work, String column) {
        @SuppressWarnings("unchecked") // a column of values of whatever class
        Field<Object> field = (Field<Object>) work.table(Entry.class).field(column);
        return Objects.requireNonNull(field);
    }
}
