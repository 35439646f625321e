package dev.keelson.benchmarks.workload;

import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.workload.Task.Annotate;
import dev.keelson.benchmarks.workload.Task.ChangeQuantities;
import dev.keelson.benchmarks.workload.Task.ChangeQuantity;
import dev.keelson.benchmarks.workload.Task.Insert;
import dev.keelson.benchmarks.workload.Task.LoadMany;
import dev.keelson.benchmarks.workload.Task.LoadOne;
import dev.keelson.benchmarks.workload.Task.Revise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of use case. Immutable.
 *
 * @param name the short name, as {@code W2-100}
 * @param title what it does
 * @param lines how many lines each order has
 * @param block how many of it are timed in one go where the wire costs nothing: a tenth of a second or so
 * @param source makes the next task
 */
public record Workload(String name, String title, int lines, int block, Function<Inputs, Task> source) {

    /** The names that {@link #of} knows, for messages. */
    public static final String NAMES = "W1-<n>, W2-<n>, W3, W5, W5-line, W6, W6-edit";

    private static final int FEW_LINES = 10;
    private static final int MANY_LINES = 100;
    private static final Pattern SIZED = Pattern.compile("(W1|W2)-([1-9]\\d{0,3})");

    /**
     * The workload of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Workload of(String name) {
        Matcher sized = SIZED.matcher(name);
        if (sized.matches()) {
            int size = Integer.parseInt(sized.group(2));
            return sized.group(1).equals("W1") ? insert(name, size) : load(name, size);
        }
        return switch (name) {
            case "W3" ->
                new Workload(name, "load 100 orders, revise 10: four kinds of write", FEW_LINES, 20, Workload::revise);
            case "W5" ->
                new Workload(
                        name,
                        "small transaction: load one order, change its own row",
                        FEW_LINES,
                        500,
                        inputs -> new Annotate(inputs.id(), inputs.maker().note()));
            case "W5-line" ->
                new Workload(
                        name,
                        "small transaction: load one order, change one of its lines",
                        FEW_LINES,
                        500,
                        inputs -> new ChangeQuantity(inputs.id(), inputs.maker().quantity()));
            case "W6" ->
                new Workload(name, "load one order of 100 lines", MANY_LINES, 200, inputs -> new LoadOne(inputs.id()));
            case "W6-edit" ->
                new Workload(
                        name,
                        "load one order of 100 lines, change 10 of these",
                        MANY_LINES,
                        100,
                        inputs -> new ChangeQuantities(inputs.id(), quantities(inputs, 10)));
            default ->
                throw new IllegalArgumentException("There is no workload " + name + "; known are " + NAMES + ".");
        };
    }

    /** So many tasks. */
    public List<Task> tasks(Inputs inputs, int count) {
        List<Task> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(source.apply(inputs));
        }
        return tasks;
    }

    private static Workload insert(String name, int size) {
        return new Workload(
                name,
                "insert orders: " + size,
                FEW_LINES,
                Math.max(2, 800 / (size + 1)),
                inputs -> new Insert(inputs.maker().orders(size)));
    }

    private static Workload load(String name, int size) {
        Function<Inputs, Task> source =
                size == 1 ? inputs -> new LoadOne(inputs.id()) : inputs -> new LoadMany(inputs.ids(size));
        return new Workload(name, "load orders: " + size, FEW_LINES, Math.max(4, 4_000 / (size + 3)), source);
    }

    private static List<Integer> quantities(Inputs inputs, int count) {
        List<Integer> quantities = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            quantities.add(inputs.maker().quantity());
        }
        return List.copyOf(quantities);
    }

    private static Task revise(Inputs inputs) {
        List<OrderId> ids = inputs.ids(100);
        List<Revision> revisions = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += 10) {
            revisions.add(new Revision(
                    ids.get(i),
                    inputs.maker().note(),
                    inputs.maker().quantity(),
                    inputs.maker().line()));
        }
        return new Revise(ids, revisions);
    }
}
