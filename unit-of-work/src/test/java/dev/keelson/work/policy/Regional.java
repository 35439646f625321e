package dev.keelson.work.policy;

import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.Clause.Wall;

/** A second wall as a user would write it: rows of the actor's region, which stands before the colon of the name, as "north:jane". */
final class Regional implements Policy {

    private static final PolicyColumn REGION =
            new PolicyColumn("region", ColumnType.text(), moment -> region(moment.context()), "region");

    private static String region(WorkContext context) {
        String name = context.actor().name();
        return name.substring(0, Math.max(0, name.indexOf(':')));
    }

    @Override
    public String name() {
        return "regional";
    }

    @Override
    public TableRule rule(PolicyTable table) {
        return table.shared() ? TableRule.NONE : TableRule.of(new Wall(REGION, true, false));
    }

    @Override
    public void admit(WorkContext context) {
        if (region(context).isEmpty()) {
            throw new PolicyViolationException(
                    name(),
                    context.actor().name() + " works in no region",
                    "Name the region before a colon, as in north:jane");
        }
    }
}
