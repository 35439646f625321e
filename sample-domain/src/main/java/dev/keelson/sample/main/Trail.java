package dev.keelson.sample.main;

import dev.keelson.kernel.Aggregates;
import dev.keelson.kernel.CommitPlan;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.RowOperation;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.UnitOfWork;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.kernel.WorkContext;
import dev.keelson.sample.application.OrderDesk;
import dev.keelson.sample.domain.order.Order;
import dev.keelson.sample.domain.order.OrderId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jooq.Result;

/** What becomes of an order and who did it: corrected, removed and restored. For one thread. */
final class Trail {

    private static final String STAMPS =
            "select created_by, created_at, updated_by, updated_at, deleted_by, version from orders";

    private final UnitOfWorkFactory units;
    private final OrderDesk desk;
    private final PlainSql tables;
    private final Meter meter;
    private final Screen screen;

    Trail(UnitOfWorkFactory units, OrderDesk desk, PlainSql tables, Meter meter, Screen screen) {
        this.units = units;
        this.desk = desk;
        this.tables = tables;
        this.meter = meter;
        this.screen = screen;
    }

    void follow(OrderId order) {
        tellWhoChangedIt(order);
        restoreIt(removeIt(order));
    }

    private void tellWhoChangedIt(OrderId id) {
        meter.step("Correct it as somebody else: who made it, who changed it last");
        meter.measured("load, commit", 2, () -> redirect(id));
        screen.row("", "The stamps went with the update of the order, as its version did. Plain SQL shows them:");
        meter.promise(
                "the front desk made it, and the back office changed it last",
                stamps().equals(List.of("front desk", "back office", "nobody")));
    }

    private Order removeIt(OrderId id) {
        meter.step("Remove it: nobody finds it, and all of it is there");
        try (UnitOfWork work = units.begin(Staff.BACK_OFFICE)) {
            work.remove(meter.measured("load", 1, () -> work.get(Order.class, id)));
            CommitPlan plan = work.plan();
            plan.operations().forEach(operation -> screen.row("plan", Words.text(operation)));
            CommitReceipt receipt = meter.measured("commit", 1, work::commit);
            meter.promise("nothing is deleted", kinds(plan).equals(Set.of(Kind.GUARD, Kind.HIDE)));
            meter.promise(
                    "the order and its lines are written",
                    receipt.rows().equals(Map.of("orders", 1, "order_lines", 2)));
        }
        try (UnitOfWork work = units.begin(Staff.SCHOOL)) {
            Optional<Order> order = meter.measured("find it", 1, () -> work.find(Order.class, id));
            screen.row("", Words.text(order));
            meter.promise("it is not found", order.isEmpty());
        }
        meter.promise(
                "another school sees nothing of it",
                lookAmongRemoved(Staff.OTHER_SCHOOL, id).isEmpty());
        Order removed = lookAmongRemoved(Staff.SCHOOL, id).orElseThrow();
        meter.promise(
                "its row tells who removed it", stamps().equals(List.of("front desk", "back office", "back office")));
        return removed;
    }

    private void restoreIt(Order removed) {
        meter.step("Restore it: all of it is found again");
        meter.measured("restore: load, commit", 2, () -> restore(removed.id()));
        try (UnitOfWork work = units.begin(Staff.SCHOOL)) {
            Order order = meter.measured("load", 1, () -> work.get(Order.class, removed.id()));
            screen.row("", Words.text(order));
            meter.promise("its lines are back", Words.text(order).equals(Words.text(removed)));
            meter.promise(
                    "it is paid, as it was",
                    order.payment().isPresent() && order.payment().equals(removed.payment()));
        }
        meter.promise("its row is as any other again", stamps().equals(List.of("front desk", "head", "nobody")));
    }

    private Order redirect(OrderId id) {
        return units.call(Staff.BACK_OFFICE, work -> {
            Order order = work.get(Order.class, id);
            order.redirect(order.billTo());
            return order;
        });
    }

    private OrderId restore(OrderId id) {
        desk.restore(Staff.HEAD, id);
        return id;
    }

    private Optional<Order> lookAmongRemoved(WorkContext context, OrderId id) {
        try (UnitOfWork work = units.begin(context)) {
            Aggregates all = work.includingDeleted("Ada asks what became of it");
            String what = "find it, includingDeleted, at "
                    + context.tenant().orElseThrow().value();
            Optional<Order> order = meter.measured(what, 1, () -> all.find(Order.class, id));
            screen.row("", Words.text(order));
            return order;
        }
    }

    /** Shows what the order's row says of those who wrote it; gives who made it, who last changed it, and who removed it. */
    private List<String> stamps() {
        screen.row("sql", STAMPS);
        Result<Record> rows = tables.rows(Staff.ADA_COLLEGE, STAMPS);
        screen.row("", PlainSql.text(rows));
        Record row = rows.getFirst();
        return Stream.of("created_by", "updated_by", "deleted_by")
                .map(column -> Objects.requireNonNullElse(row.get(column, String.class), "nobody"))
                .toList();
    }

    private static Set<Kind> kinds(CommitPlan plan) {
        return plan.operations().stream().map(RowOperation::kind).collect(Collectors.toSet());
    }
}
