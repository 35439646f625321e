package dev.keelson.work.policy;

import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.Clause.Occasion;
import dev.keelson.work.policy.Clause.Stamp;
import dev.keelson.work.policy.PolicyTable.Role;
import java.util.Set;

/** A policy as a user would write it: who made and who last changed a root, and when. */
final class Stamps implements Policy {

    private static final PolicyColumn CREATED_AT =
            new PolicyColumn("created_at", ColumnType.timestamptz(), Moment::instant, "creation");
    private static final PolicyColumn CREATED_BY = new PolicyColumn(
            "created_by", ColumnType.text(), moment -> moment.context().actor().name(), "creator");
    private static final PolicyColumn UPDATED_AT =
            new PolicyColumn("updated_at", ColumnType.timestamptz(), Moment::instant, "change");
    private static final PolicyColumn UPDATED_BY = new PolicyColumn(
            "updated_by", ColumnType.text(), moment -> moment.context().actor().name(), "editor");

    @Override
    public String name() {
        return "stamps";
    }

    @Override
    public TableRule rule(PolicyTable table) {
        if (table.role() != Role.ROOT) {
            return TableRule.NONE;
        }
        Set<Occasion> always = Set.of(Occasion.INSERT, Occasion.UPDATE);
        return TableRule.of(
                new Stamp(CREATED_AT, Set.of(Occasion.INSERT)),
                new Stamp(CREATED_BY, Set.of(Occasion.INSERT)),
                new Stamp(UPDATED_AT, always),
                new Stamp(UPDATED_BY, always));
    }
}
