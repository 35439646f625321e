package dev.keelson.work.mapping.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.mapping.TypeRules;
import dev.keelson.work.scan.ClassRules;
import dev.keelson.work.scan.CreatorChoice;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which types lie in one column. */
class ScalarsTest {

    private static final UUID ID = new UUID(1, 2);

    enum Size {
        SMALL
    }

    record OrderId(UUID value) {}

    record Outer(OrderId inner) {}

    record Typed<V>(V value) {}

    /** Tells orders' identifiers from customers' by its argument, which it does not hold. */
    record Key<T>(UUID value) {}

    abstract static class TextId<T> {
        private final T text;

        TextId(T text) {
            this.text = text;
        }
    }

    static final class CustomerId extends TextId<String> {
        CustomerId(String text) {
            super(text);
        }
    }

    static class Library {
        int hash;
    }

    static final class Based extends Library {
        private final long number;

        Based(long number) {
            this.number = number;
        }
    }

    static final class Isbn {
        private final String digits;

        private Isbn(String text) {
            this.digits = text;
        }

        static Isbn parse(String text) {
            return new Isbn(text.replace("-", ""));
        }
    }

    record Loop(Loop inner) {}

    record Endless<T>(Endless<List<T>> inner) {}

    record Two(int first, int second) {}

    record Listed(List<String> names) {}

    static final class Labels extends ArrayList<String> {
        private final String title;

        Labels(String title) {
            this.title = title;
        }
    }

    static final class Declared {
        Typed<String> text;
        Typed<Typed<Integer>> number;
        Typed<List<String>> list;
        Key<OrderId> key;
        Typed<? extends Size> size;
        Endless<String> endless;

        @SuppressWarnings("rawtypes")
        Typed raw;
    }

    private final Scalars scalars = new Scalars(new TypeRules(), ClassRules.NONE);

    private static Type declared(String field) {
        try {
            return Declared.class.getDeclaredField(field).getGenericType();
        } catch (NoSuchFieldException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private @Nullable ColumnType column(Type type) {
        return scalars.find(type).map(Scalars::columnType).orElse(null);
    }

    private Object column(Type type, Object value) {
        ScalarConverter<Object> converter = scalars.find(type).orElseThrow();
        Object column = converter.toColumn(value);
        assertThat(converter.fromColumn(column)).usingRecursiveComparison().isEqualTo(value);
        return column;
    }

    @Test
    void types_of_the_jdk_and_enums_do() {
        assertThat(column(String.class)).isEqualTo(ColumnType.text());
        assertThat(column(int.class)).isEqualTo(ColumnType.integer());
        assertThat(column(Size.class)).isEqualTo(ColumnType.text());
    }

    @Test
    void values_of_a_single_component_lie_as_it_does() {
        assertThat(column(OrderId.class, new OrderId(ID))).isEqualTo(ID);
        assertThat(column(Outer.class, new Outer(new OrderId(ID)))).isEqualTo(ID);
    }

    @Test
    void generic_ones_lie_as_their_argument() {
        assertThat(column(declared("text"), new Typed<>("one"))).isEqualTo("one");
        assertThat(column(declared("number"), new Typed<>(new Typed<>(1)))).isEqualTo(1);
        assertThat(column(declared("size"), new Typed<>(Size.SMALL))).isEqualTo("SMALL");
        assertThat(column(declared("key"), new Key<OrderId>(ID))).isEqualTo(ID);
        assertThat(column(declared("list"))).isNull();
        assertThat(column(declared("raw"))).isNull();
    }

    @Test
    void the_component_may_lie_in_a_generic_base() {
        assertThat(column(CustomerId.class, new CustomerId("c1"))).isEqualTo("c1");
    }

    @Test
    void fields_of_an_ignored_base_do_not_count() {
        assertThat(column(Based.class)).isNull();
        Scalars ignoring = new Scalars(new TypeRules(), new ClassRules(Set.of(Library.class)));
        assertThat(ignoring.find(Based.class).map(Scalars::columnType)).contains(ColumnType.bigint());
    }

    @Test
    void a_configured_factory_makes_one_of_no_fitting_constructor() {
        assertThat(column(Isbn.class)).isNull();
        Optional<ScalarConverter<Object>> isbn =
                scalars.find(Isbn.class, new CreatorChoice("parse", List.of("digits")));
        assertThat(isbn).isPresent();
        assertThat(isbn.get().toColumn(isbn.get().fromColumn("978-3"))).isEqualTo("9783");
        assertThat(column(Isbn.class))
                .as("what was said of one property counts for that one")
                .isNull();
    }

    @Test
    void what_holds_itself_several_parts_or_a_collection_does_not() {
        assertThat(column(Loop.class)).isNull();
        assertThat(column(declared("endless"))).isNull();
        assertThat(column(Two.class)).isNull();
        assertThat(column(Listed.class)).isNull();
        assertThat(column(Labels.class)).isNull();
        assertThat(column(Object.class)).isNull();
        assertThat(column(Runnable.class)).isNull();
    }

    @Test
    void a_single_component_that_is_null_is_refused() {
        ScalarConverter<Object> converter = scalars.find(OrderId.class).orElseThrow();
        assertThatThrownBy(() -> converter.toColumn(new OrderId(null)))
                .hasMessage("a OrderId whose value is null cannot be told from no value");
    }

    @Test
    void without_a_rule_a_type_means_itself() {
        assertThat(scalars.meaning(OrderId.class)).isEqualTo(OrderId.class);
        assertThat(scalars.meaning(declared("key"))).isEqualTo(Key.class);
        assertThat(scalars.converterOf(OrderId.class)).isEmpty();
    }
}
