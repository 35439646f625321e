package dev.keelson.work.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.model.Creator;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which constructor or factory makes an object, and of which properties. */
class CreatorFinderTest {

    private static final UUID ID = new UUID(1, 2);

    record OrderId(UUID value) {}

    abstract static class Base<ID> {
        private final ID id;

        Base(ID id) {
            this.id = id;
        }

        ID id() {
            return id;
        }
    }

    static final class Exact extends Base<OrderId> {
        Exact(OrderId id) {
            super(id);
        }
    }

    static final class Erased<ID extends Comparable<ID>> extends Base<ID> {
        Erased(ID id) {
            super(id);
        }
    }

    record Pair<A, B extends Number>(A first, B second) {}

    static final class Primitive {
        private final int size;
        private final Long weight;

        private Primitive(Integer size, long weight) {
            this.size = size;
            this.weight = weight;
        }
    }

    record BothWays(int value) {
        BothWays(Integer value) {
            this(value.intValue());
        }
    }

    static final class Made {
        private final String street;
        private final String city;

        private Made(String both) {
            this.street = both.substring(0, both.indexOf('/'));
            this.city = both.substring(both.indexOf('/') + 1);
        }

        private static Made of(String street, String city) {
            return new Made(street + "/" + city);
        }

        static @Nullable Made none(String street, String city) {
            return null;
        }

        static String text(String street, String city) {
            return street + city;
        }

        Made with(String street, String city) {
            return of(street, city);
        }
    }

    abstract static class Shape {
        private final int size;

        private Shape(int size) {
            this.size = size;
        }

        static Square square(int... size) {
            return new Square(size[0]);
        }

        static Square sized(int size) {
            return new Square(size);
        }
    }

    static final class Square extends Shape {
        Square(int size) {
            super(size);
        }
    }

    static final class Namesakes {
        private final String first;
        private final String last;

        Namesakes(String first, String last) {
            this.first = first;
            this.last = last;
        }

        Namesakes(String last, CharSequence first) {
            this(first.toString(), last);
        }
    }

    static final class Renamed {
        private final UUID id;

        Renamed(UUID identifier) {
            this.id = identifier;
        }
    }

    static final class InPlace {
        private final UUID id;
        private final List<String> lines = new ArrayList<>();
        private final Map<String, Integer> counts = Map.of();

        InPlace(UUID id) {
            this.id = id;
        }
    }

    static final class WrappedList {
        private final Optional<List<String>> lines;

        WrappedList() {
            this.lines = Optional.empty();
        }
    }

    static final class Unsatisfied {
        private final UUID id;
        private final int size;
        private final String note;

        Unsatisfied(UUID id, String size) {
            this.id = id;
            this.size = size.length();
            this.note = "";
        }

        Unsatisfied(UUID id, int size, boolean fresh) {
            this(id, "x".repeat(size));
        }
    }

    private final Faults faults = new Faults();

    private Optional<Creator> find(Type type, @Nullable CreatorChoice configured) {
        List<PropertyDraft> properties = ClassScan.properties(type, ClassRules.NONE);
        return new CreatorFinder(faults).find("Path", Types.raw(type), properties, configured);
    }

    private Object made(Type type, @Nullable CreatorChoice configured, Object... arguments) {
        Optional<Creator> creator = find(type, configured);
        assertThat(faults.list()).isEmpty();
        assertThat(creator).isPresent();
        return creator.get().create(arguments);
    }

    private static CreatorChoice constructor(String... properties) {
        return new CreatorChoice(null, List.of(properties));
    }

    private static CreatorChoice factory(String name, String... properties) {
        return new CreatorChoice(name, List.of(properties));
    }

    @Test
    void a_field_of_a_generic_base_is_given_under_its_own_type_or_the_erased_one() {
        OrderId id = new OrderId(ID);
        assertThat(((Exact) made(Exact.class, null, id)).id()).isSameAs(id);
        assertThat(((Erased<?>) made(Erased.class, null, ID)).id()).isSameAs(ID);
    }

    @Test
    void the_parameters_of_a_generic_record_are_erased() throws Exception {
        class Holder {
            Pair<String, Integer> pair;
        }
        Type pair = Holder.class.getDeclaredField("pair").getGenericType();
        assertThat(made(pair, null, "one", 2)).isEqualTo(new Pair<>("one", 2));
    }

    @Test
    void a_primitive_stands_for_its_box_and_the_reverse() {
        Primitive made = (Primitive) made(Primitive.class, null, 4, 5L);
        assertThat(made.size).isEqualTo(4);
        assertThat(made.weight).isEqualTo(5L);
    }

    @Test
    void a_null_for_a_primitive_parameter_names_its_property() {
        assertThatThrownBy(() -> made(Primitive.class, null, 4, null))
                .isInstanceOfSatisfying(
                        AbsentArgumentException.class,
                        absent -> assertThat(absent.property()).isEqualTo("weight"))
                .hasMessage("'weight' is null, and the parameter for it is a primitive long");
    }

    @Test
    void of_two_that_differ_in_boxes_only_the_one_with_the_fields_type_is_taken() {
        assertThat(made(BothWays.class, null, 3)).isEqualTo(new BothWays(3));
    }

    @Test
    void a_configured_factory_makes_it_whatever_its_visibility() {
        Made made = (Made) made(Made.class, factory("of", "street", "city"), "Elm", "York");
        assertThat(made.street + ", " + made.city).isEqualTo("Elm, York");
    }

    @Test
    void a_factory_may_give_a_subtype() {
        assertThat(made(Shape.class, factory("sized", "size"), 3)).isInstanceOf(Square.class);
    }

    @Test
    void a_factory_of_varargs_takes_them_as_an_array_only() {
        assertThat(find(Shape.class, factory("square", "size"))).isEmpty();
        assertThat(faults.list())
                .extracting(Fault::problem)
                .singleElement()
                .asString()
                .endsWith(": Shape.square(size) takes 'size' as int[] instead of int");
    }

    @Test
    void a_factory_that_gives_null_is_told() {
        assertThatThrownBy(() -> made(Made.class, factory("none", "street", "city"), "Elm", "York"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the factory method 'none' gave null");
    }

    @Test
    void a_method_that_is_no_factory_is_told_with_what_was_looked_for() {
        find(Made.class, factory("text", "street", "city"));
        find(Made.class, factory("with", "street", "city"));
        find(Made.class, factory("of", "stret", "city"));
        String start = "no usable factory method: " + Made.class.getName() + " has no static method '";
        String mend = "name all its parameters in order, as properties of the same types";
        assertThat(faults.list())
                .containsExactly(
                        new Fault(
                                "Path",
                                start + "text' that returns a Made, that takes the properties (street, city) and covers"
                                        + " the final ones",
                                mend),
                        new Fault(
                                "Path",
                                start + "with' that returns a Made, that takes the properties (street, city) and covers"
                                        + " the final ones",
                                mend),
                        new Fault(
                                "Path",
                                start
                                        + "of' that returns a Made, that takes the properties (stret, city) and covers"
                                        + " the final ones: Made.of(stret, city) takes 'stret', which is no persistent"
                                        + " property and leaves the final 'street' unset",
                                mend));
    }

    @Test
    void of_two_that_take_the_configured_properties_the_one_that_names_them_so_is_taken() {
        Namesakes made = (Namesakes) made(Namesakes.class, constructor("first", "last"), "Ada", "Byron");
        assertThat(made.first).isEqualTo("Ada");
        Namesakes other = (Namesakes) made(Namesakes.class, constructor("last", "first"), "Byron", "Ada");
        assertThat(other.first).isEqualTo("Ada");
    }

    @Test
    void configuration_counts_where_the_parameter_has_another_name() {
        assertThat(find(Renamed.class, null)).isEmpty();
        assertThat(new CreatorFinder(new Faults())
                        .find(
                                "",
                                Renamed.class,
                                ClassScan.properties(Renamed.class, ClassRules.NONE),
                                constructor("id")))
                .isPresent();
    }

    @Test
    void a_final_collection_or_map_may_be_filled_in_place_but_not_one_within_an_optional() {
        assertThat(((InPlace) made(InPlace.class, null, ID)).id).isEqualTo(ID);
        assertThat(find(WrappedList.class, null)).isEmpty();
        assertThat(faults.list().get(0).problem()).endsWith("WrappedList() leaves the final 'lines' unset");
    }

    @Test
    void a_constructor_that_cannot_be_satisfied_is_told_field_by_field() {
        assertThat(find(Unsatisfied.class, null)).isEmpty();
        assertThat(faults.list()).hasSize(1).first().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo("Path");
            assertThat(fault.problem())
                    .startsWith("no usable constructor: " + Unsatisfied.class.getName() + " has none whose"
                            + " parameters are all persistent properties and cover the final ones (id, size,"
                            + " note): ")
                    .contains("Unsatisfied(id, size) takes 'size' as String instead of int and leaves the final"
                            + " 'note' unset")
                    .contains("Unsatisfied(id, size, fresh) takes 'fresh', which is no persistent property and"
                            + " leaves the final 'note' unset");
            assertThat(fault.mend())
                    .isEqualTo("add such a constructor (private is fine), or make the fields non-final and add"
                            + " a private no-argument one");
        });
    }

    @Test
    void a_record_declared_in_a_method_is_no_inner_class_and_a_class_there_is() {
        record Local(int size) {}
        class Inner {
            int size;
        }
        assertThat(made(Local.class, null, 3)).isEqualTo(new Local(3));
        assertThat(find(Inner.class, null)).isEmpty();
        assertThat(faults.list().get(0).problem()).contains("is an inner class");
    }
}
