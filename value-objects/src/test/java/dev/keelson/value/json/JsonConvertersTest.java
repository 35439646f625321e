package dev.keelson.value.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.value.JsonText;
import dev.keelson.value.ScalarConverter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

class JsonConvertersTest {

    private static final String SECRET = "4111-1111";

    enum Colour {
        RED,
        BLUE
    }

    record Tag(String name, @Nullable Colour colour) {}

    record Price(BigDecimal amount, String currency) {
        Price {
            if (amount.signum() < 0) {
                throw new IllegalStateException("negative price of " + currency);
            }
        }
    }

    record Everything(
            boolean flag,
            int number,
            long large,
            double approximate,
            BigDecimal exact,
            BigInteger huge,
            UUID id,
            byte[] bytes,
            Instant instant,
            LocalDate day,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            YearMonth month,
            Duration duration,
            Period period,
            Optional<String> some,
            Optional<String> none,
            @Nullable String absent,
            List<Tag> tags,
            Map<Colour, Price> prices) {}

    record Order(@JsonProperty("lines") List<Line> items, Map<String, Price> byCustomer) {}

    record Line(Price price) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Lenient(int number) {}

    record Wrapped(@JsonValue @Nullable String text) {}

    static final class Open {
        public final Map<String, Integer> more = new LinkedHashMap<>();

        @JsonAnyGetter
        public Map<String, Integer> more() {
            return more;
        }

        @JsonAnySetter
        public void add(String key, Integer value) {
            more.put(key, value);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({@JsonSubTypes.Type(value = Circle.class, name = "circle")})
    sealed interface Shape permits Circle {}

    record Circle(int radius) implements Shape {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface Gadget {}

    static final class Trap implements Gadget {
        static boolean sprung;

        public void setName(String name) {
            sprung = true;
        }
    }

    static final class Initialised {
        static {
            Trap.sprung = true;
        }
    }

    static final class Faulty {
        public String getCard() {
            throw new IllegalStateException("no card " + SECRET);
        }
    }

    static final class Circular {
        public @Nullable Circular next;
    }

    @Test
    void writes_properties_maps_and_sets_in_one_order() {
        record Mixed(String b, Map<String, Integer> a, Set<String> c) {}
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("y", 2);
        Mixed mixed = new Mixed("x", map, new LinkedHashSet<>(List.of("d", "c", "e")));

        assertThat(JsonConverters.of(Mixed.class).toColumn(mixed))
                .isEqualTo("{\"a\":{\"y\":2,\"z\":1},\"b\":\"x\",\"c\":[\"c\",\"d\",\"e\"]}");
    }

    @Test
    void reads_back_from_the_database_what_it_wrote() {
        Everything value = new Everything(
                true,
                -5,
                Long.MIN_VALUE,
                1.0E-10,
                new BigDecimal("1234567890123456789.500"),
                BigInteger.TEN.pow(1_500),
                UUID.fromString("0198aa00-0000-7000-8000-000000000001"),
                new byte[0],
                Instant.parse("2026-03-01T12:00:00.123456789Z"),
                LocalDate.of(-44, 3, 15),
                OffsetDateTime.parse("2026-03-01T12:00+05:30"),
                ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Vienna]"),
                YearMonth.of(2026, 3),
                Duration.ofNanos(1_500_000_001),
                Period.ofMonths(14),
                Optional.of("é😀\n\""),
                Optional.empty(),
                null,
                List.of(new Tag("a", Colour.RED), new Tag("", null)),
                Map.of(Colour.BLUE, new Price(new BigDecimal("0.10"), "EUR")));

        for (ColumnType column : List.of(ColumnType.jsonb(), ColumnType.json(), ColumnType.text())) {
            ScalarConverter<Everything> converter = JsonConverters.of(Everything.class, column);
            String text = (String) converter.toColumn(value);
            String kept = kept(text, column);

            assertThat(JsonText.same(text, kept)).isTrue();
            assertThat(converter.fromColumn(kept))
                    .usingRecursiveComparison()
                    .withStrictTypeChecking()
                    .isEqualTo(value);
            assertThat(converter.toColumn(converter.fromColumn(kept))).isEqualTo(text);
        }
    }

    @Test
    void keeps_numbers_exact_where_the_class_does_not_say() {
        ScalarConverter<Map<String, Object>> converter = JsonConverters.of(new TypeReference<Map<String, Object>>() {});
        ScalarConverter<JsonNode> tree = JsonConverters.of(JsonNode.class);
        Map<String, Object> value = Map.of(
                "scale",
                new BigDecimal("1.50"),
                "more",
                new BigDecimal("0.10000000000000000055"),
                "whole",
                7,
                "n",
                List.of());
        String text = "{\"a\":1.50,\"b\":0.10000000000000000055}";

        assertThat(converter.fromColumn(converter.toColumn(value))).isEqualTo(value);
        assertThat(tree.toColumn(tree.fromColumn(text))).isEqualTo(text);
    }

    @Test
    void generic_types_keep_what_is_in_them() {
        ScalarConverter<List<Tag>> tags = JsonConverters.of(new TypeReference<List<Tag>>() {});
        ScalarConverter<?> reflected = JsonConverters.of(
                new TypeReference<Map<String, Price>>() {}.getType(), ColumnType.json(), JsonConverters.mapper());
        List<Tag> value = List.of(new Tag("a", Colour.RED));

        assertThat(tags.valueType()).isEqualTo(List.class);
        assertThat(tags.toColumn(value)).isEqualTo("[{\"colour\":\"RED\",\"name\":\"a\"}]");
        assertThat(tags.fromColumn(tags.toColumn(value))).isEqualTo(value);
        assertThat(reflected.valueType()).isEqualTo(Map.class);
        assertThat(reflected.columnType()).isEqualTo(ColumnType.json());
        assertThat(reflected.fromColumn("{\"x\":{\"amount\":1,\"currency\":\"EUR\"}}"))
                .isEqualTo(Map.of("x", new Price(BigDecimal.ONE, "EUR")));
    }

    @Test
    void subclasses_are_told_by_name_also_within_a_list() {
        ScalarConverter<List<Shape>> converter = JsonConverters.of(new TypeReference<List<Shape>>() {});
        List<Shape> shapes = List.of(new Circle(2));

        assertThat(converter.toColumn(shapes)).isEqualTo("[{\"@type\":\"circle\",\"radius\":2}]");
        assertThat(converter.fromColumn(converter.toColumn(shapes))).isEqualTo(shapes);
    }

    @Test
    void a_mapper_of_the_application_is_taken() {
        JsonMapper lenient = JsonConverters.mapper()
                .rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        String text = "{\"colour\":\"RED\",\"name\":\"a\",\"since\":1}";

        assertThat(JsonConverters.of(Tag.class, lenient).fromColumn(text)).isEqualTo(new Tag("a", Colour.RED));
        assertThat(JsonConverters.of(Lenient.class).fromColumn("{\"number\":1,\"x\":2}"))
                .isEqualTo(new Lenient(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"lines\":[{\"price\":{\"amount\":\"4111-1111\"}}]} | $.lines[0].price.amount: it is no BigDecimal",
                "{\"lines\":[{},{\"price\":\"4111-1111\"}]}           | $.lines[1].price: it is no Price",
                "{\"lines\":[{\"price\":{\"amount\":-1,\"currency\":\"4111-1111\"}}]} | $.lines[0].price:"
                        + " IllegalStateException",
                "{\"byCustomer\":{\"4111-1111\":{\"amount\":true}}}   | $.byCustomer.*.amount: it is no BigDecimal",
                "{\"lines\":[{\"4111-1111\":1}]}                      | $.lines[0].*: Line does not have all its"
                        + " properties",
                "{\"lines\":4111-1111}                                | $.lines: it is no ArrayList",
                "{\"lines\":[], \"lines\":[\"4111-1111\"]}            | $: it is no JSON, or a key stands twice in one"
                        + " object, near character 20",
                "{} \"4111-1111\"                                     | $: it is no Order",
                "4111-1111                                            | $: it is no JSON, or a key stands twice in one"
                        + " object, near character 4",
                "\"4111-1111\"                                        | $: it is no Order",
                "                                                     | $: it is no Order"
            })
    void what_cannot_be_read_is_refused_by_class_and_path_without_content(@Nullable String text, String where) {
        IllegalArgumentException refused = catchThrowableOfType(
                IllegalArgumentException.class,
                () -> JsonConverters.of(Order.class, ColumnType.text()).fromColumn(text == null ? "" : text));

        assertThat(refused).hasMessage("its JSON cannot be read as Order, at " + where);
        assertThat(printed(refused)).doesNotContain("4111").contains("its message left out", "JsonConverters.java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"number\":\"1\"}",
                "{\"number\":1.5}",
                "{\"number\":null}",
                "{\"number\":true}",
                "{\"number\":\"\"}",
                "{\"number\":12345678901}",
                "[1]"
            })
    void guesses_no_number(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonConverters.of(Lenient.class).fromColumn(text))
                .withMessageStartingWith("its JSON cannot be read as Lenient, at $");
    }

    @Test
    void what_is_missing_has_the_default_of_java() {
        assertThat(JsonConverters.of(Lenient.class).fromColumn("{}")).isEqualTo(new Lenient(0));
        assertThat(JsonConverters.of(Tag.class).fromColumn("{}")).isEqualTo(new Tag(null, null));
    }

    @Test
    void guesses_no_enum_and_no_text() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonConverters.of(Tag.class).fromColumn("{\"colour\":0}"))
                .withMessage("its JSON cannot be read as Tag, at $.colour: it is no Colour");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonConverters.of(Tag.class).fromColumn("{\"name\":1}"))
                .withMessage("its JSON cannot be read as Tag, at $.name: it is no String");
    }

    @Test
    void keys_that_no_code_declares_are_not_shown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonConverters.of(Open.class).fromColumn("{\"4111-1111\":true}"))
                .withMessage("its JSON cannot be read as Open, at $.*: it is no Integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonConverters.of(new TypeReference<Map<String, List<Price>>>() {})
                        .fromColumn("{\"4111-1111\":[{\"amount\":[]}]}"))
                .withMessage(
                        "its JSON cannot be read as Map<String,List<Price>>, at $.*[0].amount: it is no BigDecimal");
    }

    @Test
    void what_cannot_be_written_is_refused_by_class_and_path_without_content() {
        Circular circle = new Circular();
        circle.next = new Circular();
        circle.next.next = circle;
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        List<Object> nested = deep;

        IllegalArgumentException refused = catchThrowableOfType(
                IllegalArgumentException.class,
                () -> JsonConverters.of(new TypeReference<List<Faulty>>() {}).toColumn(List.of(new Faulty())));

        assertThat(refused)
                .hasMessage("it cannot be written as JSON of List<Faulty>, at $[0].*: IllegalStateException");
        assertThat(printed(refused)).doesNotContain("4111").contains("JsonConvertersTest$Faulty.getCard");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonConverters.of(Circular.class).toColumn(circle))
                .withMessageStartingWith("it cannot be written as JSON of Circular, at $.next.next")
                .withMessageEndingWith(": it is deeper or longer than Jackson's limits allow");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        JsonConverters.of(new TypeReference<List<Object>>() {}).toColumn(nested))
                .withMessageEndingWith(": it is deeper or longer than Jackson's limits allow");
    }

    @Test
    void a_json_null_is_no_value() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonConverters.of(Wrapped.class).toColumn(new Wrapped(null)))
                .withMessage("it is written as null in JSON, which is read as no value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonConverters.of(Tag.class).fromColumn("null"))
                .withMessage("its JSON is null, which is no Tag");
    }

    @Test
    void special_floating_point_numbers_come_back() {
        ScalarConverter<List<Double>> converter = JsonConverters.of(new TypeReference<List<Double>>() {});
        List<Double> value = List.of(Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE);

        assertThat(converter.fromColumn(converter.toColumn(value))).isEqualTo(value);
    }

    @Test
    void no_name_of_a_class_is_followed() {
        String trap = "{\"@class\":\"%s\",\"name\":\"x\"}".formatted(Trap.class.getName());
        String loaded = "[\"%s$Initialised\"]".formatted(JsonConvertersTest.class.getName());
        JsonMapper trusting = JsonMapper.builder()
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfBaseType(Object.class)
                        .allowIfSubType(Object.class)
                        .build())
                .build();

        for (JsonMapper mapper : List.of(JsonConverters.mapper(), trusting)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonConverters.of(Gadget.class, mapper).fromColumn(trap))
                    .withMessageStartingWith("its JSON cannot be read as Gadget, at $");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> JsonConverters.of(new TypeReference<List<Class<?>>>() {}, ColumnType.jsonb(), mapper)
                                    .fromColumn(loaded))
                    .withMessage("its JSON cannot be read as List<Class<Object>>, at $[0]: it is no Class");
            assertThat(JsonConverters.of(Object.class, mapper).fromColumn(trap)).isInstanceOf(Map.class);
        }
        assertThat(Trap.sprung).isFalse();
    }

    @Test
    void a_mapper_with_default_typing_is_refused() {
        JsonMapper typing = JsonMapper.builder()
                .activateDefaultTyping(
                        BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType(Object.class)
                                .build(),
                        DefaultTyping.JAVA_LANG_OBJECT)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonConverters.of(Tag.class, typing))
                .withMessage("Cannot convert Tag to JSON by this mapper: it has default typing, which makes objects of"
                        + " whatever class the JSON names. Deactivate it, and name the subclasses by"
                        + " @JsonTypeInfo(use = NAME) and @JsonSubTypes.");
    }

    @Test
    void columns_of_other_types_are_refused() {
        assertThat(JsonConverters.of(Tag.class, ColumnType.varchar(40)).toColumn(new Tag("a", null)))
                .isEqualTo("{\"colour\":null,\"name\":\"a\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonConverters.of(Tag.class, ColumnType.bytea()))
                .withMessage("Cannot convert Tag to JSON in bytea: it needs jsonb, json or text.");
    }

    private static String kept(String text, ColumnType column) {
        try (TestDatabase database = TestDatabase.create()) {
            return (String) database.query("select cast(? as " + column + ")::text", text)
                    .getFirst()
                    .getFirst();
        }
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
