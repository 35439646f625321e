package dev.keelson.work.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.model.Accessor;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which fields of a class persist, and of which type they are. */
class ClassScanTest {

    record OrderId(UUID value) {}

    abstract static class Base<ID> {
        ID id;
        transient int hash;
        static int counter;
    }

    abstract static class Audited<ID, U extends Comparable<U>> extends Base<ID> {
        U changedBy;
        List<U> readers;
    }

    static final class Order extends Audited<OrderId, String> {
        final Range<LocalDate> period = new Range<>(null, null);
        Optional<Range<Integer>> window;
        Lines lines;
        Map<String, Set<OrderId>> related;

        @Nullable
        Optional<?> unknown;
    }

    record Range<T>(T start, T end) {}

    static final class Lines extends ArrayList<OrderId> {
        String label;
    }

    static class Odd<T extends Number> {
        T number;

        @SuppressWarnings("rawtypes")
        List raw;
    }

    private static List<String> properties(Type type, ClassRules rules) {
        return ClassScan.properties(type, rules).stream()
                .map(property -> property.name() + ": "
                        + property.type()
                                .getTypeName()
                                .replace(ClassScanTest.class.getName() + "$", "")
                                .replaceAll("java\\.(util|lang|time)\\.", ""))
                .toList();
    }

    private static PropertyDraft property(Type type, String name) {
        return ClassScan.properties(type, ClassRules.NONE).stream()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void inherited_fields_come_first_and_mean_what_the_class_below_says() {
        assertThat(properties(Order.class, ClassRules.NONE))
                .containsExactly(
                        "id: OrderId",
                        "changedBy: String",
                        "readers: List<String>",
                        "period: Range<LocalDate>",
                        "window: Range<Integer>",
                        "lines: Lines",
                        "related: Map<String, Set<OrderId>>",
                        "unknown: Object");
    }

    @Test
    void the_parts_of_a_generic_value_are_of_its_arguments() {
        assertThat(properties(property(Order.class, "period").type(), ClassRules.NONE))
                .containsExactly("start: LocalDate", "end: LocalDate");
        assertThat(properties(property(Order.class, "window").type(), ClassRules.NONE))
                .containsExactly("start: Integer", "end: Integer");
    }

    @Test
    void where_nobody_says_it_the_bound_does() {
        assertThat(properties(Odd.class, ClassRules.NONE)).containsExactly("number: Number", "raw: List");
        assertThat(property(Odd.class, "raw").elementType()).isEqualTo(Object.class);
    }

    @Test
    void fields_of_an_ignored_base_do_not_persist_and_those_of_other_bases_do() {
        assertThat(properties(Order.class, new ClassRules(Set.of(Audited.class))))
                .startsWith("id: OrderId", "period: Range<LocalDate>");
    }

    @Test
    void elements_and_keys_are_told_for_collections_of_the_domain_too() {
        assertThat(property(Order.class, "lines").elementType()).isEqualTo(OrderId.class);
        assertThat(property(Order.class, "lines").isCollection()).isTrue();
        PropertyDraft related = property(Order.class, "related");
        assertThat(related.isMap()).isTrue();
        assertThat(related.isCollection()).isFalse();
        assertThat(related.keyType()).isEqualTo(String.class);
        assertThat(related.elementType().getTypeName()).isEqualTo("java.util.Set<" + OrderId.class.getName() + ">");
        assertThat(property(Order.class, "period").argument(Range.class, 0)).isEqualTo(LocalDate.class);
        assertThat(property(Order.class, "period").argument(List.class, 0)).isNull();
    }

    @Test
    void an_optional_is_told_by_what_is_within_it() {
        PropertyDraft window = property(Order.class, "window");
        assertThat(window.wrapped()).isTrue();
        assertThat(window.valueType()).isEqualTo(Range.class);
        assertThat(window.nullness()).isEqualTo(Nullness.OPTIONAL);
        assertThat(property(Order.class, "period").wrapped()).isFalse();
    }

    @Test
    void a_final_field_is_read_and_never_written() throws Exception {
        Order order = new Order();
        Accessor period = ClassScan.accessor(property(Order.class, "period").field());
        Accessor id = ClassScan.accessor(property(Order.class, "id").field());
        OrderId given = new OrderId(new UUID(1, 2));
        id.set(order, given);
        assertThat(period.isWritable()).isFalse();
        assertThat(period.get(order)).isSameAs(order.period);
        assertThat(id.get(order)).isSameAs(given);
    }

    @Test
    void plain_classes_are_concrete_classes_of_the_application() {
        assertThat(List.of(Order.class, Range.class)).allMatch(ClassScan::isPlainClass);
        assertThat(List.of(Base.class, Runnable.class, String.class, int.class, Order[].class, Nullness.class))
                .noneMatch(ClassScan::isPlainClass);
    }
}
