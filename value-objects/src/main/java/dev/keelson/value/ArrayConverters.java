package dev.keelson.value;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes converters of Java arrays and collections to one array column. Elements go through the converter of their type;
 * an absent one is null.
 */
public final class ArrayConverters {

    private ArrayConverters() {}

    /**
     * Returns a converter of a Java array of any number of dimensions.
     *
     * @param type the array's class, such as {@code int[].class} or {@code String[][].class}
     * @param element the converter of what its innermost arrays hold
     * @throws IllegalArgumentException if the class is no array's
     */
    public static <A> ScalarConverter<A> ofArray(Class<A> type, ScalarConverter<?> element) {
        if (!type.isArray()) {
            throw new IllegalArgumentException("Cannot convert %s as an array: it is none.".formatted(type.getName()));
        }
        ScalarConverter<Object> elements = untyped(element);
        return ScalarConverter.of(
                type,
                ColumnType.array(element.columnType()),
                array -> list(array, elements),
                column -> type.cast(array(type, (List<?>) column, elements)));
    }

    /**
     * Returns a converter of a collection.
     *
     * @param type the class of the collection, for messages
     * @param maker makes an empty one
     * @param sorted whether the elements have no order of their own, as in a set, and are stored sorted, so that equal
     *     sets are equal columns
     * @param element the converter of its elements
     */
    public static ScalarConverter<Object> ofCollection(
            Class<?> type, Supplier<?> maker, boolean sorted, ScalarConverter<?> element) {
        ScalarConverter<Object> elements = untyped(element);
        return ScalarConverter.of(
                Object.class,
                ColumnType.array(element.columnType()),
                collection -> list(type, collection, sorted, elements),
                column -> collection(maker, (List<?>) column, elements));
    }

    private static List<@Nullable Object> list(Object array, ScalarConverter<Object> elements) {
        int length = Array.getLength(array);
        List<@Nullable Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            Object element = Array.get(array, i);
            list.add(element == null || !isNested(array) ? column(element, elements, i) : list(element, elements));
        }
        return list;
    }

    /** Whether these are arrays of arrays; those of bytes are values of their own. */
    private static boolean isNested(Object array) {
        Class<?> component = array.getClass().getComponentType();
        return component.isArray() && component != byte[].class;
    }

    private static @Nullable Object column(@Nullable Object element, ScalarConverter<Object> elements, int index) {
        if (element == null) {
            return null;
        }
        try {
            return elements.toColumn(element);
        } catch (RuntimeException refused) {
            throw new IllegalArgumentException("element " + index + ": " + refused.getMessage(), refused);
        }
    }

    private static Object array(Class<?> type, List<?> column, ScalarConverter<Object> elements) {
        Class<?> component = type.getComponentType();
        Object array = Array.newInstance(component, column.size());
        for (int i = 0; i < column.size(); i++) {
            Object element = column.get(i);
            Object value = element instanceof List<?> inner && component.isArray()
                    ? array(component, inner, elements)
                    : element == null ? null : elements.fromColumn(element);
            if (value == null && component.isPrimitive()) {
                throw new IllegalArgumentException(
                        "element %d is null, which a %s cannot hold".formatted(i, type.getSimpleName()));
            }
            if (value != null) {
                Array.set(array, i, value);
            }
        }
        return array;
    }

    private static List<@Nullable Object> list(
            Class<?> type, Object collection, boolean sorted, ScalarConverter<Object> elements) {
        if (!(collection instanceof Collection<?> values)) {
            throw new IllegalArgumentException("a %s is no collection".formatted(type.getSimpleName()));
        }
        List<@Nullable Object> list = new ArrayList<>(values.size());
        for (Object element : values) {
            list.add(column(element, elements, list.size()));
        }
        if (sorted) {
            ColumnType column = elements.columnType();
            list.sort((one, other) -> compare(column, one, other));
        }
        return list;
    }

    private static int compare(ColumnType type, @Nullable Object one, @Nullable Object other) {
        if (one == null) {
            return other == null ? 0 : 1;
        }
        if (other == null) {
            return -1;
        }
        return ColumnText.write(type, one).compareTo(ColumnText.write(type, other));
    }

    @SuppressWarnings("unchecked") // the maker makes a collection
    private static Object collection(Supplier<?> maker, List<?> column, ScalarConverter<Object> elements) {
        Collection<@Nullable Object> made = (Collection<@Nullable Object>) maker.get();
        for (Object element : column) {
            made.add(element == null ? null : elements.fromColumn(element));
        }
        return made;
    }

    @SuppressWarnings("unchecked") // it is given only elements of the class that it converts
    private static ScalarConverter<Object> untyped(ScalarConverter<?> element) {
        return (ScalarConverter<Object>) element;
    }
}
