package dev.keelson.sample.main;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.error.KeelsonException;
import dev.keelson.sample.application.OrderDesk;
import dev.keelson.sample.domain.course.Course;
import dev.keelson.sample.domain.order.Item;
import dev.keelson.sample.domain.order.Order;
import dev.keelson.sample.domain.order.OrderId;
import dev.keelson.sample.domain.order.OrderLine;
import dev.keelson.sample.domain.order.OrderStatus;
import dev.keelson.sample.domain.shared.Address;
import dev.keelson.sample.domain.shared.Money;
import dev.keelson.sample.domain.shared.PostalCode;
import dev.keelson.sample.domain.student.EmailAddress;
import dev.keelson.sample.domain.student.Student;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A day at the academy, each step measured on the wire and its promises checked. For one thread, once. */
final class Scenario {

    private static final Address HOME = new Address("Ada Lovelace", "Markt 1", "Jena", PostalCode.of("DE", "07743"));
    private static final Address OFFICE =
            new Address("Ada Lovelace", "Keizersgracht 12", "Amsterdam", PostalCode.of("NL", "1015 CN"));
    private static final Money PRICE = Money.of("599.80", "EUR");
    private static final Money NEW_PRICE = Money.of("659.70", "EUR");

    private final Student ada = student("Ada Lovelace", "ada@academy.example");
    private final Student grace = student("Grace Hopper", "grace@academy.example");
    private final Student alan = student("Alan Turing", "alan@academy.example");
    private final Course compilers =
            Course.announce("Compilers", LocalDate.of(2026, 10, 1), Money.of("480.00", "EUR"), 3);

    private final UnitOfWorkFactory units;
    private final OrderDesk desk;
    private final PlainSql tables;
    private final Meter meter;
    private final Screen screen;

    Scenario(UnitOfWorkFactory units, OrderDesk desk, PlainSql tables, Meter meter, Screen screen) {
        this.units = units;
        this.desk = desk;
        this.tables = tables;
        this.meter = meter;
        this.screen = screen;
    }

    void run() {
        openTheSchool();
        OrderId order = placeAnOrder();
        loadIt(order);
        changeOneLine(order);
        changeNothing(order);
        meetAConflict();
        resolveIt();
        payOnce(order);
        lookFromAnotherSchool(order);
        new Trail(units, desk, tables, meter, screen).follow(order);
    }

    private void openTheSchool() {
        meter.step("Open a school: three students and a course");
        try (UnitOfWork work = units.begin(Staff.SCHOOL)) {
            List.of(ada, grace, alan, compilers).forEach(work::add);
            CommitReceipt receipt = meter.measured("commit", 1, work::commit);
            screen.row("rows", receipt.rows().toString());
            meter.promise("four rows are written", receipt.rows().equals(Map.of("students", 3, "courses", 1)));
        }
    }

    private OrderId placeAnOrder() {
        meter.step("Place an order");
        List<OrderLine> lines = List.of(
                OrderLine.of(Item.course("Compilers", Money.of("480.00", "EUR")), 1),
                OrderLine.of(Item.book("Domain-Driven Design", Money.of("59.90", "EUR")), 2));
        OrderId order = meter.measured(
                "load the student, commit the order", 2, () -> desk.place(Staff.SCHOOL, ada.id(), HOME, OFFICE, lines));
        screen.row("", "The commit also proves that the student, who was only read, has not changed meanwhile.");
        meter.promise("the student's row is guarded", meter.sent().stream().anyMatch(Scenario::locksStudents));
        return order;
    }

    private void loadIt(OrderId id) {
        meter.step("Load it: root, lines and tags in one statement");
        try (UnitOfWork work = units.begin(Staff.SCHOOL)) {
            Order order = meter.measured("load", 1, () -> work.get(Order.class, id));
            meter.sent().forEach(screen::sql);
            screen.row("", "The first tells row-level security the school, ahead of the load, in the same message.");
            screen.row("", Words.text(order));
            meter.promise(
                    "the tenant and the load are all that is sent", meter.sent().size() == 2);
            meter.promise("the order costs what it did", order.total().equals(PRICE));
            meter.promise(
                    "both addresses come back",
                    order.billTo().equals(HOME) && order.shipTo().equals(OFFICE));
        }
    }

    private void changeOneLine(OrderId id) {
        meter.step("Change one line: the plan, then what was sent");
        try (UnitOfWork work = units.begin(Staff.SCHOOL)) {
            Order order = meter.measured("load", 1, () -> work.get(Order.class, id));
            order.changeQuantity(order.lines().getLast().id(), 3);
            CommitPlan plan = meter.measured("plan", 0, work::plan);
            plan.operations().forEach(operation -> screen.row("plan", Words.text(operation)));
            CommitReceipt receipt = meter.measured("commit", 1, work::commit);
            meter.sent().forEach(screen::sql);
            meter.promise(
                    "one line and the root are written", receipt.rows().equals(Map.of("orders", 1, "order_lines", 1)));
            meter.promise(
                    "the order is at version 2",
                    receipt.version(Order.class, id).orElse(-1) == 2);
        }
    }

    private void changeNothing(OrderId id) {
        meter.step("Load it and change nothing");
        try (UnitOfWork work = units.begin(Staff.SCHOOL)) {
            Order order = meter.measured("load", 1, () -> work.get(Order.class, id));
            CommitReceipt receipt = meter.measured("commit", 0, work::commit);
            meter.promise("nothing is written", receipt.isEmpty());
            meter.promise("the change of before is there", order.total().equals(NEW_PRICE));
        }
    }

    private void meetAConflict() {
        meter.step("Two desks give out seats of one course at once");
        try (UnitOfWork left = units.begin(Staff.SCHOOL);
                UnitOfWork right = units.begin(Staff.SCHOOL)) {
            enrol(left, ada);
            enrol(right, grace);
            meter.measured("left desk commits Ada's seat", 1, left::commit);
            Optional<String> refusal = meter.measured("right desk commits Grace's seat", () -> refusal(right::commit));
            refusal.ifPresent(text -> screen.row("refused", text));
            meter.promise("the slower desk is refused", refusal.isPresent());
        }
    }

    private void resolveIt() {
        meter.step("The same by call(...), which runs the slower one again");
        AtomicInteger runs = new AtomicInteger();
        int seatsLeft = meter.measured(
                "Alan's use case once, Grace's until it fits",
                () -> units.call(Staff.SCHOOL, work -> {
                    int left = enrol(work, grace);
                    if (runs.incrementAndGet() == 1) {
                        units.independently().run(Staff.SCHOOL, faster -> enrol(faster, alan));
                    }
                    return left;
                }));
        screen.row("", "Grace's ran %d times; it left %d free seats.".formatted(runs.get(), seatsLeft));
        meter.promise("Grace's use case runs twice", runs.get() == 2);
        try (UnitOfWork work = units.begin(Staff.SCHOOL)) {
            Course course = work.get(Course.class, compilers.id());
            meter.promise("all three have a seat", course.students().equals(Set.of(ada.id(), grace.id(), alan.id())));
        }
    }

    private void payOnce(OrderId id) {
        meter.step("The bank tells of one payment twice");
        CommandToken message = CommandToken.of("bank message 4711");
        meter.measured("first time: load, commit", 2, () -> pay(message, id));
        Optional<String> refusal = meter.measured("second time", () -> pay(message, id));
        refusal.ifPresent(text -> screen.row("refused", text));
        meter.promise("the second message is refused", refusal.isPresent());
    }

    private void lookFromAnotherSchool(OrderId id) {
        meter.step("Look for the order from another school");
        try (UnitOfWork work = units.begin(Staff.OTHER_SCHOOL)) {
            Optional<Order> order = meter.measured("find by the order's id", 1, () -> work.find(Order.class, id));
            List<String> asked = meter.sent();
            Optional<Order> none = meter.measured("find by a new id", 1, () -> work.find(Order.class, OrderId.next()));
            screen.row("", "Neither is found, by the same statement: nothing tells that the order is there.");
            meter.promise("nothing is found", order.isEmpty() && none.isEmpty());
            meter.promise("both are asked for alike", asked.equals(meter.sent()));
        }
        String count = "select count(*) from orders";
        Object none = tables.rows(count).getFirst().get(0);
        Object other = tables.rows(Staff.HOPPER_HALL, count).getFirst().get(0);
        Object own = tables.rows(Staff.ADA_COLLEGE, count).getFirst().get(0);
        screen.row("sql", count);
        screen.row(
                "",
                "Past Keelson: %s for ada-college, %s for hopper-hall, %s for no school.".formatted(own, other, none));
        screen.row("", "PostgreSQL keeps schools apart as well: SQL that forgets the school finds nothing.");
        meter.promise(
                "row-level security shows an order to its school alone",
                List.of(own, other, none).equals(List.of(1L, 0L, 0L)));
        try (UnitOfWork work = units.begin(Staff.SCHOOL)) {
            Order order = work.get(Order.class, id);
            meter.promise("its own school sees it, and that it is paid", order.status() == OrderStatus.PAID);
        }
    }

    private int enrol(Aggregates work, Student student) {
        Course attended = work.get(Course.class, compilers.id()).enrol(student.id());
        work.replace(attended);
        return attended.freeSeats();
    }

    private Optional<String> pay(CommandToken message, OrderId id) {
        return refusal(() -> desk.pay(Staff.BANK, message, id, NEW_PRICE, "4711"));
    }

    private static Optional<String> refusal(Runnable attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (KeelsonException refused) {
            return Optional.of(refused.summary());
        }
    }

    private static boolean locksStudents(String sql) {
        return sql.contains("students") && sql.contains("for no key update");
    }

    private static Student student(String name, String email) {
        return Student.register(name, new EmailAddress(email), Staff.MORNING);
    }
}
