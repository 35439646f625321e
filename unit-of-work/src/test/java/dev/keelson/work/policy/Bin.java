package dev.keelson.work.policy;

import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.policy.PolicyTable.Role;
import java.util.List;

/** A policy as a user would write it: what is deleted stays in the bin, with who put it there and when. */
final class Bin implements Policy {

    private static final PolicyColumn DELETED_AT =
            new PolicyColumn("deleted_at", ColumnType.timestamptz(), Moment::instant, "deletion");
    private static final PolicyColumn DELETED_BY = new PolicyColumn(
            "deleted_by", ColumnType.text(), moment -> moment.context().actor().name(), "deleter");

    @Override
    public String name() {
        return "bin";
    }

    @Override
    public TableRule rule(PolicyTable table) {
        boolean isKept = table.role() == Role.ROOT || (table.role() == Role.PART && table.hasOwnIdentifier());
        return isKept ? TableRule.of(new Hide(List.of(DELETED_AT, DELETED_BY))) : TableRule.NONE;
    }
}
