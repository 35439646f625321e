package dev.keelson.benchmarks.workload;

import dev.keelson.benchmarks.contestant.OrderBook;
import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.testing.rig.TestDatabase;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nobody is measured who does not do it right. For one thread. */
public final class Inspection {

    /** How many tasks to give it: more than it takes until the driver prepares statements on the server and reads in binary. */
    public static final int TASKS = 8;

    private final List<Task> tasks;
    private final ExpectedOrders expected;

    /**
     * Makes the inspection of one contestant.
     *
     * @param tasks what it shall do
     * @param base what its database has
     */
    public Inspection(List<Task> tasks, Base base) {
        this.tasks = tasks;
        this.expected = new ExpectedOrders(base);
    }

    /**
     * Has a contestant perform the tasks, and compares all it reads and all rows it leaves with what they should be.
     *
     * @throws IllegalStateException at the first difference
     */
    public void inspect(String contestant, OrderBook book, TestDatabase database) throws SQLException {
        Set<OrderId> touched = new LinkedHashSet<>();
        for (Task task : tasks) {
            task.prepare(book);
            task.prepare(expected);
            List<?> read = task.perform(book);
            List<?> right = task.perform(expected);
            requireEqual(contestant, "number of aggregates read", right.size(), read.size());
            for (int i = 0; i < right.size(); i++) {
                requireRead(contestant, right.get(i), book.domain(read.get(i)));
            }
            touched.addAll(task.touched());
        }
        Map<OrderId, List<List<@Nullable Object>>> stored = OrderRows.in(database, touched);
        for (OrderId id : touched) {
            requireRows(
                    contestant,
                    "an order stored",
                    expected.stored(id).map(OrderRows::of).orElse(List.of()),
                    stored.getOrDefault(id, List.of()));
        }
    }

    /**
     * A number for all rows of a database: contestants that did the same have the same.
     *
     * @param database the database of one contestant
     */
    public static String digest(TestDatabase database) {
        return OrderRows.digest(database);
    }

    private static void requireRead(String contestant, Object right, Object read) {
        if (right instanceof Order order && read instanceof Order other) {
            requireRows(contestant, "an order read", OrderRows.of(order), OrderRows.of(other));
        } else {
            requireEqual(contestant, "a payment read", right, read);
        }
    }

    private static void requireRows(
            String contestant, String what, List<List<@Nullable Object>> right, List<List<@Nullable Object>> found) {
        for (int i = 0; i < Math.min(right.size(), found.size()); i++) {
            requireEqual(contestant, "row " + i + " of " + what, right.get(i), found.get(i));
        }
        requireEqual(contestant, "number of rows of " + what, right.size(), found.size());
    }

    private static void requireEqual(String contestant, String what, Object right, Object found) {
        if (!right.equals(found)) {
            throw new IllegalStateException("The contestant " + contestant + " is wrong: " + what + " should be\n  "
                    + right + "\nand is\n  " + found + "\nIt is not measured before this is mended.");
        }
    }
}
