package dev.keelson.work.policy.softdelete;

import static dev.keelson.work.policy.PolicyStage.NOON;
import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.Lock;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.StaleAggregateException.Reason;
import dev.keelson.kernel.error.StaleAggregateException.Stale;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.softdelete.Realm.Carrier;
import dev.keelson.work.policy.softdelete.Realm.CarrierId;
import dev.keelson.work.policy.softdelete.Realm.Component;
import dev.keelson.work.policy.softdelete.Realm.Customer;
import dev.keelson.work.policy.softdelete.Realm.CustomerId;
import dev.keelson.work.policy.softdelete.Realm.Deck;
import dev.keelson.work.policy.softdelete.Realm.Delivery;
import dev.keelson.work.policy.softdelete.Realm.Detail;
import dev.keelson.work.policy.softdelete.Realm.Dog;
import dev.keelson.work.policy.softdelete.Realm.Door;
import dev.keelson.work.policy.softdelete.Realm.Drive;
import dev.keelson.work.policy.softdelete.Realm.Ferry;
import dev.keelson.work.policy.softdelete.Realm.Folder;
import dev.keelson.work.policy.softdelete.Realm.House;
import dev.keelson.work.policy.softdelete.Realm.Invoice;
import dev.keelson.work.policy.softdelete.Realm.Item;
import dev.keelson.work.policy.softdelete.Realm.Lamp;
import dev.keelson.work.policy.softdelete.Realm.Lecture;
import dev.keelson.work.policy.softdelete.Realm.LectureId;
import dev.keelson.work.policy.softdelete.Realm.Leg;
import dev.keelson.work.policy.softdelete.Realm.Letter;
import dev.keelson.work.policy.softdelete.Realm.Line;
import dev.keelson.work.policy.softdelete.Realm.Machine;
import dev.keelson.work.policy.softdelete.Realm.Memo;
import dev.keelson.work.policy.softdelete.Realm.Note;
import dev.keelson.work.policy.softdelete.Realm.Order;
import dev.keelson.work.policy.softdelete.Realm.Page;
import dev.keelson.work.policy.softdelete.Realm.Paper;
import dev.keelson.work.policy.softdelete.Realm.Receipt;
import dev.keelson.work.policy.softdelete.Realm.Root;
import dev.keelson.work.policy.softdelete.Realm.Sale;
import dev.keelson.work.policy.softdelete.Realm.Shelf;
import dev.keelson.work.policy.softdelete.Realm.Ship;
import dev.keelson.work.policy.softdelete.Realm.Slot;
import dev.keelson.work.policy.softdelete.Realm.Step;
import dev.keelson.work.policy.softdelete.Realm.Student;
import dev.keelson.work.policy.softdelete.Realm.Ticket;
import dev.keelson.work.policy.softdelete.Realm.Trick;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of aggregates of each shape: what is removed is hidden and comes back whole, and what an aggregate lost before stays lost. */
class SoftDeleteShapesTest {

    /** By which statements and columns. */
    record Way(Setting setting, boolean flag) {}

    private static final Map<Way, PolicyStage> STAGES = new HashMap<>();
    private static final String ASKED = "a test";
    private static long seconds;

    static Stream<Way> ways() {
        return Stream.of(Setting.values())
                .flatMap(setting -> Stream.of(new Way(setting, false), new Way(setting, true)));
    }

    private static Keelson keelson(Way way) {
        return STAGES.computeIfAbsent(way, SoftDeleteShapesTest::open).keelson();
    }

    private static PolicyStage open(Way way) {
        SoftDelete policy = way.flag() ? SoftDelete.flag("is_deleted") : SoftDelete.columns("removed_at", "removed_by");
        return PolicyStage.open(way.setting(), Realm.mapped(true, true).policy(policy));
    }

    @AfterAll
    static void close() {
        STAGES.values().forEach(PolicyStage::close);
        STAGES.clear();
    }

    private static void run(Way way, Consumer<SqlUnitOfWork> action) {
        try (SqlUnitOfWork work = begin(way)) {
            action.accept(work);
            work.commit();
        }
    }

    private static SqlUnitOfWork begin(Way way) {
        return keelson(way).begin(by("jane", NOON.plusSeconds(++seconds)));
    }

    private static void add(Way way, Root... roots) {
        run(way, work -> Arrays.stream(roots).forEach(work::add));
    }

    private static void remove(Way way, Root... roots) {
        run(way, work -> Arrays.stream(roots).forEach(root -> work.remove(root.getClass(), root.id())));
    }

    private static <R extends Root> R like(R root) {
        return Likeness.of(root);
    }

    private static UUID id() {
        return UUID.randomUUID();
    }

    private static @Nullable String seen(Way way, Root root) {
        try (SqlUnitOfWork work = begin(way)) {
            return work.find(root.getClass(), root.id()).map(Portrait::of).orElse(null);
        }
    }

    private static String seenByWhoAsks(Way way, Root root) {
        try (SqlUnitOfWork work = begin(way)) {
            return Portrait.of(work.includingDeleted(ASKED).get(root.getClass(), root.id()));
        }
    }

    /** It loses something, goes, comes back, goes and comes back, each in a commit of its own. */
    @SuppressWarnings("unchecked") // the class of the root
    private static <R extends Root> void assertGoesAndComesBack(Way way, R root, Consumer<R> loses) {
        add(way, root);
        Class<R> type = (Class<R>) root.getClass();
        run(way, work -> loses.accept(work.get(type, root.id())));
        String state = seen(way, root);
        assertThat(state).as("after the loss").isNotNull().isNotEqualTo(Portrait.of(root));
        for (int times = 2; times > 0; times--) {
            remove(way, root);
            assertThat(seen(way, root)).isNull();
            assertThat(seenByWhoAsks(way, root)).isEqualTo(state);
            run(
                    way,
                    work -> assertThat(Portrait.of(work.restore(type, root.id())))
                            .isEqualTo(state));
            assertThat(seen(way, root)).isEqualTo(state);
        }
    }

    // ---- shapes

    private static Line line(String text, String... steps) {
        Line line = new Line(id());
        line.text = text;
        line.marks.add("of " + text);
        for (String name : steps) {
            Step step = new Step(id());
            step.text = name;
            step.levels.put(name, 1);
            line.steps.add(step);
        }
        return line;
    }

    private static Order order(String name) {
        Order order = new Order(id());
        order.name = name;
        order.lines.addAll(List.of(line("a", "a1", "a2"), line("b", "b1")));
        order.notes.add(new Note(id()));
        order.slots.put("left", new Slot(id()));
        order.slots.put("right", new Slot(id()));
        order.slots.get("right").uses.add("often");
        order.tags.add("x");
        order.remarks.add("y");
        order.counts.put("z", 7);
        order.detail = new Detail(id());
        order.detail.sizes.add(3);
        order.receipt = new Receipt("shop", 5);
        return order;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void entities_in_lists_sets_maps_and_single_parts_come_back_with_their_root(Way way) {
        assertGoesAndComesBack(way, order("order"), order -> {
            order.lines.remove(0);
            order.lines.get(0).steps.add(line("c", "c1").steps.get(0));
            order.notes.clear();
            order.slots.remove("left");
            order.detail = null;
            order.receipt = null;
            order.tags.add("w");
            order.remarks.clear();
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void an_encrypted_column_is_read_of_what_is_hidden_and_of_what_came_back(Way way) {
        Order order = order("order");
        order.secret = "nobody knows";
        assertGoesAndComesBack(way, order, loaded -> {
            assertThat(loaded.secret).isEqualTo("nobody knows");
            loaded.secret = "nobody knows this either";
        });
        assertThat(seen(way, order)).contains("secret:nobody knows this either ");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void maps_of_lists_come_back_with_their_root(Way way) {
        Shelf shelf = new Shelf(id());
        shelf.items.put("top", List.of(new Item(id()), new Item(id())));
        shelf.items.put("bottom", List.of(new Item(id())));
        shelf.items.get("top").get(1).uses.add("often");
        shelf.sizes.put("small", List.of(1, 2));
        assertGoesAndComesBack(way, shelf, loaded -> {
            loaded.items.get("top").remove(0);
            loaded.items.remove("bottom");
            loaded.sizes.put("large", List.of(9));
        });
    }

    private static Folder folder(String text, Folder... below) {
        Folder folder = new Folder(id());
        folder.text = text;
        folder.files.add("of " + text);
        folder.folders.addAll(List.of(below));
        return folder;
    }

    private static Drive drive() {
        Drive drive = new Drive(id());
        drive.folders.add(folder("a", folder("aa", folder("aaa")), folder("ab")));
        drive.folders.add(folder("b", folder("ba")));
        return drive;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void trees_come_back_with_their_root(Way way) {
        assertGoesAndComesBack(way, drive(), drive -> {
            drive.folders.get(0).folders.remove(0);
            drive.folders.remove(1);
        });
    }

    private static Component component(String text, Component... below) {
        Component component = new Component(id());
        component.text = text;
        component.marks.add("of " + text);
        component.components.addAll(List.of(below));
        return component;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void trees_whose_nodes_do_not_name_the_root_come_back_with_it(Way way) {
        Machine machine = new Machine(id());
        machine.components.add(component("a", component("aa", component("aaa")), component("ab")));
        machine.components.add(component("b", component("ba")));
        assertGoesAndComesBack(way, machine, loaded -> {
            loaded.components.get(0).components.remove(0);
            loaded.components.remove(1);
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void hierarchies_in_one_table_come_back(Way way) {
        Dog dog = new Dog(id());
        dog.tricks.addAll(List.of(new Trick(id()), new Trick(id())));
        assertGoesAndComesBack(way, dog, loaded -> loaded.tricks.remove(0));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void hierarchies_in_joined_tables_come_back(Way way) {
        Ferry ferry = new Ferry(id());
        ferry.cars = 40;
        ferry.decks.addAll(List.of(new Deck(id()), new Deck(id())));
        assertGoesAndComesBack(way, ferry, loaded -> loaded.decks.remove(0));
        run(
                way,
                work -> assertThat(work.query(Ship.class).list())
                        .extracting(Root::id)
                        .contains(ferry.id));
        remove(way, ferry);
        run(
                way,
                work -> assertThat(work.query(Ship.class).list())
                        .extracting(Root::id)
                        .doesNotContain(ferry.id));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void hierarchies_with_a_table_for_each_class_come_back(Way way) {
        Letter letter = new Letter(id());
        letter.sender = "Ada";
        letter.pages.addAll(List.of(new Page(id()), new Page(id())));
        assertGoesAndComesBack(way, letter, loaded -> loaded.pages.remove(0));
        remove(way, letter);
        try (SqlUnitOfWork work = begin(way)) {
            assertThat(work.find(Paper.class, letter.id)).isEmpty();
            assertThat(work.includingDeleted(ASKED).get(Paper.class, letter.id)).isInstanceOf(Letter.class);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void entities_of_several_classes_come_back_with_their_root(Way way) {
        House house = new House(id());
        Sale sale = new Sale(id());
        sale.hints.add("cheap");
        Lamp lamp = new Lamp(id());
        lamp.watts = 60;
        lamp.scenes.add(1);
        Lamp other = new Lamp(id());
        other.scenes.add(2);
        house.entries.addAll(List.of(sale, new Sale(id())));
        house.devices.addAll(List.of(lamp, new Door(id()), other));
        assertGoesAndComesBack(way, house, loaded -> {
            loaded.entries.remove(1);
            loaded.devices.remove(1);
            loaded.devices.set(1, (Realm.Device) Traits.become(loaded.devices.get(1), Door.class));
        });
    }

    static final class Dated {
        private final UUID id;
        private String text = "";
        private @Nullable Instant deletedAt;
        private @Nullable String deletedBy;

        Dated(UUID id) {
            this.id = id;
        }
    }

    @ParameterizedTest
    @EnumSource
    void properties_of_the_domain_show_when_and_by_whom_it_was_removed(Setting setting) {
        KeelsonBuilder mapped = Keelson.builder()
                .map(
                        Dated.class,
                        dated -> dated.property("deletedAt", at -> at.generated())
                                .property("deletedBy", who -> who.generated()))
                .policy(SoftDelete.columns("deleted_at", "deleted_by"));
        try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
            Dated dated = new Dated(id());
            stage.keelson().run(by("ann", NOON), work -> work.add(dated));
            assertThat(dated.deletedAt).isNull();
            stage.keelson().run(by("bob", PolicyStage.LATER), work -> work.remove(Dated.class, dated.id));
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", NOON))) {
                Dated hidden = work.includingDeleted(ASKED).get(Dated.class, dated.id);
                assertThat(hidden.deletedAt).isEqualTo(PolicyStage.LATER);
                assertThat(hidden.deletedBy).isEqualTo("bob");
                assertThat(work.<Dated>restore(Dated.class, dated.id)).isSameAs(hidden);
                hidden.text = "again";
                work.commit();
                assertThat(hidden.deletedAt).isNull();
                assertThat(hidden.deletedBy).isNull();
                assertThat(work.plan().isEmpty()).isTrue();
            }
            assertThat(stage.query("select text, deleted_at, deleted_by from dateds"))
                    .containsExactly(Arrays.asList("again", null, null));
        }
    }

    // ---- references

    @ParameterizedTest
    @MethodSource("ways")
    void who_holds_a_root_as_an_object_gets_it_hidden_or_not(Way way) {
        Carrier carrier = new Carrier(new CarrierId(id()));
        carrier.name = "swift";
        Delivery delivery = new Delivery(id());
        delivery.carrier = carrier;
        Leg leg = new Leg(id());
        leg.carrier = carrier;
        delivery.legs.add(leg);
        add(way, carrier, delivery);
        remove(way, carrier);
        try (SqlUnitOfWork work = begin(way)) {
            Delivery loaded = work.get(Delivery.class, delivery.id);
            Carrier held = loaded.carrier;
            assertThat(held).isNotNull().isSameAs(loaded.legs.get(0).carrier);
            assertThat(held.name).isEqualTo("swift");
            assertThat(work.find(Carrier.class, carrier.id))
                    .as("of who does not hold it")
                    .isEmpty();
            assertThatThrownBy(() -> work.remove(held))
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("is hidden already");
            assertThat(work.query(Delivery.class).list()).contains(loaded);
            loaded.name = "changed";
            work.commit();
        }
        run(way, work -> {
            Carrier restored = work.restore(Carrier.class, carrier.id);
            assertThat(work.get(Delivery.class, delivery.id).carrier).isSameAs(restored);
        });
        assertThat(seen(way, carrier)).isEqualTo(Portrait.of(carrier));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_reference_to_what_is_hidden_tells_so(Way way) {
        Customer customer = new Customer(new CustomerId(id()));
        Order order = order("refers");
        order.customer = Ref.of(customer.id);
        add(way, customer, order);
        remove(way, customer);
        try (SqlUnitOfWork work = begin(way)) {
            Ref<Customer> reference = work.get(Order.class, order.id).customer;
            assertThat(reference).isNotNull();
            AggregateNotFoundException told = catchThrowableOfType(AggregateNotFoundException.class, reference::get);
            assertThat(told.isHidden()).isTrue();
            assertThat(told.ids()).hasToString("[" + customer.id + "]");
        }
        try (SqlUnitOfWork work = begin(way)) {
            Ref<Customer> reference = work.includingDeleted(ASKED).get(Order.class, order.id).customer;
            assertThat(reference).isNotNull();
            assertThat(reference.get().id).isEqualTo(customer.id);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void collections_of_others_leave_out_what_is_hidden_but_for_who_asks(Way way) {
        Lecture lecture = new Lecture(new LectureId(id()));
        Student stays = new Student(id());
        Student gone = new Student(id());
        stays.lectureIds.add(lecture.id);
        gone.lectureIds.add(lecture.id);
        add(way, lecture, stays, gone);
        remove(way, gone);
        try (SqlUnitOfWork work = begin(way)) {
            assertThat(work.get(Lecture.class, lecture.id).students.list())
                    .extracting(Root::id)
                    .containsExactly(stays.id);
        }
        try (SqlUnitOfWork work = begin(way)) {
            assertThat(work.includingDeleted(ASKED)
                            .get(Lecture.class, lecture.id)
                            .students
                            .list())
                    .extracting(Root::id)
                    .containsExactlyInAnyOrder(stays.id, gone.id);
        }
        remove(way, lecture);
        try (SqlUnitOfWork work = begin(way)) {
            Student student = work.get(Student.class, stays.id);
            assertThat(student.lectureIds).containsExactly(lecture.id);
            assertThat(student.lectures.list()).isEmpty();
            student.name = "changed";
            work.commit();
        }
        try (SqlUnitOfWork work = begin(way)) {
            Student hidden = work.includingDeleted(ASKED).get(Student.class, gone.id);
            assertThat(hidden.lectures.list()).extracting(Root::id).containsExactly(lecture.id);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_a_restored_aggregate_refers_to_is_seen_as_by_anybody(Way way) {
        Lecture lecture = new Lecture(new LectureId(id()));
        Student student = new Student(id());
        student.lectureIds.add(lecture.id);
        Customer customer = new Customer(new CustomerId(id()));
        Order order = order("refers");
        order.customer = Ref.of(customer.id);
        add(way, lecture, student, customer, order);
        remove(way, student, lecture, order, customer);
        try (SqlUnitOfWork work = begin(way)) {
            assertThat(work.<Lecture>restore(Lecture.class, lecture.id).students.list())
                    .isEmpty();
            Ref<Customer> reference = work.<Order>restore(Order.class, order.id).customer;
            assertThat(reference).isNotNull();
            assertThatThrownBy(reference::get).isInstanceOf(AggregateNotFoundException.class);
            work.commit();
        }
        try (SqlUnitOfWork work = begin(way)) {
            assertThat(work.get(Lecture.class, lecture.id).students.list()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_is_hidden_may_hold_what_is_removed(Way way) {
        Carrier carrier = new Carrier(new CarrierId(id()));
        Delivery delivery = new Delivery(id());
        delivery.carrier = carrier;
        add(way, carrier, delivery);
        remove(way, delivery);
        run(way, work -> {
            work.includingDeleted(ASKED).get(Delivery.class, delivery.id);
            work.remove(Carrier.class, carrier.id);
        });
        assertThat(seen(way, carrier)).isNull();
        assertThat(seenByWhoAsks(way, delivery)).isEqualTo(Portrait.of(delivery));
    }

    // ---- what living aggregates lose, and give to each other

    @ParameterizedTest
    @MethodSource("ways")
    void a_tree_that_lives_on_is_loaded_without_the_nodes_that_it_lost(Way way) {
        Drive drive = drive();
        Drive expected = like(drive);
        add(way, drive);
        run(way, work -> work.get(Drive.class, drive.id).folders.remove(0));
        expected.folders.remove(0);
        assertThat(seen(way, drive)).isEqualTo(Portrait.of(expected));
        try (SqlUnitOfWork work = begin(way)) {
            assertThat(work.query(Drive.class).list()).extracting(Root::id).contains(drive.id);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_part_that_passes_to_another_aggregate_does_not_go_or_come_back_with_the_former(Way way) {
        Order from = order("from");
        Order to = order("to");
        add(way, from, to);
        String passed = Portrait.of(from);
        run(way, work -> {
            Order giving = work.get(Order.class, from.id);
            Order taking = work.get(Order.class, to.id);
            taking.lines.add(giving.lines.remove(0));
            work.remove(giving);
        });
        Order left = like(from);
        Order gained = like(to);
        gained.lines.add(left.lines.remove(0));
        assertThat(passed).isNotEqualTo(Portrait.of(left));
        assertThat(seen(way, to)).isEqualTo(Portrait.of(gained));
        assertThat(seen(way, from)).isNull();
        assertThat(seenByWhoAsks(way, from)).isEqualTo(Portrait.of(left));
        remove(way, to);
        run(way, work -> work.restore(Order.class, from.id));
        assertThat(seen(way, from)).isEqualTo(Portrait.of(left));
        run(way, work -> work.restore(Order.class, to.id));
        assertThat(seen(way, to)).isEqualTo(Portrait.of(gained));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_node_that_loses_nodes_while_it_passes_to_another_tree_leaves_nothing_in_the_former(Way way) {
        Drive from = drive();
        Drive to = drive();
        add(way, from, to);
        run(way, work -> {
            Drive giving = work.get(Drive.class, from.id);
            Folder passed = giving.folders.remove(0);
            passed.folders.remove(0);
            work.get(Drive.class, to.id).folders.add(passed);
            work.remove(giving);
        });
        Drive left = like(from);
        Drive gained = like(to);
        Folder passed = left.folders.remove(0);
        passed.folders.remove(0);
        gained.folders.add(passed);
        assertThat(seen(way, to)).isEqualTo(Portrait.of(gained));
        assertThat(seenByWhoAsks(way, from)).isEqualTo(Portrait.of(left));
        run(way, work -> work.restore(Drive.class, from.id));
        assertThat(seen(way, from)).isEqualTo(Portrait.of(left));
        remove(way, to);
        run(way, work -> work.restore(Drive.class, to.id));
        assertThat(seen(way, to)).isEqualTo(Portrait.of(gained));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_part_of_which_there_is_one_passes_to_another_aggregate(Way way) {
        Order one = order("one");
        Order other = order("other");
        add(way, one, other);
        run(way, work -> {
            Order first = work.get(Order.class, one.id);
            Order second = work.get(Order.class, other.id);
            Detail passed = first.detail;
            first.detail = second.detail;
            second.detail = passed;
        });
        Order expected = like(one);
        expected.detail = other.detail;
        assertThat(seen(way, one)).isEqualTo(Portrait.of(expected));
        run(way, work -> {
            Order first = work.get(Order.class, one.id);
            work.get(Order.class, other.id).detail = first.detail;
            work.remove(first);
        });
        expected.detail = null;
        assertThat(seenByWhoAsks(way, one)).isEqualTo(Portrait.of(expected));
        assertThat(seen(way, other)).isEqualTo(Portrait.of(other));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_part_that_a_restored_aggregate_gives_to_another_comes_back_there(Way way) {
        Order from = order("from");
        Order to = order("to");
        add(way, from, to);
        remove(way, from);
        run(way, work -> {
            Order giving = work.restore(Order.class, from.id);
            Order taking = work.get(Order.class, to.id);
            taking.lines.add(giving.lines.remove(0));
            taking.detail = giving.detail;
            giving.detail = null;
        });
        Order left = like(from);
        Order gained = like(to);
        gained.lines.add(left.lines.remove(0));
        gained.detail = left.detail;
        left.detail = null;
        assertThat(seen(way, from)).isEqualTo(Portrait.of(left));
        assertThat(seen(way, to)).isEqualTo(Portrait.of(gained));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_hid_parts_of_its_own_does_not_pass_to_the_table_of_another_class(Way way) {
        Letter letter = new Letter(id());
        letter.pages.addAll(List.of(new Page(id()), new Page(id())));
        Letter whole = new Letter(id());
        whole.pages.add(new Page(id()));
        add(way, letter, whole);
        run(way, work -> work.replace(Traits.become(work.get(Letter.class, whole.id), Invoice.class)));
        assertThat(seen(way, (Invoice) Traits.become(whole, Invoice.class))).isNotNull();
        run(way, work -> work.get(Letter.class, letter.id).pages.remove(0));
        assertThatThrownBy(() ->
                        run(way, work -> work.replace(Traits.become(work.get(Letter.class, letter.id), Invoice.class))))
                .isInstanceOfSatisfying(
                        ConstraintViolationException.class,
                        told -> assertThat(told.isByHiddenRow()).isTrue());
    }

    // ---- in one unit of work

    @ParameterizedTest
    @MethodSource("ways")
    void what_is_restored_is_locked(Way way) {
        Order order = order("order");
        add(way, order);
        remove(way, order);
        for (Lock lock : Lock.values()) {
            try (SqlUnitOfWork work = keelson(way).begin(by("jane", NOON.plusSeconds(++seconds)), Isolation.LOCKING)) {
                assertThat(work.find(Order.class, order.id, lock)).isEmpty();
                Order restored = work.restore(Order.class, order.id);
                assertThat(work.find(Order.class, order.id, lock)).containsSame(restored);
                work.discard();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_is_restored_changed_and_removed_again_stays_as_it_was(Way way) {
        Order order = order("order");
        add(way, order);
        remove(way, order);
        try (SqlUnitOfWork work = begin(way)) {
            Order restored = work.restore(Order.class, order.id);
            work.requireUnchanged(restored);
            restored.lines.clear();
            restored.name = "changed";
            work.remove(restored);
            assertThat(work.plan().isEmpty()).isTrue();
            work.commit();
            assertThat(work.find(Order.class, order.id)).isEmpty();
            assertThat(Portrait.of(work.restore(Order.class, order.id))).isEqualTo(Portrait.of(order));
            work.commit();
        }
        assertThat(seen(way, order)).isEqualTo(Portrait.of(order));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_is_restored_becomes_one_of_another_table_only_in_the_next_commit(Way way) {
        Letter letter = new Letter(id());
        add(way, letter);
        remove(way, letter);
        try (SqlUnitOfWork work = begin(way)) {
            work.replace(Traits.become(work.restore(Letter.class, letter.id), Invoice.class));
            assertThatThrownBy(work::commit)
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("in a commit of its own where it is to become another class");
            work.discard();
        }
        run(way, work -> work.restore(Letter.class, letter.id));
        run(way, work -> work.replace(Traits.become(work.get(Letter.class, letter.id), Invoice.class)));
        assertThat(seen(way, new Invoice(letter.id))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_was_never_stored_may_be_removed_though_its_domain_says_when_it_is_deleted(Way way) {
        Memo memo = new Memo(id());
        run(way, work -> {
            work.add(memo);
            work.remove(memo);
        });
        assertThat(seen(way, memo)).isNull();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_a_domain_deleted_meanwhile_is_stale_with_versions_and_without(Way way) {
        Memo memo = new Memo(id());
        Ticket ticket = new Ticket(id());
        for (Root root : List.of(memo, ticket)) {
            add(way, root);
            try (SqlUnitOfWork late = begin(way)) {
                late.get(root.getClass(), root.id()).name = "late";
                run(way, work -> World.isDeleted(work.get(root.getClass(), root.id()), true));
                StaleAggregateException told = catchThrowableOfType(StaleAggregateException.class, late::commit);
                assertThat(told.stale()).extracting(Stale::reason).containsExactly(Reason.HIDDEN);
                late.discard();
            }
            assertThat(seenByWhoAsks(way, root)).doesNotContain("late");
        }
        assertThat(Set.of(Realm.isVersioned(Memo.class, true), Realm.isVersioned(Ticket.class, true)))
                .containsExactlyInAnyOrder(true, false);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_domain_changes_what_it_deleted_before(Way way) {
        Memo memo = new Memo(id());
        Ticket ticket = new Ticket(id());
        for (Root root : List.of(memo, ticket)) {
            add(way, root);
            run(way, work -> World.isDeleted(work.get(root.getClass(), root.id()), true));
            run(way, work -> work.includingDeleted(ASKED).get(root.getClass(), root.id()).name = "later");
            run(
                    way,
                    work -> work.includingDeleted(ASKED)
                            .requireUnchanged(work.includingDeleted(ASKED).get(root.getClass(), root.id())));
            assertThat(seen(way, root)).isNull();
            assertThat(seenByWhoAsks(way, root)).contains("name:later ");
            run(way, work -> World.isDeleted(work.includingDeleted(ASKED).get(root.getClass(), root.id()), false));
            assertThat(seen(way, root)).contains("name:later ");
        }
    }
}
