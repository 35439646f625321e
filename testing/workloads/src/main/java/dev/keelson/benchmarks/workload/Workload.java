package dev.keelson.benchmarks.workload;

import dev.keelson.benchmarks.payment.PaymentForm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of use case; {@link Workloads} knows all. Immutable.
 *
 * @param name the short name, as {@code W2-100}
 * @param title what it does
 * @param base what every database has at the beginning, if asked for so many orders of ten lines
 * @param block how many of it are timed in one go where the wire costs nothing: a tenth of a second or so
 * @param crew who performs the tasks
 * @param source makes the next task
 */
public record Workload(
        String name, String title, BaseSource base, int block, Crew crew, Function<Inputs, Task> source) {

    /** Makes what every database has. */
    public interface BaseSource {
        Base of(long seed, int orders);
    }

    /** So many tasks. */
    public List<Task> tasks(Inputs inputs, int count) {
        List<Task> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(source.apply(inputs));
        }
        return tasks;
    }

    /** Orders of so many lines, and of long ones so many fewer. */
    static BaseSource orders(int lines) {
        return (seed, orders) -> new Base(seed, Math.max(1, (int) (orders * 10L / lines)), lines, null, 0, "");
    }

    /** Orders of ten lines that can be found by their customers. */
    static BaseSource ordersByCustomer() {
        return (seed, orders) ->
                new Base(seed, orders, 10, null, 0, "create index orders_customer_idx on orders (customer)");
    }

    static BaseSource payments(PaymentForm form) {
        return (seed, orders) -> new Base(seed, 0, 10, form, orders, "");
    }
}
