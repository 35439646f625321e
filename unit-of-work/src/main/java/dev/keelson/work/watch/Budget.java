package dev.keelson.work.watch;

import dev.keelson.kernel.error.StatementBudgetExceededException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How many statements one unit of work may send, and what it has sent them for. Used by its thread. */
final class Budget {

    private static final int NAMED = 3;

    private final int most;
    private final Map<String, Integer> purposes = new LinkedHashMap<>();
    private int used;

    Budget(int most) {
        this.most = most;
    }

    /**
     * Lets one more be sent.
     *
     * @throws StatementBudgetExceededException if that would be one too many
     */
    void use(Supplier<String> attempted) {
        if (used >= most) {
            throw new StatementBudgetExceededException(most, used, attempted.get(), mostFrequent());
        }
        count(attempted);
    }

    /** Counts one that is not to be refused. */
    void count(Supplier<String> attempted) {
        used++;
        purposes.merge(Purposes.of(attempted.get()), 1, Integer::sum);
    }

    private Map<String, Integer> mostFrequent() {
        List<Map.Entry<String, Integer>> sorted = new ArrayList<>(purposes.entrySet());
        sorted.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
        Map<String, Integer> frequent = new LinkedHashMap<>();
        sorted.stream().limit(NAMED).forEach(entry -> frequent.put(entry.getKey(), entry.getValue()));
        return frequent;
    }
}
