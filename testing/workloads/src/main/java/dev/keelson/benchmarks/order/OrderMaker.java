package dev.keelson.benchmarks.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes orders, the same ones in the same order for the same seed. For one thread. */
public final class OrderMaker {

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> TAGS =
            List.of("gift", "express", "fragile", "insured", "business", "first order", "pick-up", "no invoice");
    private static final List<OrderStatus> STATUSES = List.of(OrderStatus.values());
    private static final List<String> CITIES = List.of("Berlin", "Paris", "Lisbon", "Kraków", "Oslo", "Athens");

    private final Random random;
    private final int lines;

    /**
     * Begins anew.
     *
     * @param seed of everything that is drawn
     * @param lines how many lines each order has
     */
    public OrderMaker(long seed, int lines) {
        this.random = new Random(seed);
        this.lines = lines;
    }

    /** So many further orders. */
    public List<Order> orders(int count) {
        List<Order> orders = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            orders.add(order());
        }
        return orders;
    }

    /** A further order of so many lines and three tags. */
    public Order order() {
        List<OrderLine> ordered = new ArrayList<>(lines);
        for (int i = 0; i < lines; i++) {
            ordered.add(line());
        }
        int tag = random.nextInt(TAGS.size() - 2);
        return new Order(
                new OrderId(uuid()),
                new CustomerId(uuid()),
                STATUSES.get(random.nextInt(STATUSES.size())),
                FIRST.plusNanos(random.nextLong(31_536_000_000_000L) * 1_000),
                address(),
                address(),
                money(1_000_000),
                random.nextInt(3) == 0 ? null : note(),
                ordered,
                TAGS.subList(tag, tag + 3));
    }

    /** A further line. */
    public OrderLine line() {
        return new OrderLine(new LineId(uuid()), "Article " + random.nextInt(100_000), quantity(), money(100_000));
    }

    /** A further note, which no order has yet. */
    public String note() {
        return "Please ring twice, and ask for " + uuid();
    }

    /** A further quantity between 1 and a million, so that it hardly ever is the one that a line has. */
    public int quantity() {
        return 1 + random.nextInt(1_000_000);
    }

    private Address address() {
        return new Address(
                "Long Street " + random.nextInt(1_000),
                Integer.toString(10_000 + random.nextInt(90_000)),
                CITIES.get(random.nextInt(CITIES.size())));
    }

    private Money money(int cents) {
        return new Money(BigDecimal.valueOf(random.nextInt(cents), 2), EURO);
    }

    /** Of version 4, so random in its order, as most identifiers are. */
    private UUID uuid() {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
