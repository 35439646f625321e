package dev.keelson.work.policy.audit;

import static dev.keelson.work.policy.PolicyStage.NOON;
import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** After each of many random changes every row has the stamps that an oracle tells from the rows before and after alone. */
class RandomAuditTest {

    private static final long SEED = Long.getLong("keelson.seed", 20_261_127);
    private static final int CHANGES = 200;

    static final class Item {
        private final UUID id;
        private int count;

        Item(UUID id, int count) {
            this.id = id;
            this.count = count;
        }
    }

    static final class Order {
        private final UUID id;
        private String text;
        private final List<Item> items = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();

        Order(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    /** A row as the oracle sees it: of which aggregate, and its values. */
    private record Content(UUID owner, List<Object> values) {}

    private record Stamped(Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {}

    static Stream<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            for (boolean versioned : List.of(true, false)) {
                for (boolean everyRow : List.of(true, false)) {
                    ways.add(Arguments.of(setting, versioned, everyRow));
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void stamps_are_those_of_the_oracle(Setting setting, boolean versioned, boolean everyRow) {
        Audit audit = everyRow ? Audit.columns().everyRow() : Audit.columns();
        KeelsonBuilder mapped = Keelson.builder()
                .map(Order.class, order -> {
                    if (!versioned) {
                        order.unversioned();
                    }
                })
                .policy(audit);
        Random random = new Random(SEED);
        Map<String, Content> before = new TreeMap<>();
        Map<String, Stamped> expected = new TreeMap<>();
        List<UUID> ids = new ArrayList<>();
        try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
            for (int n = 0; n < CHANGES; n++) {
                String actor = "actor" + random.nextInt(4);
                Instant at = NOON.plusSeconds(n);
                Map<String, Content> after = change(stage, random, by(actor, at), ids);
                expect(before, after, new Stamped(at, actor, at, actor), versioned, everyRow, expected);
                assertThat(stamps(stage, everyRow))
                        .as("seed %d, change %d, %s", SEED, n, setting)
                        .isEqualTo(expected);
                before = after;
            }
        }
    }

    private static void expect(
            Map<String, Content> before,
            Map<String, Content> after,
            Stamped now,
            boolean versioned,
            boolean everyRow,
            Map<String, Stamped> expected) {
        Set<UUID> changed = new LinkedHashSet<>();
        before.forEach((row, was) -> {
            Content is = after.get(row);
            if (is == null) {
                changed.add(was.owner());
            } else if (!is.equals(was)) {
                changed.addAll(List.of(was.owner(), is.owner()));
            }
        });
        after.forEach((row, is) -> {
            if (!before.containsKey(row)) {
                changed.add(is.owner());
            }
        });
        expected.keySet().retainAll(after.keySet());
        after.forEach((row, is) -> {
            boolean isRoot = row.startsWith("order ");
            if (!isRoot && !everyRow) {
                return;
            }
            Content was = before.get(row);
            Stamped old = expected.get(row);
            if (was == null || old == null) {
                expected.put(row, now);
            } else if (!was.equals(is) || (isRoot && versioned && changed.contains(is.owner()))) {
                expected.put(row, new Stamped(old.createdAt(), old.createdBy(), now.updatedAt(), now.updatedBy()));
            }
        });
    }

    private static Map<String, Stamped> stamps(PolicyStage stage, boolean everyRow) {
        String columns = ", created_at, created_by, updated_at, updated_by from ";
        String sql = "select 'order ' || cast(id as varchar)" + columns + "orders";
        if (everyRow) {
            sql += " union all select 'item ' || cast(id as varchar)" + columns + "order_items"
                    + " union all select 'tag ' || cast(order_id as varchar) || ' ' || tag" + columns + "order_tags";
        }
        Map<String, Stamped> stamps = new TreeMap<>();
        stage.query(sql)
                .forEach(row -> stamps.put(
                        (String) row.get(0),
                        new Stamped(
                                (Instant) row.get(1), (String) row.get(2), (Instant) row.get(3), (String) row.get(4))));
        return stamps;
    }

    /** Does something to some orders in one unit of work; returns all rows as they are then. */
    private static Map<String, Content> change(PolicyStage stage, Random random, WorkContext context, List<UUID> ids) {
        try (SqlUnitOfWork work = stage.keelson().begin(context)) {
            List<Order> orders = new ArrayList<>(work.getAll(Order.class, ids));
            for (int step = random.nextInt(4); step >= 0; step--) {
                step(work, random, orders);
            }
            work.commit();
            Map<String, Content> rows = new TreeMap<>();
            orders.forEach(order -> rows(order, rows));
            ids.clear();
            orders.forEach(order -> ids.add(order.id));
            return rows;
        }
    }

    private static void rows(Order order, Map<String, Content> rows) {
        rows.put("order " + order.id, new Content(order.id, List.of(order.text)));
        for (int n = 0; n < order.items.size(); n++) {
            Item item = order.items.get(n);
            rows.put("item " + item.id, new Content(order.id, List.of(n, item.count)));
        }
        order.tags.forEach(tag -> rows.put("tag " + order.id + " " + tag, new Content(order.id, List.of())));
    }

    private static void step(SqlUnitOfWork work, Random random, List<Order> orders) {
        if (orders.size() < 2 || (orders.size() < 6 && random.nextInt(6) == 0)) {
            Order made = new Order(new UUID(random.nextLong(), random.nextLong()), "new");
            orders.add(made);
            work.add(made);
            return;
        }
        int place = random.nextInt(orders.size());
        Order order = orders.get(place);
        switch (random.nextInt(11)) {
            case 0 -> order.text = "text " + random.nextInt(3);
            case 1 -> order.items.add(new Item(new UUID(random.nextLong(), random.nextLong()), random.nextInt(3)));
            case 2 -> order.items.forEach(item -> item.count = random.nextInt(3));
            case 3 -> Collections.shuffle(order.items, random);
            case 4 -> order.tags.add("tag " + random.nextInt(4));
            case 5 -> order.tags.remove("tag " + random.nextInt(4));
            case 6 -> order.items.removeIf(item -> item.count == 0);
            case 7 -> {
                if (!order.items.isEmpty()) {
                    orders.get((place + 1) % orders.size()).items.add(order.items.remove(0));
                }
            }
            case 8 -> work.requireUnchanged(order);
            case 9 -> {
                work.remove(order);
                orders.remove(place);
            }
            default -> {
                work.remove(order);
                Order again = new Order(order.id, order.text);
                order.items.forEach(item -> again.items.add(new Item(item.id, item.count)));
                again.tags.addAll(order.tags);
                orders.set(place, again);
                work.add(again);
            }
        }
    }
}
