package dev.keelson.sample.main;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommandToken;
import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.CommandAlreadyCommittedException;
import dev.keelson.kernel.error.StaleAggregateException;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A few days at the academy, each step measured on the wire and checked. For one thread, once. */
final class Scenario {

    private static final Instant NOW = Instant.parse("2026-09-01T09:00:00Z");
    private static final WorkContext SCHOOL = school("ada-college");
    private static final WorkContext OTHER_SCHOOL = school("hopper-hall");

    private static final Address HOME =
            new Address("Ada Lovelace", "Markt 1", "Jena", PostalCode.of("DE", "07743"));
    private static final Address OFFICE =
            new Address("Ada Lovelace", "Keizersgracht 12", "Amsterdam", PostalCode.of("NL", "1015 CN"));

    private final Student ada = student("Ada Lovelace", "ada@academy.example");
    private final Student grace = student("Grace Hopper", "grace@academy.example");
    private final Student alan = student("Alan Turing", "alan@academy.example");
    private final Course compilers =
            Course.announce("Compilers", LocalDate.of(2026, 9, 1), Money.of("480.00", "EUR"), 3);

    private final UnitOfWorkFactory units;
    private final OrderDesk desk;
    private final Meter meter;
    private final Screen screen;

    Scenario(UnitOfWorkFactory units, OrderDesk desk, Meter meter, Screen screen) {
        this.units = units;
        this.desk = desk;
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
    }

    private void openTheSchool() {
        meter.step("Open a school: three students and a course");
        CommitReceipt receipt = meter.measured("commit", 1, () -> {
            try (UnitOfWork work = units.begin(SCHOOL)) {
                List.of(ada, grace, alan, compilers).forEach(work::add);
                return work.commit();
            }
        });
        screen.row("rows", receipt.rows().toString());
    }

    private OrderId placeAnOrder() {
        meter.step("Place an order");
        List<OrderLine> lines = List.of(
                OrderLine.of(Item.course("Compilers", Money.of("480.00", "EUR")), 1),
                OrderLine.of(Item.book("Domain-Driven Design", Money.of("59.90", "EUR")), 2));
        OrderId order = meter.measured(
                "load the student, commit the order", 2, () -> desk.place(SCHOOL, ada.id(), HOME, OFFICE, lines));
        screen.row("", "The commit also checks that the student, who was only read, is still as she was read.");
        return order;
    }

    private void loadIt(OrderId id) {
        meter.step("Load it: root, lines and tags in one statement");
        try (UnitOfWork work = units.begin(SCHOOL)) {
            Order order = meter.measured("load", 1, () -> work.get(Order.class, id));
            order.lines().forEach(line -> screen.row("order", text(line)));
            screen.row("", "%-30s %14s".formatted("total", order.total()));
            meter.sent().forEach(sql -> screen.sql(sql, 6));
            meter.promise("the order costs what it cost", order.total().equals(Money.of("599.80", "EUR")));
            meter.promise("both addresses came back", order.billTo().equals(HOME) && order.shipTo().equals(OFFICE));
        }
    }

    private void changeOneLine(OrderId id) {
        meter.step("Change one line: the plan, then the SQL");
        try (UnitOfWork work = units.begin(SCHOOL)) {
            Order order = meter.measured("load", 1, () -> work.get(Order.class, id));
            order.changeQuantity(order.lines().getLast().id(), 3);
            CommitPlan plan = meter.measured("plan", 0, work::plan);
            plan.operations().forEach(operation -> screen.row("plan", text(operation)));
            CommitReceipt receipt = meter.measured("commit", 1, work::commit);
            meter.sent().forEach(sql -> screen.sql(sql, 12));
            meter.promise("one line is one operation", plan.operations().stream().filter(Scenario::isOfLines).count() == 1);
            meter.promise("the order is at version 2", receipt.version(Order.class, id).orElse(-1) == 2);
        }
    }

    private void changeNothing(OrderId id) {
        meter.step("Load it and change nothing");
        try (UnitOfWork work = units.begin(SCHOOL)) {
            Order order = meter.measured("load", 1, () -> work.get(Order.class, id));
            CommitReceipt receipt = meter.measured("commit", 0, work::commit);
            meter.promise("nothing was written", receipt.isEmpty());
            meter.promise("the line asks for three", order.lines().getLast().quantity() == 3);
        }
    }

    private void meetAConflict() {
        meter.step("Two desks give out seats of one course at the same time");
        try (UnitOfWork left = units.begin(SCHOOL);
                UnitOfWork right = units.begin(SCHOOL)) {
            left.replace(left.get(Course.class, compilers.id()).enrol(ada.id()));
            right.replace(right.get(Course.class, compilers.id()).enrol(grace.id()));
            meter.measured("left desk enrols Ada", 1, left::commit);
            Optional<StaleAggregateException> conflict = meter.measured("right desk enrols Grace", () -> refused(right));
            conflict.ifPresent(stale -> screen.row("refused", stale.getMessage()));
            meter.promise("the slower desk was refused", conflict.isPresent());
        }
    }

    private Optional<StaleAggregateException> refused(UnitOfWork work) {
        try {
            work.commit();
            return Optional.empty();
        } catch (StaleAggregateException stale) {
            return Optional.of(stale);
        }
    }

    private void resolveIt() {
        meter.step("The same through call(...), which runs the use case again after a conflict");
        AtomicInteger attempts = new AtomicInteger();
        int left = meter.measured("both desks together", () -> units.call(SCHOOL, work -> {
            Course course = work.get(Course.class, compilers.id());
            if (attempts.incrementAndGet() == 1) {
                units.run(SCHOOL, faster -> faster.replace(
                        faster.get(Course.class, compilers.id()).enrol(alan.id())));
            }
            Course attended = course.enrol(grace.id());
            work.replace(attended);
            return attended.freeSeats();
        }));
        screen.row("", "Alan was faster; Grace's use case ran %d times and left %d free seats.".formatted(attempts.get(), left));
        try (UnitOfWork work = units.begin(SCHOOL)) {
            Set<?> students = work.get(Course.class, compilers.id()).students();
            meter.promise("all three have a seat", students.equals(Set.of(ada.id(), grace.id(), alan.id())));
        }
        meter.promise("the use case ran twice", attempts.get() == 2);
    }

    private void payOnce(OrderId id) {
        meter.step("The bank tells of one payment twice");
        CommandToken message = CommandToken.of("bank message 4711");
        Money total = Money.of("659.70", "EUR");
        meter.measured("first time", 2, () -> pay(message, id, total));
        Optional<String> answer = meter.measured("second time", () -> pay(message, id, total));
        answer.ifPresent(text -> screen.row("refused", text));
        meter.promise("the second message was refused", answer.isPresent());
    }

    private Optional<String> pay(CommandToken message, OrderId id, Money amount) {
        try {
            desk.pay(SCHOOL, message, id, amount, "4711");
            return Optional.empty();
        } catch (CommandAlreadyCommittedException already) {
            return Optional.of(already.getMessage());
        }
    }

    private void lookFromAnotherSchool(OrderId id) {
        meter.step("Look for the order from another school");
        try (UnitOfWork work = units.begin(OTHER_SCHOOL)) {
            Optional<Order> order = meter.measured("find by a known id", 1, () -> work.find(Order.class, id));
            List<String> asked = meter.sent();
            Optional<Order> unknown = meter.measured("find by no id", 1, () -> work.find(Order.class, OrderId.next()));
            screen.row("", "Both find nothing, by the same statement; no answer tells that the order is there.");
            meter.promise("nothing was found", order.isEmpty() && unknown.isEmpty());
            meter.promise("the statements are the same", asked.equals(meter.sent()));
        }
        try (UnitOfWork work = units.begin(SCHOOL)) {
            meter.promise("the school itself sees its order", work.get(Order.class, id).status() == OrderStatus.PAID);
        }
    }

    private static boolean isOfLines(RowOperation operation) {
        return operation.table().endsWith("order_lines");
    }

    private static String text(OrderLine line) {
        return "%-30s %14s".formatted(line.quantity() + " x " + line.item().title(), line.total());
    }

    private static String text(RowOperation operation) {
        return "%s %s %s: %s"
                .formatted(
                        operation.kind(),
                        operation.table(),
                        operation.columns(),
                        String.join("; ", operation.reasons()));
    }

    private static Student student(String name, String email) {
        return Student.register(name, new EmailAddress(email), Instant.parse("2026-03-02T09:00:00Z"));
    }
}
