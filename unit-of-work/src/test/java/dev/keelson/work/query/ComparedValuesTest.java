package dev.keelson.work.query;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.value.ColumnType;
import dev.keelson.value.Range;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Properties are compared with values that their columns cannot hold, and refuse those that are none of theirs. */
class ComparedValuesTest {

    record ThingId(int value) {}

    record Weight(BigDecimal amount, String unit) implements Comparable<Weight> {
        @Override
        public int compareTo(Weight other) {
            return amount.compareTo(other.amount);
        }
    }

    static final class Thing {
        private final ThingId id;
        private int number;
        private double ratio;
        private BigDecimal amount = new BigDecimal("0.10");
        private Weight weight = new Weight(BigDecimal.ONE, "kg");
        private OffsetDateTime at = OffsetDateTime.parse("2026-01-01T00:00:00Z");
        private @Nullable String text;
        private int[] rooms = {};
        private final List<String> names = new ArrayList<>();
        private @Nullable Range<LocalDate> stay;
        private final Map<String, Object> bag = new LinkedHashMap<>();

        Thing(ThingId id) {
            this.id = id;
        }
    }

    private static final Map<Setting, PolicyStage> STAGES = new LinkedHashMap<>();

    @SuppressWarnings("unchecked") // the class of all ranges
    private static ScalarConverter<Range<LocalDate>> days() {
        Class<Range<LocalDate>> ranges = (Class<Range<LocalDate>>) (Class<?>) Range.class;
        return ScalarConverter.of(ranges, ColumnType.range(ColumnType.date()), range -> range, ranges::cast);
    }

    private static KeelsonBuilder mapped(Setting setting) {
        return Keelson.builder().map(Thing.class, thing -> {
            thing.property("bag", bag -> bag.json());
            if (setting == Setting.H2) {
                thing.ignore("rooms").ignore("stay");
            } else {
                thing.property("stay", stay -> stay.converter(days()));
            }
        });
    }

    @BeforeAll
    static void create() {
        for (Setting setting : Setting.values()) {
            PolicyStage stage = PolicyStage.open(setting, mapped(setting));
            STAGES.put(setting, stage);
            stage.keelson().run(by("ann", PolicyStage.NOON), work -> {
                Thing one = new Thing(new ThingId(1));
                one.number = 2;
                one.ratio = 2;
                one.text = "x";
                one.rooms = new int[] {1, 2};
                one.stay = Range.closed(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-05"));
                one.bag.putAll(Map.of("n", 3, "t", "mail"));
                work.add(one);
                work.add(new Thing(new ThingId(2)));
            });
        }
    }

    @AfterAll
    static void drop() {
        STAGES.values().forEach(PolicyStage::close);
    }

    private static List<Integer> found(Setting setting, Function<Fields, Condition> asked) {
        try (SqlUnitOfWork work = STAGES.get(setting).keelson().begin(by("eve", PolicyStage.LATER))) {
            return work
                    .query(Thing.class)
                    .where(asked)
                    .orderBy(work.field(Thing.class, "id").asc())
                    .<ThingId>ids()
                    .stream()
                    .map(ThingId::value)
                    .toList();
        }
    }

    private static void finds(Setting setting, Function<Fields, Condition> asked, Integer... ids) {
        assertThat(found(setting, asked)).containsExactly(ids);
    }

    private static void refuses(Setting setting, Function<Fields, Condition> asked, String told) {
        assertThatThrownBy(() -> found(setting, asked))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(told);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_literal_of_jooqs_is_compared_as_a_value_is(Setting setting) {
        finds(setting, thing -> thing.<String>field("text").field().eq(DSL.inline("x")), 1);
        finds(setting, thing -> thing.<String>field("text").field().eq(DSL.inline("it's")));
        finds(setting, thing -> thing.<Integer>field("number").field().eq(DSL.inline(2)), 1);
        finds(setting, thing -> thing.<Integer>field("number").field().in(DSL.inline(2), DSL.val(0)), 1, 2);
        finds(
                setting,
                thing -> thing.<Integer>field("number")
                        .field()
                        .plus(DSL.inline(1))
                        .gt(2),
                1);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void numbers_of_all_classes_are_compared_as_numbers(Setting setting) {
        for (String property : List.of("number", "ratio", "amount")) {
            for (Object above : List.of(
                    5_000_000_000L,
                    new BigInteger("9").pow(30),
                    new BigDecimal("1e200000"),
                    1e30,
                    Double.POSITIVE_INFINITY,
                    Double.NaN)) {
                finds(setting, thing -> thing.field(property).eq(above));
                finds(setting, thing -> thing.field(property).ne(above), 1, 2);
                finds(setting, thing -> thing.field(property).lt(above), 1, 2);
                finds(setting, thing -> thing.field(property).gt(above));
                finds(setting, thing -> thing.field(property).in(above));
                finds(setting, thing -> thing.field(property).in(Collections.nCopies(150, above)));
            }
            finds(setting, thing -> thing.field(property).gt(Double.NEGATIVE_INFINITY), 1, 2);
            finds(setting, thing -> thing.field(property).lt(Double.NEGATIVE_INFINITY));
        }
        for (Object two : List.of(2L, 2.0, 2f, new BigDecimal("2.00"), BigInteger.TWO)) {
            for (String property : List.of("number", "ratio")) {
                finds(setting, thing -> thing.field(property).eq(two), 1);
                finds(setting, thing -> thing.field(property).in(two, 7), 1);
                finds(setting, thing -> thing.field(property).in(Collections.nCopies(150, two)), 1);
            }
        }
        finds(setting, thing -> thing.field("number").gt(1.5), 1);
        finds(setting, thing -> thing.field("amount").eq(0.1), 1, 2);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void each_time_is_between_the_first_and_the_last_of_java(Setting setting) {
        for (Object last : List.of(OffsetDateTime.MAX, Instant.MAX)) {
            finds(setting, thing -> thing.field("at").lt(last), 1, 2);
            finds(setting, thing -> thing.field("at").gt(last));
            finds(setting, thing -> thing.field("at").in(last));
        }
        finds(setting, thing -> thing.field("at").between(OffsetDateTime.MIN, OffsetDateTime.MAX), 1, 2);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_text_that_the_database_has_not_equals_none_of_those_that_are_there(Setting setting) {
        for (String none : List.of("a\0b", "a\uD800", "\uDC00")) {
            finds(setting, thing -> thing.field("text").eq(none));
            finds(setting, thing -> thing.field("text").ne(none), 1);
            finds(setting, thing -> DSL.not(thing.field("text").eq(none)), 1);
            finds(setting, thing -> thing.field("text").in(none));
            finds(setting, thing -> DSL.not(thing.field("text").in(none)), 1);
            finds(setting, thing -> thing.field("text").in(none, "x"), 1);
            finds(setting, thing -> DSL.not(thing.field("text").in(Collections.nCopies(150, none))), 1);
            finds(setting, thing -> thing.field("weight").eq(new Weight(BigDecimal.ONE, none)));
        }
        assertThatThrownBy(() -> found(setting, thing -> thing.field("text").lt("a\0b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it holds a NUL character at index 1");
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_MESSAGE", "PLAIN_STATEMENTS"})
    void numbers_and_texts_that_no_json_has_are_compared_as_well(Setting setting) {
        for (Object above : List.of(Double.NaN, Float.POSITIVE_INFINITY, new BigDecimal("1e200000"))) {
            finds(setting, thing -> thing.field("bag.n").eq(above));
            finds(setting, thing -> thing.field("bag.n").ne(above), 1);
            finds(setting, thing -> thing.field("bag.n").in(above, 3), 1);
            finds(setting, thing -> DSL.not(thing.field("bag.n").in(above)), 1);
            finds(setting, thing -> thing.field("bag.n").lt(above), 1);
            finds(setting, thing -> thing.field("bag.n").ge(above));
            finds(setting, thing -> thing.field("bag.t").lt(above));
        }
        for (Object below : List.of(Double.NEGATIVE_INFINITY, new BigDecimal("-1e200000"))) {
            finds(setting, thing -> thing.field("bag.n").gt(below), 1);
            finds(setting, thing -> thing.field("bag.n").le(below));
        }
        for (Object none : List.of("a\0b", "a\uD800", new BigDecimal("1e-20000"))) {
            finds(setting, thing -> thing.field("bag.t").eq(none));
            finds(setting, thing -> thing.field("bag.t").ne(none), 1);
            finds(setting, thing -> thing.field("bag.t").in(none, "mail"), 1);
        }
        refuses(
                setting,
                thing -> thing.field("bag.t").lt("a\0b"),
                "Cannot compare Thing.bag.t with this String by their order: no text holds a NUL or a lone surrogate."
                        + " Give another.");
        refuses(
                setting,
                thing -> thing.field("bag.n").lt(new BigDecimal("1e-20000")),
                "Cannot compare Thing.bag.n with this BigDecimal by their order: no number has more than 16,383 digits"
                        + " after the point. Give another.");
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_MESSAGE", "PLAIN_STATEMENTS"})
    void a_value_inside_json_is_a_text_to_jooq(Setting setting) {
        finds(setting, thing -> thing.<String>field("bag.t").field().like("m%"), 1);
        finds(setting, thing -> DSL.lower(thing.<String>field("bag.t").field()).eq("mail"), 1);
        finds(setting, thing -> thing.<String>field("bag.t").field().eq("mail"), 1);
        finds(setting, thing -> thing.<String>field("bag.n").field().eq("3"), 1);
        refuses(
                setting,
                thing -> thing.field("bag.n").field().gt(3),
                "Cannot compare Thing.bag.n as text with a Integer in a query: its values are of String. Give one of"
                        + " these.");
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_MESSAGE", "PLAIN_STATEMENTS"})
    void an_array_has_no_element_that_it_cannot_hold(Setting setting) {
        finds(setting, thing -> thing.field("rooms").contains(5e9));
        finds(setting, thing -> thing.field("rooms").contains(1, 5_000_000_000L));
        finds(setting, thing -> DSL.not(thing.field("rooms").contains(5e9)), 1, 2);
        finds(setting, thing -> thing.field("rooms").contains(1L, 2.0), 1);
        finds(setting, thing -> thing.field("rooms").contains(new int[] {1, 2}), 1);
        finds(setting, thing -> thing.field("rooms").any(5e9, 2), 1);
        finds(setting, thing -> thing.field("rooms").any(List.of(5e9)));
        refuses(
                setting,
                thing -> thing.field("rooms").contains("x"),
                "Cannot compare Thing.rooms with a String in a query: its values are of Integer. Give one of these.");
        refuses(
                setting,
                thing -> thing.field("rooms").overlaps(1),
                "Cannot ask what Thing.rooms overlaps: it is an array. Ask any(...), that one of some values is in"
                        + " it.");
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_MESSAGE", "PLAIN_STATEMENTS"})
    void a_range_takes_points_and_ranges_of_its_own(Setting setting) {
        LocalDate day = LocalDate.parse("2026-01-05");
        finds(setting, thing -> thing.field("stay").contains(day), 1);
        finds(setting, thing -> thing.field("stay").contains(Range.closed(day, day), day.minusDays(1)), 1);
        finds(setting, thing -> thing.field("stay").contains(LocalDate.MAX));
        finds(setting, thing -> thing.field("stay").overlaps(Range.closed(day, day.plusDays(9))), 1);
        refuses(
                setting,
                thing -> thing.field("stay").overlaps(day),
                "Cannot ask whether Thing.stay overlaps a LocalDate: only ranges overlap. Give a Range, or ask"
                        + " contains(...) for a point.");
        refuses(
                setting,
                thing -> thing.field("stay").contains("x"),
                "Cannot compare Thing.stay with a String in a query: its values are of LocalDate. Give one of these.");
        refuses(
                setting,
                thing -> thing.field("stay").any(Range.closed(day, day)),
                "Cannot ask which of several Thing.stay has: it is a range. Ask overlaps(range) or contains(point), and"
                        + " combine these by or.");
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_MESSAGE", "PLAIN_STATEMENTS"})
    void what_lies_in_one_column_has_no_elements_to_ask_but_a_field(Setting setting) {
        Map<String, String> mends = Map.of(
                "rooms", "field(\"rooms\").any(...) or field(\"rooms\").contains(...)",
                "stay", "field(\"stay\").contains(...) or field(\"stay\").overlaps(...)",
                "bag", "field(\"bag.<name>\").eq(...)",
                "number", "field(\"number\").eq(...)");
        mends.forEach((property, mend) -> {
            String told = "Cannot query by '" + property + "': Thing." + property
                    + " is a value in columns of its owner's row, and the identifier of no mapped aggregate. Compare"
                    + " it: "
                    + mend + ".";
            refuses(setting, thing -> thing.any(property, one -> one.value().eq(1)), told);
            refuses(setting, thing -> thing.size(property).eq(1), told);
        });
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_value_of_another_class_is_refused_by_the_class_that_is_meant(Setting setting) {
        Map<String, String> classes =
                Map.of("id", "ThingId", "number", "Integer", "amount", "BigDecimal", "at", "OffsetDateTime");
        classes.forEach((property, meant) -> {
            String told = "Cannot compare Thing." + property + " with a String in a query: its values are of " + meant
                    + ". Give one of these.";
            refuses(setting, thing -> thing.field(property).eq("x"), told);
            refuses(setting, thing -> thing.field(property).in("x"), told);
            if (setting == Setting.ONE_MESSAGE) {
                refuses(setting, thing -> thing.field(property).in(Collections.nCopies(150, "x")), told);
            }
        });
        refuses(
                setting,
                thing -> thing.field("number").eq(new ThingId(2)),
                "Cannot compare Thing.number with a ThingId in a query: its values are of Integer. Give one of these.");
        refuses(
                setting,
                thing -> thing.field("weight").eq("x"),
                "Cannot compare Thing.weight with a String: its values are of Weight. Give one of these.");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void more_values_than_a_statement_takes_are_refused_where_each_is_one(Setting setting) {
        List<ThingId> many = new ArrayList<>();
        for (int id = 2; many.size() < 100_001; id++) {
            many.add(new ThingId(id));
        }
        if (setting == Setting.ONE_MESSAGE) {
            finds(setting, thing -> thing.field("id").in(many), 2);
            return;
        }
        String most = setting == Setting.H2 ? "100000" : "65535";
        refuses(
                setting,
                thing -> thing.field("id").in(many),
                "Cannot compare Thing.id with 100001 values at once: a statement takes " + most
                        + ". Ask for a part of them at a time.");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void many_values_of_several_columns_are_compared_at_once(Setting setting) {
        List<Weight> many = new ArrayList<>();
        for (int amount = 1; amount <= 5_000; amount++) {
            many.add(new Weight(new BigDecimal(amount), "kg"));
        }
        finds(setting, thing -> thing.field("weight").in(many), 1, 2);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void nothing_is_compared_with_null(Setting setting) {
        String told = "Cannot compare Thing.text with null: nothing equals it in SQL. Ask isNull() or isNotNull().";
        refuses(setting, thing -> thing.field("text").eq(null), told);
        refuses(setting, thing -> thing.field("text").between(null, "x"), told);
        refuses(setting, thing -> thing.field("text").in((Object[]) null), told);
        refuses(setting, thing -> thing.field("text").in((List<Object>) null), told);
        refuses(setting, thing -> thing.field("text").in("x", null), told);
        if (setting != Setting.H2) {
            refuses(setting, thing -> thing.field("bag.t").in("x", null), told.replace("text", "bag.t"));
            refuses(setting, thing -> thing.field("rooms").contains((Object[]) null), told.replace("text", "rooms"));
            refuses(setting, thing -> thing.field("rooms").any(1, null), told.replace("text", "rooms"));
            refuses(setting, thing -> thing.field("stay").overlaps(null), told.replace("text", "stay"));
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_is_asked_is_said(Setting setting) {
        refuses(
                setting,
                thing -> thing.field((String) null).isNull(),
                "Cannot query by a null path: it names a property. Give its name.");
        refuses(
                setting,
                thing -> thing.any("names", null),
                "Cannot query by a null function: it says what is asked of each. Give one, such as line ->"
                        + " line.field(\"quantity\").gt(3).");
        refuses(
                setting,
                thing -> null,
                "Cannot query Thing by a null condition: the function that says what is asked gave none.");
        refuses(
                setting,
                null,
                "Cannot query Thing by a null function: it says what is asked. Give one, such as one ->"
                        + " one.field(\"...\").eq(...).");
        try (SqlUnitOfWork work = STAGES.get(setting).keelson().begin(by("eve", PolicyStage.LATER))) {
            assertThatThrownBy(() -> work.query(Thing.class)
                            .orderBy(work.field(Thing.class, "id").asc(), (PropertyOrder) null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Cannot order Thing by null. Give an order, such as work.field(Thing.class,"
                            + " \"...\").asc().");
            assertThatThrownBy(() -> work.query(Thing.class).where((Condition[]) null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Cannot query Thing by a null condition");
            assertThatThrownBy(() -> work.query(Thing.class).size("names", (Function<Field<Integer>, Condition>) null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Cannot query Thing by a null function");
            assertThatThrownBy(() -> work.query(Thing.class).after(null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Cannot go on in Thing after null");
        }
    }
}
