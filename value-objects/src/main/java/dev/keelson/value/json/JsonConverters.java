package dev.keelson.value.json;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import java.lang.reflect.Type;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Makes converters of values of any class to JSON in one column, by Jackson.
 *
 * <p>Unless a mapper is given, {@link #mapper()} is taken. It writes the same value the same way each time: properties,
 * and entries of maps and elements of sets that can be compared, are sorted. Numbers are exact and keep their scale;
 * where the class does not say, a number with decimals is read as BigDecimal. Times are text in ISO 8601 and keep their
 * offset and zone. Nothing is guessed: no text is read as a number, no number as text or an enum, no decimals are cut,
 * no null becomes zero, and no key may stand twice.
 *
 * <p>A property that the class does not know is refused, for it would be gone after the next change of the value. Where
 * older and newer releases run side by side, annotate the class with {@code @JsonIgnoreProperties(ignoreUnknown =
 * true)}, or give a mapper of your own. A property that is missing, as in a row older than it, has Java's default: null,
 * zero or false.
 *
 * <p>No name of a class in JSON is ever followed, whatever the mapper and the annotations: subclasses are told by names
 * that annotations give them. A value that cannot be written, and JSON that cannot be read, is refused with a clause
 * that names class and path but nothing of the content, nor does its cause; keys of maps are shown as {@code *}.
 *
 * <p>What is returned is immutable and thread-safe. The value must be equal to what its JSON makes of it, and must not
 * be changed in place unless the framework is to notice.
 *
 * <p>Source: Fowler, PoEAA, Serialized LOB (272).
 */
public final class JsonConverters {

    /** What a numeric holds, the point, and an exponent. */
    private static final int MAX_NUMBER_LENGTH = 150_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST, MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.ORDER_SET_ELEMENTS)
            .disable(
                    SerializationFeature.FAIL_ON_ORDER_MAP_BY_INCOMPARABLE_KEY,
                    SerializationFeature.FAIL_ON_ORDER_SET_BY_INCOMPARABLE_ELEMENT)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS, JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
            .disable(
                    DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS,
                    DateTimeFeature.WRITE_DATE_KEYS_AS_TIMESTAMPS,
                    DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
                    DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE,
                    DateTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID)
            .build();

    private JsonConverters() {}

    /** Returns the mapper that is taken where none is given; {@code rebuild()} it to change some of it. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Returns a converter to {@code jsonb}. */
    public static <V> ScalarConverter<V> of(Class<V> type) {
        return of(type, ColumnType.jsonb(), MAPPER);
    }

    /** Returns a converter to a column of {@code jsonb}, {@code json} or text. */
    public static <V> ScalarConverter<V> of(Class<V> type, ColumnType column) {
        return of(type, column, MAPPER);
    }

    /** Returns a converter to {@code jsonb} by a mapper of the application. */
    public static <V> ScalarConverter<V> of(Class<V> type, JsonMapper mapper) {
        return of(type, ColumnType.jsonb(), mapper);
    }

    /**
     * Returns a converter.
     *
     * @param type the class of the values
     * @param column {@code jsonb}, {@code json}, {@code text} or {@code character varying}
     * @param mapper writes and reads; what is changed in it later does not count
     * @param <V> the class of the values
     * @throws IllegalArgumentException if the column is of another type, or the mapper follows names of classes
     */
    public static <V> ScalarConverter<V> of(Class<V> type, ColumnType column, JsonMapper mapper) {
        return make(type, mapper.constructType(type), column, mapper);
    }

    /** Returns a converter of a generic type, such as {@code new TypeReference<List<Tag>>() {}}, to {@code jsonb}. */
    public static <V> ScalarConverter<V> of(TypeReference<V> type) {
        return of(type, ColumnType.jsonb(), MAPPER);
    }

    /**
     * Returns a converter of a generic type; its value class is the raw one. See {@link #of(Class, ColumnType,
     * JsonMapper)}.
     */
    @SuppressWarnings("unchecked") // the raw class of the type that the reference holds
    public static <V> ScalarConverter<V> of(TypeReference<V> type, ColumnType column, JsonMapper mapper) {
        JavaType javaType = mapper.constructType(type);
        return make((Class<V>) javaType.getRawClass(), javaType, column, mapper);
    }

    /**
     * Returns a converter of a type that only reflection knows, such as a property's; its value class is the raw one.
     * See {@link #of(Class, ColumnType, JsonMapper)}.
     *
     * @param type a type of Java or of Jackson
     */
    public static ScalarConverter<?> of(Type type, ColumnType column, JsonMapper mapper) {
        JavaType javaType = mapper.constructType(type);
        return make(javaType.getRawClass(), javaType, column, mapper);
    }

    @SuppressWarnings("unchecked") // the reader makes what the raw class is of
    private static <V> ScalarConverter<V> make(Class<V> raw, JavaType type, ColumnType column, JsonMapper mapper) {
        JsonFaults faults = new JsonFaults(type);
        switch (column.kind()) {
            case JSONB, JSON, TEXT, VARCHAR -> {}
            default ->
                throw new IllegalArgumentException("Cannot convert %s to JSON in %s: it needs jsonb, json or text."
                        .formatted(faults.typeName(), column));
        }
        if (mapper.serializationConfig().getDefaultTyper(type) != null
                || mapper.deserializationConfig().getDefaultTyper(type) != null) {
            throw new IllegalArgumentException("Cannot convert %s to JSON by this mapper: it has default typing, which"
                            .formatted(faults.typeName())
                    + " makes objects of whatever class the JSON names. Deactivate it, and name the subclasses by"
                    + " @JsonTypeInfo(use = NAME) and @JsonSubTypes.");
        }
        JsonMapper safe = ClassNames.notFollowedBy(mapper);
        ObjectWriter writer = safe.writerFor(type);
        ObjectReader reader = safe.readerFor(type);
        return ScalarConverter.of(
                raw, column, value -> write(writer, value, faults), text -> (V) read(reader, (String) text, faults));
    }

    private static String write(ObjectWriter writer, Object value, JsonFaults faults) {
        String text;
        try {
            text = writer.writeValueAsString(value);
        } catch (RuntimeException e) {
            throw faults.writing(e);
        }
        if (text.equals("null")) {
            throw new IllegalArgumentException("it is written as null in JSON, which is read as no value");
        }
        return text;
    }

    private static Object read(ObjectReader reader, String text, JsonFaults faults) {
        Object value;
        try {
            value = reader.readValue(text);
        } catch (RuntimeException e) {
            throw faults.reading(e);
        }
        if (value == null) {
            throw new IllegalArgumentException("its JSON is null, which is no " + faults.typeName());
        }
        return value;
    }
}
