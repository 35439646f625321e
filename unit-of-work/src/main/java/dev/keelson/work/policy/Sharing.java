package dev.keelson.work.policy;

import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.row.RowType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses writes of what all tenants share, unless a unit of work says why it may. Thread-safe. */
final class Sharing {

    /** The tables that are shared, each with the policy that would keep its rows apart. */
    private final Map<RowType, String> keepers = new HashMap<>();

    /**
     * @param policies in their order
     * @param tables of aggregates
     */
    Sharing(List<Policy> policies, Map<RowType, PolicyTable> tables) {
        tables.forEach((rows, table) -> {
            if (table.shared()) {
                PolicyTable apart = new PolicyTable(rows, table.role(), table.aggregate(), false, table.hideable());
                policies.stream()
                        .filter(policy -> !policy.rule(apart).walls().isEmpty())
                        .findFirst()
                        .ifPresent(policy -> keepers.put(rows, policy.name()));
            }
        });
    }

    /** The policy that would keep rows of a table apart, if they are shared. */
    Optional<String> keeper(RowType rows) {
        return Optional.ofNullable(keepers.get(rows));
    }

    /**
     * @throws PolicyViolationException if something shared would be written, and nobody said why
     */
    void check(ChangeSet changes, Moment moment) {
        if (keepers.isEmpty() || moment.acrossTenants().isPresent()) {
            return;
        }
        for (AggregateChange change : changes.aggregates()) {
            String keeper = change.rows().isEmpty()
                    ? null
                    : keepers.get(change.rows().get(0).rowType());
            if (keeper != null) {
                throw shared(keeper, change.owner() + " is");
            }
        }
    }

    /**
     * The same for a write of many roots at once.
     *
     * @throws PolicyViolationException if they are shared, and nobody said why
     */
    void checkSet(String attempted, RowType root, Moment moment) {
        String keeper = keepers.get(root);
        if (keeper != null && moment.acrossTenants().isEmpty()) {
            throw shared(keeper, attempted + " would write what is");
        }
    }

    private static PolicyViolationException shared(String keeper, String subject) {
        return new PolicyViolationException(
                keeper,
                subject + " shared by all tenants, and a unit of work of one of them does not write it",
                "Say why this one may: work.acrossTenants(\"...\")");
    }
}
