package dev.keelson.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.AggregateNotFoundException;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.sample.application.Enrolment;
import dev.keelson.sample.application.OrderDesk;
import dev.keelson.sample.domain.course.Course;
import dev.keelson.sample.domain.course.CourseFullException;
import dev.keelson.sample.domain.course.Courses;
import dev.keelson.sample.domain.order.Item;
import dev.keelson.sample.domain.order.Order;
import dev.keelson.sample.domain.order.OrderId;
import dev.keelson.sample.domain.order.OrderLine;
import dev.keelson.sample.domain.order.OrderLineId;
import dev.keelson.sample.domain.order.OrderStatus;
import dev.keelson.sample.domain.order.Orders;
import dev.keelson.sample.domain.order.Payment;
import dev.keelson.sample.domain.order.Tag;
import dev.keelson.sample.domain.shared.Address;
import dev.keelson.sample.domain.shared.Money;
import dev.keelson.sample.domain.shared.PostalCode;
import dev.keelson.sample.domain.student.EmailAddress;
import dev.keelson.sample.domain.student.Student;
import dev.keelson.sample.domain.student.StudentId;
import dev.keelson.sample.domain.student.Students;
import dev.keelson.testing.KeelsonTest;
import dev.keelson.testing.rig.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The desks and repositories of the academy on a real PostgreSQL. Each test has a school of its own. */
@KeelsonTest(AcademyStage.class)
class AcademyTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T09:00:00.123456Z");
    private static final Address HOME = new Address("Ada", "Markt 1", "Jena", PostalCode.of("DE", "07743"));
    private static final Address OFFICE =
            new Address("Ada", "Keizersgracht 1", "Amsterdam", PostalCode.of("NL", "1015"));
    private static final Item SEAT = Item.course("Logic", Money.of("480.00", "EUR"));
    private static final Item BOOK = Item.book("Domain-Driven Design", Money.of("59.90", "EUR"));

    private TestDatabase database;
    private UnitOfWorkFactory units;
    private OrderDesk desk;
    private Enrolment enrolment;
    private WorkContext school;

    @BeforeEach
    void open(UnitOfWorkFactory units, WorkContext school, TestDatabase database) {
        this.units = units;
        this.school = school;
        this.database = database;
        desk = new OrderDesk(units);
        enrolment = new Enrolment(units);
    }

    @Test
    void an_order_comes_back_as_it_was_placed() {
        Order placed = placePaid(register("ada"));

        assertThat(order(placed.id())).usingRecursiveComparison().isEqualTo(placed);
    }

    @Test
    void lines_keep_their_order_when_some_come_and_go() {
        OrderId id = place(register("ada"), SEAT, BOOK);
        units.run(school, work -> {
            Order order = work.get(Order.class, id);
            order.add(Item.book("Refactoring", Money.of("45.00", "EUR")), 1);
            order.remove(order.lines().getFirst().id());
            order.add(SEAT, 3);
        });

        assertThat(order(id).lines())
                .extracting(line -> line.quantity() + " " + line.item().title())
                .containsExactly("1 Domain-Driven Design", "1 Refactoring", "3 Logic");
    }

    @Test
    void a_corrected_quantity_changes_its_line_and_raises_the_version_of_the_order() {
        OrderId id = place(register("ada"), SEAT, BOOK);
        desk.changeQuantity(school, id, order(id).lines().getLast().id(), 7);

        assertThat(rows(
                        "select item_title, quantity from order_lines where order_id = ? order by position",
                        id.value()))
                .containsExactly(List.of("Logic", 1), List.of("Domain-Driven Design", 7));
        assertThat(rows("select version from orders where id = ?", id.value())).containsExactly(List.of(2L));
    }

    @Test
    void a_payment_told_twice_is_booked_once() {
        OrderId id = place(register("ada"), BOOK);
        CommandToken message = CommandToken.of("bank message of " + id);
        WorkContext morning = school.withClock(Clock.fixed(MORNING, ZoneOffset.UTC));
        desk.pay(morning, message, id, BOOK.price(), "4711");

        assertThatThrownBy(() -> desk.pay(school, message, id, BOOK.price(), "4711"))
                .isInstanceOf(CommandAlreadyCommittedException.class);
        assertThat(order(id).status()).isEqualTo(OrderStatus.PAID);
        assertThat(order(id).payment()).contains(new Payment(BOOK.price(), "4711", MORNING));
    }

    @Test
    void the_orders_of_a_student_come_latest_first() {
        StudentId ada = register("ada");
        OrderId first = placeAt(MORNING, ada);
        OrderId third = placeAt(MORNING.plusSeconds(120), ada);
        OrderId second = placeAt(MORNING.plusSeconds(60), ada);
        placeAt(MORNING, register("grace"));

        try (UnitOfWork work = units.begin(school)) {
            assertThat(work.repository(Orders.class).placedBy(ada))
                    .extracting(Order::id)
                    .containsExactly(third, second, first);
        }
    }

    @Test
    void reminding_tags_the_open_orders_placed_before_and_no_others() {
        StudentId ada = register("ada");
        OrderId old = placeAt(MORNING, ada);
        OrderId older = placeAt(MORNING.minusSeconds(60), ada);
        OrderId paid = placeAt(MORNING, ada);
        OrderId young = placeAt(MORNING.plusSeconds(60), ada);
        desk.pay(school, CommandToken.next(), paid, BOOK.price(), "4711");

        assertThat(desk.remind(school, MORNING.plusSeconds(60))).isEqualTo(2);
        assertThat(desk.remind(school, MORNING.plusSeconds(60))).isEqualTo(2);

        Set<Tag> reminded = Set.of(new Tag("reminded"));
        assertThat(List.of(
                        order(older).tags(),
                        order(old).tags(),
                        order(paid).tags(),
                        order(young).tags()))
                .containsExactly(reminded, reminded, Set.of(), Set.of());
    }

    @Test
    void registering_an_address_again_finds_the_student_of_the_first_time() {
        assertThat(register("ada")).isEqualTo(register("ADA"));
        try (UnitOfWork work = units.begin(school)) {
            assertThat(work.repository(Students.class).reachedAt(new EmailAddress("nobody@academy.example")))
                    .isEmpty();
        }
    }

    @Test
    void two_students_never_share_an_address_even_when_nobody_asked_first() {
        register("ada");

        assertThatThrownBy(() -> add(school, Student.register("Adam", email("ada"), MORNING)))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("students_school_id_email_key");
    }

    @Test
    void of_eight_who_ask_at_the_same_time_three_get_the_three_seats() throws Exception {
        Course logic = Course.announce("Logic", LocalDate.of(2026, 9, 1), Money.of("480", "EUR"), 3);
        add(school, logic);
        List<StudentId> students = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            students.add(register("student" + i));
        }
        List<StudentId> seated = new ArrayList<>();
        try (ExecutorService desks = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> answers = desks.invokeAll(students.stream()
                    .map(student -> (Callable<Boolean>) () -> isEnrolled(student, logic))
                    .toList());
            for (int i = 0; i < 8; i++) {
                if (answers.get(i).get()) {
                    seated.add(students.get(i));
                }
            }
        }

        assertThat(seated).hasSize(3);
        try (UnitOfWork work = units.begin(school)) {
            assertThat(work.get(Course.class, logic.id()))
                    .isEqualTo(new Course(logic.id(), "Logic", logic.startsOn(), logic.fee(), 3, Set.copyOf(seated)));
        }
    }

    private boolean isEnrolled(StudentId student, Course course) {
        try {
            enrolment.enrol(school, student, course.id());
            return true;
        } catch (CourseFullException full) {
            return false;
        }
    }

    @Test
    void the_timetable_starts_with_the_next_course() {
        Course past = course("Past", LocalDate.of(2026, 1, 1));
        Course later = course("Later", LocalDate.of(2026, 9, 2));
        Course next = course("Next", LocalDate.of(2026, 9, 1));
        add(school, past, later, next);

        try (UnitOfWork work = units.begin(school)) {
            assertThat(work.repository(Courses.class).startingFrom(LocalDate.of(2026, 9, 1)))
                    .containsExactly(next, later);
        }
    }

    @Test
    void a_student_suspended_meanwhile_places_no_order() {
        StudentId ada = register("ada");
        try (UnitOfWork work = units.begin(school)) {
            Student buyer = work.get(Student.class, ada);
            buyer.requireGoodStanding();
            work.requireUnchanged(buyer);
            work.add(Order.place(ada, HOME, HOME, List.of(OrderLine.of(BOOK, 1)), MORNING));
            units.run(school, office -> office.get(Student.class, ada).suspend(MORNING));

            assertThatThrownBy(work::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("Student[" + ada.value() + "]: expected version 1, found 2");
        }
        assertThat(rows("select id from orders where student_id = ?", ada.value()))
                .isEmpty();
        assertThatThrownBy(() -> place(ada, BOOK)).hasMessageContaining("is suspended");
    }

    @Test
    void another_school_sees_nothing_of_this_one_and_changes_nothing() {
        StudentId ada = register("ada");
        OrderId id = place(ada, BOOK);
        WorkContext other = another();

        try (UnitOfWork work = units.begin(other)) {
            assertThat(work.find(Order.class, id)).isEmpty();
            assertThat(work.repository(Orders.class).placedBy(ada)).isEmpty();
            assertThat(work.repository(Students.class).reachedAt(email("ada"))).isEmpty();
        }
        assertThatThrownBy(() -> desk.changeQuantity(
                        other, id, order(id).lines().getFirst().id(), 2))
                .isInstanceOf(AggregateNotFoundException.class);
        assertThatThrownBy(() -> add(other, Order.place(ada, HOME, HOME, List.of(OrderLine.of(BOOK, 1)), MORNING)))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(enrolment.register(other, "Ada", email("ada"))).isNotEqualTo(ada);
        assertThat(rows("select quantity from order_lines where order_id = ?", id.value()))
                .containsExactly(List.of(1));
    }

    @Test
    void an_order_tells_who_made_it_and_who_changed_it_last() {
        OrderId id = place(register("ada"), SEAT, BOOK);
        OrderLineId line = order(id).lines().getLast().id();
        desk.changeQuantity(by("back office"), id, line, 7);
        desk.changeQuantity(by("head"), id, line, 7);

        assertThat(rows("select created_by, updated_by, version from orders where id = ?", id.value()))
                .as("what changes nothing is nobody's change")
                .containsExactly(List.of("front desk", "back office", 2L));
    }

    @Test
    void a_removed_order_is_found_by_nobody_who_does_not_ask_for_what_was_removed() {
        StudentId ada = register("ada");
        Order placed = placePaid(ada);
        desk.remove(by("head"), placed.id());

        try (UnitOfWork work = units.begin(school)) {
            assertThat(work.find(Order.class, placed.id())).isEmpty();
            assertThat(work.exists(Order.class, placed.id())).isFalse();
            assertThat(work.repository(Orders.class).placedBy(ada)).isEmpty();
        }
        try (UnitOfWork work = units.begin(school)) {
            Aggregates all = work.includingDeleted("Ada asks");
            assertThat(all.get(Order.class, placed.id()))
                    .usingRecursiveComparison()
                    .isEqualTo(placed);
            assertThat(all.repository(Orders.class).placedBy(ada))
                    .extracting(Order::id)
                    .containsExactly(placed.id());
        }
        assertThat(rows(
                        "select o.deleted_by, l.deleted_by, l.item_title from orders o join order_lines l"
                                + " on l.order_id = o.id where o.id = ? order by l.position",
                        placed.id().value()))
                .containsExactly(List.of("head", "head", "Logic"), List.of("head", "head", "Domain-Driven Design"));
    }

    @Test
    void a_restored_order_is_the_one_that_was_removed_without_the_line_that_was_taken_off_before() {
        OrderId id = place(register("ada"), SEAT, BOOK);
        OrderLineId seat = order(id).lines().getFirst().id();
        units.run(school, work -> work.get(Order.class, id).remove(seat));
        desk.remind(school, MORNING.plus(Duration.ofDays(36_500)));
        Order removed = order(id);
        desk.remove(school, id);
        desk.restore(by("head"), id);

        assertThat(order(id)).usingRecursiveComparison().isEqualTo(removed);
        assertThat(removed.lines()).extracting(OrderLine::item).containsExactly(BOOK);
        assertThat(removed.tags()).containsExactly(new Tag("reminded"));
        assertThat(rows("select deleted_by, updated_by, version from orders where id = ?", id.value()))
                .containsExactly(Arrays.asList(null, "head", 5L));
    }

    @Test
    void another_school_neither_sees_what_was_removed_nor_brings_it_back() {
        OrderId id = place(register("ada"), BOOK);
        desk.remove(school, id);
        WorkContext other = another();

        try (UnitOfWork work = units.begin(other)) {
            assertThat(work.includingDeleted("curious").find(Order.class, id)).isEmpty();
        }
        assertThatThrownBy(() -> desk.restore(other, id)).isInstanceOf(AggregateNotFoundException.class);
        assertThat(rows("select deleted_by from orders where id = ?", id.value()))
                .containsExactly(List.of("front desk"));
    }

    @Test
    void a_removed_student_leaves_the_address_to_another_and_does_not_come_back_beside_them() {
        StudentId ada = register("ada");
        units.run(school, work -> work.remove(Student.class, ada));

        assertThat(register("ada")).isNotEqualTo(ada);
        assertThatThrownBy(() -> units.run(school, work -> work.restore(Student.class, ada)))
                .isInstanceOf(ConstraintViolationException.class)
                .hasMessageContaining("students_school_id_email_key");
    }

    @Test
    void sql_that_forgets_the_school_finds_nothing_not_even_as_the_owner_of_the_tables() {
        OrderId id = place(register("ada"), BOOK);
        String forgetful = "select id from orders";

        assertThat(rows(forgetful + " where id = ?", id.value())).containsExactly(List.of(id.value()));
        assertThat(rows(database.application(), forgetful)).isEmpty();
        assertThat(rows(database.owner(), forgetful)).isEmpty();
    }

    private static WorkContext another() {
        return WorkContext.of(TenantId.of("another school"), Actor.of("front desk"));
    }

    private WorkContext by(String actor) {
        return WorkContext.of(school.tenant().orElseThrow(), Actor.of(actor));
    }

    /** What the tables hold, whoever's it is: row-level security binds the owner of the tables, too. */
    private List<List<Object>> rows(String sql, Object... parameters) {
        return rows(database.server().administrator(database.name()), sql, parameters);
    }

    private static List<List<Object>> rows(DataSource role, String sql, Object... parameters) {
        return DSL.using(role, SQLDialect.POSTGRES).fetch(sql, parameters).map(Record::intoList);
    }

    private static EmailAddress email(String name) {
        return new EmailAddress(name + "@academy.example");
    }

    private static Course course(String title, LocalDate startsOn) {
        return Course.announce(title, startsOn, Money.of("480", "EUR"), 1);
    }

    private StudentId register(String name) {
        return enrolment.register(school, name, email(name));
    }

    private OrderId place(StudentId student, Item... items) {
        List<OrderLine> lines =
                List.of(items).stream().map(item -> OrderLine.of(item, 1)).toList();
        return desk.place(school, student, HOME, OFFICE, lines);
    }

    /** Several lines, two tags and a payment. */
    private Order placePaid(StudentId student) {
        Order placed =
                Order.place(student, HOME, OFFICE, List.of(OrderLine.of(SEAT, 1), OrderLine.of(BOOK, 2)), MORNING);
        placed.tag(new Tag("urgent"));
        placed.tag(new Tag("gift"));
        placed.pay(new Payment(placed.total(), "r1", MORNING.plusSeconds(60)));
        add(school, placed);
        return placed;
    }

    private OrderId placeAt(Instant instant, StudentId student) {
        WorkContext then = school.withClock(Clock.fixed(instant, ZoneOffset.UTC));
        return desk.place(then, student, HOME, OFFICE, List.of(OrderLine.of(BOOK, 1)));
    }

    private Order order(OrderId id) {
        try (UnitOfWork work = units.begin(school)) {
            return work.get(Order.class, id);
        }
    }

    private void add(WorkContext context, Object... aggregates) {
        units.run(context, work -> List.of(aggregates).forEach(work::add));
    }
}
