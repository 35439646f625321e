package dev.keelson.benchmarks.workload;

import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.Revision;
import dev.keelson.benchmarks.payment.PaymentForm;
import dev.keelson.benchmarks.workload.Task.Annotate;
import dev.keelson.benchmarks.workload.Task.AnnotateAfter;
import dev.keelson.benchmarks.workload.Task.ChangeQuantities;
import dev.keelson.benchmarks.workload.Task.ChangeQuantity;
import dev.keelson.benchmarks.workload.Task.Insert;
import dev.keelson.benchmarks.workload.Task.LoadAndCommit;
import dev.keelson.benchmarks.workload.Task.LoadMany;
import dev.keelson.benchmarks.workload.Task.LoadOne;
import dev.keelson.benchmarks.workload.Task.LoadPayments;
import dev.keelson.benchmarks.workload.Task.Query;
import dev.keelson.benchmarks.workload.Task.Remove;
import dev.keelson.benchmarks.workload.Task.Revise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The workloads by their names. */
public final class Workloads {

    /** The names that {@link #of} knows, for messages. */
    public static final String NAMES =
            "W1-<n>, W2-<n>, W2-wide, W3, W3-wide, W4, W5, W5-line, W5-4, W6-single, W6-joined,"
                    + " W7, W8, W9, W10, W10-<another>, W11, W12";

    /** The beginning of the names of workloads by which policies are measured; the name of a workload follows. */
    public static final String POLICIES = "W10-";

    private static final int FEW_LINES = 10;
    private static final int MANY_LINES = 100;
    private static final int VERY_MANY_LINES = 10_000;
    private static final int THINKING_MILLIS = 5;
    private static final Pattern SIZED = Pattern.compile("(W1|W2)-([1-9]\\d{0,3})");

    private Workloads() {}

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
        if (name.startsWith(POLICIES)) {
            Workload plain = of(name.substring(POLICIES.length()));
            return new Workload(
                    name,
                    "policies on against off: " + plain.title(),
                    plain.base(),
                    plain.block(),
                    plain.crew(),
                    plain.source());
        }
        return switch (name) {
            case "W2-wide" -> wide(name, "load one order of 100 lines", 200, inputs -> new LoadOne(inputs.id()));
            case "W3" -> few(name, "load 100 orders, revise 10: four kinds of write", 20, Workloads::revise);
            case "W3-wide" ->
                wide(
                        name,
                        "load one order of 100 lines, change 10 of these",
                        100,
                        inputs -> new ChangeQuantities(inputs.id(), quantities(inputs, 10)));
            case "W4" ->
                few(
                        name,
                        "load 1000 orders, change nothing, commit",
                        4,
                        inputs -> new LoadAndCommit(inputs.ids(1_000)));
            case "W5" ->
                few(
                        name,
                        "small transaction: load one order, change its own row",
                        500,
                        inputs -> new Annotate(inputs.id(), inputs.maker().note()));
            case "W5-line" ->
                few(
                        name,
                        "small transaction: load one order, change one of its lines",
                        500,
                        inputs -> new ChangeQuantity(inputs.id(), inputs.maker().quantity()));
            case "W5-4" -> smallByFour(name);
            case "W6-single" ->
                payments(name, "load 1000 payments of three classes in a single table", PaymentForm.SINGLE);
            case "W6-joined" ->
                payments(name, "load 1000 payments of three classes in joined tables", PaymentForm.JOINED);
            case "W7" ->
                few(
                        name,
                        "remove 100 orders of which only identifier and version are known",
                        10,
                        inputs -> new Remove(inputs.maker().orders(100)));
            case "W9" -> thinking(name);
            case "W11" ->
                new Workload(
                        name,
                        "load the one order of a customer by a query",
                        Workload.ordersByCustomer(),
                        500,
                        Crew.ALONE,
                        inputs -> new Query(inputs.customer()));
            case "W12" ->
                new Workload(
                        name,
                        "load one order of 10,000 lines, change one of these",
                        Workload.orders(VERY_MANY_LINES),
                        4,
                        Crew.ALONE,
                        inputs -> new ChangeQuantity(inputs.id(), inputs.maker().quantity()));
            default ->
                throw new IllegalArgumentException("There is no workload " + name + "; known are " + NAMES + ".");
        };
    }

    private static Workload few(String name, String title, int block, Function<Inputs, Task> source) {
        return new Workload(name, title, Workload.orders(FEW_LINES), block, Crew.ALONE, source);
    }

    private static Workload wide(String name, String title, int block, Function<Inputs, Task> source) {
        return new Workload(name, title, Workload.orders(MANY_LINES), block, Crew.ALONE, source);
    }

    private static Workload payments(String name, String title, PaymentForm form) {
        return new Workload(
                name,
                title,
                Workload.payments(form),
                40,
                Crew.ALONE,
                inputs -> new LoadPayments(form, inputs.payments(1_000)));
    }

    private static Workload smallByFour(String name) {
        return new Workload(
                name,
                "small transactions of four threads: load one order, change its own row",
                Workload.orders(FEW_LINES),
                1_000,
                Crew.FOUR,
                inputs -> new Annotate(
                        inputs.id(Crew.FOUR.workers()), inputs.maker().note()));
    }

    private static Workload thinking(String name) {
        return new Workload(
                name,
                "use cases of 64 virtual threads, a pool of 10: load one order, think 5 ms, change its own row",
                Workload.orders(FEW_LINES),
                640,
                Crew.VIRTUAL,
                inputs -> new AnnotateAfter(
                        THINKING_MILLIS,
                        inputs.id(Crew.VIRTUAL.workers()),
                        inputs.maker().note()));
    }

    private static Workload insert(String name, int size) {
        return few(
                name,
                "insert orders: " + size,
                Math.max(2, 800 / (size + 1)),
                inputs -> new Insert(inputs.maker().orders(size)));
    }

    private static Workload load(String name, int size) {
        Function<Inputs, Task> source =
                size == 1 ? inputs -> new LoadOne(inputs.id()) : inputs -> new LoadMany(inputs.ids(size));
        return few(name, "load orders: " + size, Math.max(4, 4_000 / (size + 3)), source);
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
