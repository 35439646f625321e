package dev.keelson.work.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What declared types mean where they are used. */
class TypesTest {

    static class Line {}

    static class Lines extends ArrayList<Line> {}

    static class Index<V> extends HashMap<String, List<V>> {}

    static class Prices extends Index<Line> {}

    static class Sorted<T extends Comparable<T>> extends ArrayList<T> {}

    static class Both<T extends Object & Runnable> {
        T value;
    }

    interface Found extends Supplier<List<Line>> {}

    static class Finder implements Runnable, Found {
        @Override
        public void run() {}

        @Override
        public List<Line> get() {
            return List.of();
        }
    }

    static class Declared<E, N extends Number> {
        List<E> list;
        List<? extends N> bounded;
        List<? super Line> open;
        List<?> wild;
        E[] array;
        List<E>[] lists;
        Map<E, List<N>> nested;
        N number;

        @SuppressWarnings("rawtypes")
        Collection raw;
    }

    static class Known extends Declared<Line, Long> {}

    private static Type declared(String field) {
        return declared(Declared.class, field);
    }

    private static Type declared(Class<?> type, String field) {
        try {
            Field found = type.getDeclaredField(field);
            return found.getGenericType();
        } catch (NoSuchFieldException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static String known(String field) {
        return Types.resolve(declared(field), Known.class).getTypeName().replace(TypesTest.class.getName() + "$", "");
    }

    @Test
    void a_variable_means_what_the_class_below_says() {
        assertThat(known("list")).isEqualTo("java.util.List<Line>");
        assertThat(known("number")).isEqualTo("java.lang.Long");
        assertThat(known("nested")).isEqualTo("java.util.Map<Line, java.util.List<java.lang.Long>>");
        assertThat(known("bounded")).isEqualTo("java.util.List<java.lang.Long>");
        assertThat(known("array")).isEqualTo("Line[]");
    }

    @Test
    void a_variable_that_nobody_speaks_of_stays_and_is_told_by_its_bound() {
        Type number = Types.resolve(declared("number"), Declared.class);
        assertThat(number).isEqualTo(declared("number"));
        assertThat(Types.raw(number)).isEqualTo(Number.class);
        assertThat(Types.raw(declared("list"))).isEqualTo(List.class);
        assertThat(Types.raw(declared(Both.class, "value"))).isEqualTo(Runnable.class);
    }

    @Test
    void the_class_of_an_array_is_that_of_its_components() {
        assertThat(Types.raw(declared("array"))).isEqualTo(Object[].class);
        assertThat(Types.raw(declared("lists"))).isEqualTo(List[].class);
        assertThat(Types.raw(int[].class)).isEqualTo(int[].class);
    }

    @Test
    void an_argument_is_found_however_far_below_its_class_the_type_is() {
        assertThat(Types.argument(Lines.class, Collection.class, 0)).isEqualTo(Line.class);
        assertThat(Types.argument(Prices.class, Map.class, 0)).isEqualTo(String.class);
        assertThat(Types.argument(Prices.class, Map.class, 1))
                .hasToString("java.util.List<" + Line.class.getName() + ">");
        assertThat(Types.argument(Finder.class, Supplier.class, 0))
                .hasToString("java.util.List<" + Line.class.getName() + ">");
    }

    @Test
    void a_wildcard_is_told_by_its_bound() {
        assertThat(Types.argument(declared("bounded"), Collection.class, 0)).isEqualTo(Number.class);
        assertThat(Types.argument(declared("wild"), Collection.class, 0)).isEqualTo(Object.class);
        assertThat(Types.argument(declared("open"), Collection.class, 0)).isEqualTo(Object.class);
    }

    @Test
    void a_raw_type_and_one_that_is_not_below_say_nothing() {
        assertThat(Types.argument(declared("raw"), Collection.class, 0)).isNull();
        assertThat(Types.argument(String.class, Collection.class, 0)).isNull();
        assertThat(Types.argument(int.class, Collection.class, 0)).isNull();
        assertThat(Types.argument(Runnable.class, Collection.class, 0)).isNull();
    }

    @Test
    void a_bound_that_speaks_of_itself_comes_to_an_end() {
        Type element = Types.argument(Sorted.class, Collection.class, 0);
        assertThat(element).isNotNull();
        assertThat(Types.raw(element)).isEqualTo(Comparable.class);
    }

    @Test
    void a_resolved_type_equals_the_one_that_is_declared_so() throws Exception {
        class Here {
            List<Line> lines;
        }
        Type plain = Here.class.getDeclaredField("lines").getGenericType();
        Type resolved = Types.resolve(declared("list"), Known.class);
        assertThat(resolved).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(plain).isEqualTo(resolved);
    }
}
