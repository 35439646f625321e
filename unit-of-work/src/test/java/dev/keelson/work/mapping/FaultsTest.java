package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.mapping.build.ModelBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a class cannot be mapped for, told without a database. */
@NullMarked
class FaultsTest {

    interface Shape {}

    record CustomerId(UUID value) {}

    record Customer(CustomerId id, String name) {}

    record Empty() {}

    record Node(String name, @Nullable Node next) {}

    record Even(String name, Odd odd) {}

    record Odd(String name, @Nullable Even even) {}

    record Loop(Loop inner) {}

    static final class Order {
        private final UUID id;
        private @Nullable Customer customer;
        private List<Customer> watchers = new ArrayList<>();
        private @Nullable BitSet bits;
        private @Nullable Map<String, String> labels;
        private @Nullable Shape shape;
        private @Nullable Object anything;
        private @Nullable Node node;
        private @Nullable Even even;
        private @Nullable Loop loop;
        private @Nullable Empty empty;
        private Object @Nullable [] names;
        private SortedSet<String> sorted = new TreeSet<>();
        private List<List<String>> matrix = new ArrayList<>();
        private List<?> wild = new ArrayList<>();

        Order(UUID id) {
            this.id = id;
        }
    }

    abstract static class Unfinished {
        @Nullable
        UUID id;
    }

    record Anonymous(UUID key, String name) {}

    static final class Branch {
        private final UUID id;
        private final List<Twig> twigs = new ArrayList<>();

        Branch(UUID id) {
            this.id = id;
        }
    }

    record Twig(List<Leaf> leaves) {}

    record Leaf(List<Twig> twigs) {}

    class Inner {
        private final UUID id;

        Inner(UUID id) {
            this.id = id;
        }
    }

    record Question(String text, List<String> answers) {}

    record Survey(UUID id, Set<Question> questions) {}

    record Form(UUID id, String title, List<String> lines) {}

    record Bag(UUID id, List<Bag> bags) {}

    static String faults(Class<?>... types) {
        ModelBuilder builder = new ModelBuilder();
        Stream.of(types).forEach(type -> builder.add(type, AggregateMapping.byConvention()));
        return faults(builder);
    }

    static String faults(ModelBuilder builder) {
        StringBuilder text = new StringBuilder();
        builder.build(LiveColumns.NONE)
                .faults()
                .forEach(fault -> text.append(fault.path())
                        .append(": ")
                        .append(fault.problem())
                        .append("; ")
                        .append(fault.mend())
                        .append('\n'));
        return text.toString();
    }

    @Test
    void every_property_that_no_column_can_hold_is_told_with_a_mend() {
        String converter = "give the property a converter: .property(\"...\", p -> p.converter(...))\n";
        assertThat(faults(Order.class, Customer.class))
                .isEqualTo("Order.watchers: its elements: refers to objects of another aggregate, Customer, which has a"
                        + " life and a version of its own; hold Refs<Customer>, or the identifiers: Set<CustomerId>\n"
                        + "Order.bits: no column type is known for java.util.BitSet, and it has no parts; "
                        + converter
                        + "Order.shape: no concrete class of " + Shape.class.getName()
                        + " is mapped: it is not sealed, so"
                        + " its subtypes cannot be found; seal it, or name them: .subtypes(...)\n"
                        + "Order.anything: no column type is known for java.lang.Object, and it has no parts; "
                        + converter
                        + "Order.node.next: a Node contains itself, so it would need columns without end; break the"
                        + " circle, or " + converter
                        + "Order.even.odd.even: a Even contains itself, so it would need columns without end; break"
                        + " the circle, or " + converter
                        + "Order.loop.inner: a Loop contains itself, so it would need columns without end; break the"
                        + " circle, or " + converter
                        + "Order.empty: the class " + Empty.class.getName() + " has no persistent fields; " + converter
                        + "Order.names: no column type is known for java.lang.Object[], and it has no parts; "
                        + converter
                        + "Order.wild: its elements: no column type is known for java.lang.Object, and it has no"
                        + " parts; " + converter);
    }

    @Test
    void a_root_has_a_concrete_class() {
        assertThat(faults(Unfinished.class, Shape.class))
                .isEqualTo("Unfinished: no concrete class of " + Unfinished.class.getName() + " is mapped: it is not"
                        + " sealed, so its subtypes cannot be found; seal it, or name them: .subtypes(...)\n"
                        + "Shape: no concrete class of " + Shape.class.getName() + " is mapped: it is not"
                        + " sealed, so its subtypes cannot be found; seal it, or name them: .subtypes(...)\n");
    }

    @Test
    void a_root_without_identifier_is_told_what_was_looked_for() {
        assertThat(faults(Anonymous.class))
                .isEqualTo("Anonymous: no identifier: no property is called 'id' or has the type AnonymousId; name the"
                        + " property that identifies it: .id(\"...\")\n");
    }

    @Test
    void a_configured_identifier_that_is_no_property_is_told() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Anonymous.class, anonymous -> anonymous.id("kye"));
        assertThat(faults(builder))
                .isEqualTo("Anonymous: no identifier: there is no property 'kye'; name the property that identifies"
                        + " it: .id(\"...\")\n");
    }

    @Test
    void a_root_within_its_own_list_is_another_aggregate() {
        assertThat(faults(Bag.class))
                .isEqualTo("Bag.bags: its elements: refers to objects of another aggregate, Bag, which has a life and a"
                        + " version of its own; hold Refs<Bag>, or the identifiers: Set<UUID>\n");
    }

    @Test
    void values_that_hold_each_other_in_lists_without_end_are_told() throws InterruptedException {
        AtomicReference<Object> outcome = new AtomicReference<>();
        Thread shallow = new Thread(null, () -> outcome.set(faultsOrError(Branch.class)), "shallow", 256 * 1024);
        shallow.start();
        shallow.join();
        assertThat(outcome.get()).asString().contains("Branch.twigs.leaves.twigs: ", "contains itself");
    }

    private static String faultsOrError(Class<?> type) {
        try {
            return faults(type);
        } catch (StackOverflowError endless) {
            return endless.toString();
        }
    }

    @Test
    void an_element_without_id_in_a_set_cannot_hold_a_collection_since_nothing_tells_its_rows_apart() {
        assertThat(faults(Survey.class))
                .isEqualTo("Survey.questions: its elements hold collections, but have no identifier that the rows of"
                        + " those could name; give Question an id, or make the set a list\n");
    }

    @Test
    void an_inner_class_is_told_as_what_it_is() {
        assertThat(faults(Inner.class)).contains("static");
    }

    @Test
    void two_aggregates_do_not_share_a_table() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(Customer.class, AggregateMapping.byConvention());
        builder.add(Form.class, survey -> survey.table("customers"));
        assertThat(faults(builder))
                .isEqualTo("Form: its table customers already holds Customer; give one of them another table:"
                        + " .table(\"...\")\n");
    }

    @Test
    void a_correction_that_does_not_fit_its_property_is_told() {
        ModelBuilder builder = new ModelBuilder();
        builder.add(
                Form.class,
                survey -> survey.property("lines", lines -> lines.column("elsewhere"))
                        .children("title", title -> title.table("titles")));
        assertThat(faults(builder)).contains("Form.lines: ", "Form.title: ");
    }
}
