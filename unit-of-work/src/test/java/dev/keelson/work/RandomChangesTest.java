package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.WrittenRow.Contents;
import dev.keelson.work.shop.Address;
import dev.keelson.work.shop.Country;
import dev.keelson.work.shop.Money;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderLine;
import dev.keelson.work.shop.Shop;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes drawn by chance: what is planned, what is written and what differs in the tables are the same. */
class RandomChangesTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final int ROUNDS = Boolean.getBoolean("keelson.soak") ? 2_000 : 60;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private final List<Consumer<Order>> kinds = List.of(
            order -> order.note(random.nextBoolean() ? null : "note " + random.nextInt(3)),
            order -> order.billTo(random.nextBoolean() ? null : address()),
            order -> order.shippingCost(Money.eur(random.nextInt(3) + ".00")),
            Order::pay,
            order -> order.tags().add("tag " + random.nextInt(6)),
            order -> order.tags().remove("tag " + random.nextInt(6)),
            order -> order.tags().clear(),
            order -> order.addLine(Shop.line(random.nextInt(9))),
            order -> order.lines().add(random.nextInt(order.lines().size() + 1), Shop.line(random.nextInt(9))),
            order -> order.lines().removeIf(line -> random.nextInt(4) == 0),
            order -> order.lines().forEach(line -> line.changeQuantity(random.nextInt(3))),
            order -> order.lines().stream().limit(1).forEach(line -> line.changePrice(Money.eur("1.00"))),
            order -> Collections.shuffle(order.lines(), random),
            order -> order.lines()
                    .replaceAll(line -> new OrderLine(line.id(), "again", line.quantity(), Money.eur("1.00"))));

    private Address address() {
        return new Address(
                "Street " + random.nextInt(3),
                random.nextBoolean() ? null : "extra",
                "Rome",
                new Country("IT", random.nextBoolean() ? "Italy" : "Italia"));
    }

    @Test
    void whatever_changes_the_plan_is_just_what_differs_and_memory_is_what_is_stored() {
        System.out.println("RandomChangesTest seed " + seed);
        Order stored = shop.storedOrder(5);
        long version = 1;
        try (SqlUnitOfWork longLived = shop.keelson().begin(Shop.ACME)) {
            for (int round = 0; round < ROUNDS; round++) {
                longLived.discard();
                version =
                        round(longLived, longLived.get(Order.class, stored.id()), version, "discarded, round " + round);
                version = round(longLived, longLived.get(Order.class, stored.id()), version, "same, round " + round);
            }
        }
        assertThat(version).isGreaterThan(ROUNDS / 2);
    }

    /** Changes an order several times over, commits, and gives back the version it must have then. */
    private long round(SqlUnitOfWork work, Order order, long version, String where) {
        for (int changes = random.nextInt(5); changes > 0; changes--) {
            kinds.get(random.nextInt(kinds.size())).accept(order);
        }
        List<WrittenRow> planned = WrittenRow.in(work.plan());
        Contents before = Contents.of(shop.database());
        work.commit();
        List<WrittenRow> written = WrittenRow.between(before, Contents.of(shop.database()));

        assertThat(written).as("seed %d, %s", seed, where).containsExactlyInAnyOrderElementsOf(planned);
        assertThat(shop.state(order.id())).as("seed %d, %s", seed, where).isEqualTo(order.state());
        long roots = written.stream()
                .filter(row -> row.table().equals("orders") && row.kind() == Kind.UPDATE)
                .count();
        assertThat(roots).as("seed %d, %s", seed, where).isEqualTo(written.isEmpty() ? 0 : 1);
        long next = version + roots;
        assertThat(shop.version(order)).as("seed %d, %s", seed, where).isEqualTo(next);
        return next;
    }
}
