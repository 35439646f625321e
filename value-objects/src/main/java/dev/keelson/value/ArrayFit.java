package dev.keelson.value;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fits lists into array columns: each element as a column of its type would take it, in equal lengths at every depth. */
final class ArrayFit {

    /** PostgreSQL's limit of dimensions. */
    private static final int DEEPEST = 6;

    private ArrayFit() {}

    static Object fit(ColumnType type, Object value) {
        if (!(value instanceof List<?> list)) {
            throw type.wrongClass(value);
        }
        return list instanceof Elements fitted && fitted.element.equals(type.element()) ? fitted : level(type, list, 1);
    }

    /** The elements as the normal form of an array that holds them. */
    static List<@Nullable Object> of(ColumnType element, @Nullable Object[] fitted) {
        return new Elements(element, fitted);
    }

    private static Elements level(ColumnType type, List<?> list, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("it has more than the " + DEEPEST + " dimensions of an array");
        }
        @Nullable Object[] fitted = new Object[list.size()];
        int inner = 0;
        int index = 0;
        for (Object element : list) {
            if (element instanceof List<?> nested) {
                Elements one = level(type, nested, depth + 1);
                inner++;
                fitted[index] = one;
            } else {
                fitted[index] = element == null ? null : element(type.element(), element, index);
            }
            index++;
        }
        if (inner > 0) {
            requireRectangle(fitted, inner);
        }
        return new Elements(type.element(), fitted);
    }

    private static Object element(ColumnType type, Object element, int index) {
        try {
            return type.fit(element);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("element " + index + ": " + refused.getMessage(), refused);
        }
    }

    /** A list like this one, with copies of its arrays of bytes. */
    static List<?> copied(List<?> list) {
        @Nullable Object[] copies = new Object[list.size()];
        for (int i = 0; i < copies.length; i++) {
            Object element = list.get(i);
            copies[i] = element == null ? null : OwnValues.of(element);
        }
        return list instanceof Elements elements
                ? new Elements(elements.element, copies)
                : Collections.unmodifiableList(Arrays.asList(copies));
    }

    private static void requireRectangle(@Nullable Object[] fitted, int inner) {
        if (inner < fitted.length) {
            throw new IllegalArgumentException("some of its elements are arrays and some are not");
        }
        int[] shape = shape(fitted[0]);
        for (Object other : fitted) {
            if (!Arrays.equals(shape(other), shape)) {
                throw new IllegalArgumentException(
                        "its inner arrays differ in length, and an array of the database is a rectangle");
            }
        }
        if (shape[0] == 0) {
            throw new IllegalArgumentException(
                    "its inner arrays are empty, which the database takes for no array at all");
        }
    }

    /** The lengths of an array, from the outermost inwards. */
    private static int[] shape(@Nullable Object array) {
        int[] lengths = new int[DEEPEST];
        Object at = array;
        for (int depth = 0; at instanceof Elements elements; depth++) {
            lengths[depth] = elements.size();
            at = elements.isEmpty() ? null : elements.get(0);
        }
        return lengths;
    }

    /** A list that nobody changes, equal to another of equal elements, arrays of bytes included. */
    private static final class Elements extends AbstractList<@Nullable Object> {

        private final ColumnType element;
        private final @Nullable Object[] values;

        Elements(ColumnType element, @Nullable Object[] values) {
            this.element = element;
            this.values = values;
        }

        @Override
        public @Nullable Object get(int index) {
            return values[index];
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Elements elements
                    ? Arrays.deepEquals(values, elements.values)
                    : super.equals(other);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(values);
        }
    }
}
