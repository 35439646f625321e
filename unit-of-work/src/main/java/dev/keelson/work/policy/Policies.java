package dev.keelson.work.policy;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.row.RowType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The policies of one application, in their {@linkplain Policy#order order}. Thread-safe. */
@Internal
public final class Policies {

    private final List<Policy> policies;
    private final Map<RowType, TableRule> rules = new ConcurrentHashMap<>();

    /**
     * Puts them in order.
     *
     * @param policies in the order they were added
     */
    public Policies(List<Policy> policies) {
        this.policies =
                policies.stream().sorted(Comparator.comparingInt(Policy::order)).toList();
    }

    /** What all policies together add to a table. */
    public TableRule rule(RowType table) {
        return rules.computeIfAbsent(
                table,
                asked -> new TableRule(policies.stream()
                        .flatMap(policy -> policy.rule(asked).columns().stream())
                        .toList()));
    }

    /**
     * Lets every policy look at a context before any work is done in it.
     *
     * @throws dev.keelson.kernel.error.PolicyViolationException if one refuses it
     */
    public void admit(WorkContext context) {
        for (Policy policy : policies) {
            policy.admit(context);
        }
    }

    /** What all policies set in the database for each transaction, in their order. */
    public List<SessionSetting> settings() {
        return policies.stream().flatMap(policy -> policy.settings().stream()).toList();
    }

    /** Lets every policy in turn look at the changes of a commit. */
    public ChangeSet apply(ChangeSet changes, Moment moment) {
        ChangeSet decided = changes;
        for (Policy policy : policies) {
            decided = policy.decide(decided, moment);
        }
        return decided;
    }
}
