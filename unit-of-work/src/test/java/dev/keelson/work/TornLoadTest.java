package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.shop.Money;
import dev.keelson.work.shop.Order;
import dev.keelson.work.shop.OrderLine;
import dev.keelson.work.shop.Shop;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One thread rewrites an order again and again, root, lines and tags together; another loads it meanwhile by each way
 * there is. An order is torn if its root is of one commit and its lines or tags are of another.
 */
class TornLoadTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final int LOADS = Boolean.getBoolean("keelson.soak") ? 100_000 : 400;

    private static final int MANY = 6;

    private final long seed = System.nanoTime();

    /** Writes the number of the round into every row of the order, and their count into its root. */
    private static void rewrite(Order order, int round, Random random) {
        int lines = 1 + random.nextInt(12);
        while (order.lines().size() > lines) {
            order.lines().remove(random.nextInt(order.lines().size()));
        }
        while (order.lines().size() < lines) {
            order.lines().add(random.nextInt(order.lines().size() + 1), Shop.line(1));
        }
        for (OrderLine line : order.lines()) {
            line.changeQuantity(round);
        }
        order.tags().clear();
        order.tags().add("round " + round);
        order.note(lines + " lines");
        order.shippingCost(Money.eur(round + ".00"));
    }

    /** What does not fit together in an order, nothing where all is of one commit. */
    private static List<String> tears(Order order) {
        List<String> tears = new ArrayList<>();
        BigDecimal round = order.state().stream()
                .filter(Money.class::isInstance)
                .map(cost -> ((Money) cost).amount())
                .findFirst()
                .orElseThrow();
        if (!order.state().contains(order.lines().size() + " lines")) {
            tears.add("root tells of other than " + order.lines().size() + " lines: " + order.state());
        }
        for (OrderLine line : order.lines()) {
            if (line.quantity() != round.intValue()) {
                tears.add("line of round " + line.quantity() + ", root of round " + round);
            }
        }
        if (!order.tags().equals(Set.of("round " + round.intValue()))) {
            tears.add("tags " + order.tags() + ", root of round " + round);
        }
        return tears;
    }

    @Test
    void an_order_is_loaded_whole_and_of_one_moment_while_another_thread_rewrites_it() {
        System.out.println("TornLoadTest seed " + seed);
        Order stored = shop.storedOrder(3);
        Order other = shop.storedOrder(0);
        shop.elsewhere(stored.id(), order -> rewrite(order, 1, new Random(seed)));
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> writer = ShopStage.async(() -> write(stored, enough));

        Set<String> rounds = new HashSet<>();
        List<String> tears = new ArrayList<>();
        for (int load = 0; load < LOADS && !writer.isCompletedExceptionally(); load++) {
            for (Order order : load(stored, other, load % 6)) {
                rounds.addAll(order.tags());
                tears.addAll(tears(order));
            }
        }
        enough.set(true);
        int written = ShopStage.join(writer);
        System.out.println("TornLoadTest: " + LOADS + " loads saw " + rounds.size() + " of " + written + " rounds");

        assertThat(tears).as("seed %d", seed).isEmpty();
        assertThat(rounds).as("the two threads met").hasSizeGreaterThan(LOADS / 20);
    }

    private int write(Order stored, AtomicBoolean enough) {
        Random random = new Random(seed);
        int round = 1;
        try (SqlUnitOfWork work = shop.aside().begin(Shop.ACME)) {
            Order order = work.get(Order.class, stored.id());
            while (!enough.get()) {
                rewrite(order, ++round, random);
                work.commit();
            }
        }
        return round;
    }

    /**
     * Loads in a fresh unit of work by id, by a list of one id or of several, by a query, by one whose condition counts the lines, or as a page of those
     * with such a line; none where no line fulfils the condition.
     */
    private static List<Order> load(Order stored, Order other, int way) {
        try (SqlUnitOfWork work = shop.keelson().begin(Shop.ACME)) {
            return switch (way) {
                case 0 -> List.of(work.get(Order.class, stored.id()));
                case 1 -> work.getAll(Order.class, List.of(stored.id()));
                case 5 ->
                    work.getAll(Order.class, List.of(other.id(), stored.id())).subList(1, 2);
                case 2 ->
                    List.of(work.query(Order.class)
                            .where(root -> root.field("id").eq(stored.id()))
                            .first()
                            .orElseThrow());
                case 3 ->
                    manyLines(work.query(Order.class)
                            .size("lines", lines -> lines.gt(MANY))
                            .list());
                default ->
                    work.query(Order.class)
                            .any("lines", line -> line.field("quantity").gt(0))
                            .page(3)
                            .items();
            };
        }
    }

    private static List<Order> manyLines(List<Order> found) {
        assertThat(found).allSatisfy(order -> assertThat(order.lines()).hasSizeGreaterThan(MANY));
        return found;
    }
}
