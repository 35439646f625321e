package dev.keelson.work.policy;

import dev.keelson.kernel.Internal;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The aggregates of which a policy says something. Immutable.
 *
 * @param only classes of their roots, or above roots; empty for all
 * @param except those that are left out
 */
@Internal
public record ChosenAggregates(Set<Class<?>> only, Set<Class<?>> except) {

    /** All. */
    public static final ChosenAggregates ALL = new ChosenAggregates(Set.of(), Set.of());

    /** The same of these alone, and others that were named so. */
    public ChosenAggregates only(String policy, Class<?>... aggregates) {
        return new ChosenAggregates(with(only, policy + " only", "only", aggregates), except);
    }

    /** The same without these. */
    public ChosenAggregates except(String policy, Class<?>... aggregates) {
        return new ChosenAggregates(only, with(except, policy + " all except", "except", aggregates));
    }

    private static Set<Class<?>> with(Set<Class<?>> named, String attempted, String method, Class<?>... more) {
        if (more.length == 0) {
            throw new IllegalArgumentException(
                    "Cannot " + attempted + " no aggregate: name a class, as in ." + method + "(Order.class).");
        }
        Set<Class<?>> all = new LinkedHashSet<>(named);
        for (Class<?> type : more) {
            all.add(Objects.requireNonNull(type, method));
        }
        return Set.copyOf(all);
    }

    /** Every class that is named. */
    public Set<Class<?>> named() {
        Set<Class<?>> named = new LinkedHashSet<>(only);
        named.addAll(except);
        return named;
    }

    /** Whether a table is of one of them. */
    public boolean include(PolicyTable table) {
        boolean isIncluded = only.isEmpty() || isOneOf(table, only);
        return isIncluded && !isOneOf(table, except);
    }

    private static boolean isOneOf(PolicyTable table, Set<Class<?>> named) {
        return table.aggregate()
                .filter(type -> named.stream().anyMatch(one -> one.isAssignableFrom(type)))
                .isPresent();
    }
}
