package dev.keelson.work.sets;

import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.PolicyTable;
import dev.keelson.work.policy.TableRule;

/** A policy that looks at the rows of each commit. */
final class Vetoing implements Policy {

    @Override
    public String name() {
        return "vetoing";
    }

    @Override
    public TableRule rule(PolicyTable table) {
        return TableRule.NONE;
    }

    @Override
    public ChangeSet decide(ChangeSet changes, Moment moment) {
        return changes;
    }
}
