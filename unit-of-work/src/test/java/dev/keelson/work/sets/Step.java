package dev.keelson.work.sets;

import dev.keelson.kernel.Ref;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.WritingSql;
import dev.keelson.work.query.Fields;
import dev.keelson.work.sets.Bazaar.Address;
import dev.keelson.work.sets.Bazaar.Customer;
import dev.keelson.work.sets.Bazaar.Line;
import dev.keelson.work.sets.Bazaar.Money;
import dev.keelson.work.sets.Bazaar.Order;
import dev.keelson.work.sets.Bazaar.Shop;
import dev.keelson.work.sets.Bazaar.Stall;
import dev.keelson.work.sets.Bazaar.Status;
import dev.keelson.work.sets.Bazaar.Tent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One change, as a set-based write and as a loop.
 *
 * @param name what a failure calls it
 */
record Step(String name, Consumer<WritingSql> set, Consumer<SqlUnitOfWork> loop) {

    void set(WritingSql sql) {
        set.accept(sql);
    }

    void loop(SqlUnitOfWork work) {
        loop.accept(work);
    }

    @Override
    public String toString() {
        return name;
    }

    /** What is asked of an object, of a query and of the object itself. */
    private record Asked<T>(String name, Function<Fields, Condition> of, Predicate<T> is) {}

    /** What a property becomes, by a set-based write and in the object. */
    private record Given<T>(String name, Consumer<SetUpdate> set, Consumer<T> in) {}

    private static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static Asked<Order> ofOrder(Random random) {
        int n = random.nextInt(4);
        Status status = one(random, List.of(Status.values()));
        String city = random.nextBoolean() ? "Oslo" : "Rome";
        return one(
                random,
                List.of(
                        new Asked<>("status " + status, o -> o.field("status").eq(status), o -> o.status == status),
                        new Asked<>(
                                "count > " + n, o -> o.<Integer>field("count").gt(n), o -> o.count > n),
                        new Asked<>(
                                "total >= " + n,
                                o -> o.field("total.amount")
                                        .ge(Money.eur(n + "").amount()),
                                o -> o.total.amount().intValue() >= n),
                        new Asked<>(
                                "in " + city,
                                o -> o.field("address.city").eq(city),
                                o -> o.address.city().equals(city)),
                        new Asked<>("no note", o -> o.field("note").isNull(), o -> o.note == null),
                        new Asked<>(
                                "line > " + n,
                                o -> o.any(
                                        "lines",
                                        line -> line.<Integer>field("quantity").gt(n)),
                                o -> o.lines.stream().anyMatch(line -> line.quantity > n)),
                        new Asked<>(
                                "status and tag",
                                o -> o.field("status")
                                        .ne(status)
                                        .and(o.any("tags", tag -> tag.value().eq("tag 1"))),
                                o -> o.status != status && o.tags.contains("tag 1")),
                        new Asked<>("all", o -> DSL.noCondition(), o -> true)));
    }

    private static Asked<Line> ofLine(Random random) {
        int n = random.nextInt(4);
        return one(
                random,
                List.of(
                        new Asked<>(
                                "quantity <= " + n,
                                l -> l.<Integer>field("quantity").le(n),
                                l -> l.quantity <= n),
                        new Asked<>(
                                "product 1",
                                l -> l.field("product").eq("product 1"),
                                l -> l.product.equals("product 1")),
                        new Asked<>("no price", l -> l.field("price").isNull(), l -> l.price == null),
                        new Asked<>(
                                "discounts",
                                l -> l.any(
                                        "discounts",
                                        d -> d.<Integer>field("percent").ge(1)),
                                l -> l.discounts.stream().anyMatch(d -> d.percent >= 1)),
                        new Asked<>("all", l -> DSL.noCondition(), l -> true)));
    }

    private static Given<Order> order(Random random) {
        int n = random.nextInt(4);
        Status status = one(random, List.of(Status.values()));
        @Nullable String note = random.nextBoolean() ? null : "note " + n;
        @Nullable Money paid = random.nextBoolean() ? null : Money.eur(n + ".50");
        Customer customer = new Customer(Stock.customer(random.nextInt(Stock.CUSTOMERS)), "");
        return one(
                random,
                List.of(
                        new Given<>("status = " + status, u -> u.set(Order::status, status), o -> o.status = status),
                        new Given<>(
                                "total = " + n,
                                u -> u.set("total", Money.eur(n + "")),
                                o -> o.total = Money.eur(n + "")),
                        new Given<>(
                                "amount = " + n,
                                u -> u.set("total.amount", Money.eur(n + "").amount()),
                                o -> o.total = Money.eur(n + "")),
                        new Given<>("note = " + note, u -> u.set("note", note), o -> o.note = note),
                        new Given<>("paid = " + paid, u -> u.set("paid", paid), o -> o.paid = paid),
                        new Given<>(
                                "city",
                                u -> u.set("address.city", "Bern"),
                                o -> o.address = new Address(o.address.street(), "Bern")),
                        new Given<>(
                                "address",
                                u -> u.set("address", new Address("x", "y")),
                                o -> o.address = new Address("x", "y")),
                        new Given<>(
                                "customer", u -> u.set("customer", customer.id), o -> o.customer = Ref.of(customer.id)),
                        new Given<>("no customer", u -> u.set("customer", null), o -> o.customer = null),
                        new Given<>(
                                "metadata", u -> u.set("metadata", Map.of("n", 1)), o -> o.metadata = Map.of("n", 1)),
                        new Given<>(
                                "count + " + n,
                                u -> u.setBy(
                                        "count",
                                        o -> o.<Integer>field("count").field().plus(n)),
                                o -> o.count += n),
                        new Given<>("count, note = " + n, u -> u.set("count", n).set("note", "both"), o -> {
                            o.count = n;
                            o.note = "both";
                        })));
    }

    private static Given<Line> line(Random random) {
        int n = random.nextInt(4);
        @Nullable Money price = random.nextBoolean() ? null : Money.eur(n + ".00");
        return one(
                random,
                List.of(
                        new Given<>("quantity = " + n, u -> u.set("quantity", n), l -> l.quantity = n),
                        new Given<>("price = " + price, u -> u.set("price", price), l -> l.price = price),
                        new Given<>(
                                "quantity * 2",
                                u -> u.setBy(
                                        "quantity",
                                        l -> l.<Integer>field("quantity")
                                                .field()
                                                .mul(2)),
                                l -> l.quantity *= 2)));
    }

    static Step draw(Random random) {
        Asked<Order> orders = ofOrder(random);
        Asked<Line> lines = ofLine(random);
        int n = random.nextInt(3);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                Given<Order> given = order(random);
                yield of(
                        "orders, " + orders.name() + ": " + given.name(),
                        sql -> {
                            SetUpdate update = sql.update(Order.class);
                            given.set().accept(update);
                            update.where(orders.of()).onCommit();
                        },
                        orders,
                        (order, work) -> given.in().accept(order));
            }
            case 3, 4 -> {
                Given<Line> given = line(random);
                yield of(
                        "lines, " + lines.name() + " of " + orders.name() + ": " + given.name(),
                        sql -> {
                            SetUpdate update = sql.update(Order.class, "lines");
                            given.set().accept(update);
                            update.where(lines.of()).whereRoot(orders.of()).onCommit();
                        },
                        orders,
                        (order, work) -> order.lines.stream().filter(lines.is()).forEach(given.in()));
            }
            case 5 ->
                of(
                        "discounts >= " + n + ", " + orders.name(),
                        sql -> sql.update(Order.class, "lines.discounts")
                                .set("percent", 7)
                                .where(discount ->
                                        discount.<Integer>field("percent").ge(n))
                                .whereRoot(orders.of())
                                .onCommit(),
                        orders,
                        (order, work) -> order.lines.forEach(line -> line.discounts.stream()
                                .filter(discount -> discount.percent >= n)
                                .forEach(discount -> discount.percent = 7)));
            case 6 ->
                of(
                        "delete orders, " + orders.name() + " and count " + n,
                        sql -> sql.delete(Order.class)
                                .where(orders.of())
                                .where(order -> order.field("count").eq(n))
                                .onCommit(),
                        new Asked<>(
                                "",
                                o -> orders.of().apply(o).and(o.field("count").eq(n)),
                                orders.is()),
                        (order, work) -> work.remove(order));
            case 7 ->
                of(
                        "delete lines, " + lines.name() + " of " + orders.name(),
                        sql -> sql.delete(Order.class, "lines")
                                .where(lines.of())
                                .whereRoot(orders.of())
                                .onCommit(),
                        orders,
                        (order, work) -> order.lines.removeIf(lines.is()));
            case 8 ->
                of(
                        "delete boxes " + n + " of " + orders.name(),
                        sql -> sql.delete(Order.class, "boxes")
                                .where(box -> box.field("weight").eq(n))
                                .whereRoot(orders.of())
                                .onCommit(),
                        orders,
                        (order, work) -> order.boxes.removeIf(box -> box.weight == n));
            case 9 ->
                of(
                        "delete tags and points " + n + " of " + orders.name(),
                        sql -> {
                            sql.delete(Order.class, "tags")
                                    .where(tag -> tag.value().eq("tag " + n))
                                    .whereRoot(orders.of())
                                    .onCommit();
                        },
                        orders,
                        (order, work) -> order.tags.remove("tag " + n));
            case 10 -> stall(random, n);
            default ->
                of(
                        "delete discounts " + n + " of " + orders.name(),
                        sql -> sql.delete(Order.class, "lines.discounts")
                                .where(discount -> discount.field("percent").eq(n))
                                .whereRoot(orders.of())
                                .onCommit(),
                        orders,
                        (order, work) -> order.lines.forEach(
                                line -> line.discounts.removeIf(discount -> discount.percent == n)));
        };
    }

    private static Step stall(Random random, int n) {
        return switch (random.nextInt(4)) {
            case 0 ->
                new Step(
                        "tents: poles " + n,
                        sql -> sql.update(Tent.class)
                                .set("poles", n)
                                .everywhere()
                                .onCommit(),
                        work -> work.query(Tent.class).list().forEach(tent -> tent.poles = n));
            case 1 ->
                new Step(
                        "stalls: owner " + n,
                        sql -> sql.update(Stall.class)
                                .set("owner", "owner " + n)
                                .everywhere()
                                .onCommit(),
                        work -> work.query(Stall.class).list().forEach(stall -> stall.owner = "owner " + n));
            case 2 ->
                new Step(
                        "stock: weight " + n,
                        sql -> sql.update(Shop.class, "stock")
                                .set("weight", n)
                                .whereRoot(shop -> shop.field("door").eq("door 1"))
                                .onCommit(),
                        work -> work.query(Shop.class)
                                .where(shop -> shop.field("door").eq("door 1"))
                                .list()
                                .forEach(shop -> shop.stock.forEach(box -> box.weight = n)));
            default ->
                new Step(
                        "delete shops " + n,
                        sql -> sql.delete(Shop.class)
                                .where(shop -> shop.field("owner").eq("owner " + n))
                                .onCommit(),
                        work -> work.query(Shop.class)
                                .where(shop -> shop.field("owner").eq("owner " + n))
                                .list()
                                .forEach(work::remove));
        };
    }

    private static Step of(
            String name, Consumer<WritingSql> set, Asked<Order> asked, BiConsumer<Order, SqlUnitOfWork> change) {
        return new Step(
                name,
                set,
                work -> new ArrayList<>(
                                work.query(Order.class).where(asked.of()).list())
                        .forEach(order -> change.accept(order, work)));
    }
}
