package dev.keelson.work.shapes;

import dev.keelson.work.mapping.Inheritance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Immutable classes that are the states of one thing: a step is another class of the same identity. */
final class StateMachineShapes {

    private StateMachineShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(inOneTable(), inJoinedTables());
    }

    record OrderNo(UUID value) {}

    record Line(String article, int quantity) {}

    sealed interface SalesOrder permits DraftOrder, PlacedOrder, ShippedOrder {
        OrderNo id();

        List<Line> lines();
    }

    record DraftOrder(OrderNo id, List<Line> lines) implements SalesOrder {

        PlacedOrder place(Instant at) {
            return new PlacedOrder(id, lines, at);
        }
    }

    record PlacedOrder(OrderNo id, List<Line> lines, Instant placedAt) implements SalesOrder {

        ShippedOrder ship(String tracking) {
            return new ShippedOrder(id, lines, placedAt, tracking);
        }
    }

    record ShippedOrder(OrderNo id, List<Line> lines, Instant placedAt, String tracking) implements SalesOrder {}

    private static Shape<?, ?> inOneTable() {
        return Shape.of("state machine in one table", SalesOrder.class, chance -> new OrderNo(chance.uuid()))
                .mapped(keelson -> keelson.map(
                        SalesOrder.class,
                        order -> order.discriminator("status")
                                .values("lines", lines -> lines.table("sales_order_lines"))))
                .tables("sales_orders", "sales_order_lines")
                .replacing(
                        "a step",
                        order -> ((DraftOrder) order).place(Instant.EPOCH),
                        "update sales_orders (placed_at, status)")
                .replacing(
                        "two steps",
                        order -> ((DraftOrder) order).place(Instant.EPOCH).ship("1Z"),
                        "update sales_orders (placed_at, status, tracking)")
                .states((chance, id) -> {
                    List<Line> lines = chance.list(() -> new Line(chance.word(), chance.number(9)));
                    return chance.either(
                            () -> new DraftOrder(id, lines),
                            () -> new PlacedOrder(id, lines, chance.instant()),
                            () -> new ShippedOrder(id, lines, chance.instant(), chance.word()));
                });
    }

    sealed interface Application permits Submitted, Rejected, Granted {
        UUID id();

        String applicant();
    }

    record Submitted(UUID id, String applicant) implements Application {

        Rejected reject(String reason) {
            return new Rejected(id, applicant, reason);
        }
    }

    record Rejected(UUID id, String applicant, String reason) implements Application {}

    record Granted(UUID id, String applicant, long cents, String by) implements Application {}

    private static Shape<?, ?> inJoinedTables() {
        return Shape.of("state machine in joined tables", Application.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Application.class,
                        all -> all.inheritance(Inheritance.JOINED)
                                .subtype(Submitted.class, one -> one.table("submitted"))
                                .subtype(Rejected.class, one -> one.table("rejections"))
                                .subtype(Granted.class, one -> one.table("grants"))))
                .tables("applications", "submitted")
                .beside("rejections", "grants")
                .replacing(
                        "a step",
                        application -> ((Submitted) application).reject("late"),
                        "update applications (application_type)",
                        "delete submitted",
                        "insert rejections")
                .states((chance, id) -> chance.either(
                        () -> new Submitted(id, chance.word()),
                        () -> new Rejected(id, chance.word(), chance.word()),
                        () -> new Granted(id, chance.word(), chance.number(), chance.word())));
    }
}
