package dev.keelson.work.guide;

import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.policy.Clause.Occasion;
import dev.keelson.work.policy.Clause.Stamp;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.PolicyTable;
import dev.keelson.work.policy.PolicyTable.Role;
import dev.keelson.work.policy.TableRule;
import java.util.Set;

// region policy
/** Roots tell which service wrote them last, and a batch job removes nothing. */
final class Provenance implements Policy {

    private final PolicyColumn service;

    Provenance(String service) {
        this.service = new PolicyColumn("written_by", ColumnType.varchar(40), moment -> service, "service", service);
    }

    @Override
    public String name() {
        return "provenance";
    }

    @Override
    public TableRule rule(PolicyTable table) {
        return table.role() == Role.ROOT && !table.isExtension()
                ? TableRule.of(new Stamp(service, Set.of(Occasion.INSERT, Occasion.UPDATE)))
                : TableRule.NONE;
    }

    @Override
    public ChangeSet decide(ChangeSet changes, Moment moment) {
        boolean isJob = moment.context().actor().name().startsWith("job:");
        for (AggregateChange change : changes.aggregates()) {
            if (isJob && change.rows().stream().anyMatch(DeleteRow.class::isInstance)) {
                throw new PolicyViolationException(
                        name(),
                        change.owner() + " would lose rows by a batch job",
                        "Remove it as a person, or keep it");
            }
        }
        return changes;
    }
}
// endregion
