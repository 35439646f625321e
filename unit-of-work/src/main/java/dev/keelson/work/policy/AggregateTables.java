package dev.keelson.work.policy;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Belonging.HidingProperty;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.PolicyTable.Role;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.RowType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of aggregates as policies are asked about them. */
final class AggregateTables {

    private AggregateTables() {}

    /** The tables of one aggregate. */
    static Map<RowType, PolicyTable> of(AggregateModel aggregate) {
        Map<RowType, PolicyTable> tables = new HashMap<>();
        List<TableModel> extensions = aggregate.extensions();
        for (TableModel table : aggregate.tables()) {
            boolean isExtension = extensions.contains(table);
            boolean isHidden = aggregate.belonging().hiding() == null && !isExtension;
            PolicyTable asked = new PolicyTable(
                    table.rowType(),
                    table.parent() < 0 || isExtension ? Role.ROOT : Role.PART,
                    Optional.of(aggregate.type()),
                    aggregate.belonging().shared(),
                    false);
            PolicyTable above = table.parent() < 0
                    ? null
                    : tables.get(aggregate.tables().get(table.parent()).rowType());
            boolean isAboveHidden = above == null || above.hideable();
            tables.put(table.rowType(), asked.hideable(isHidden && isAboveHidden && asked.hasOwnIdentifier()));
        }
        return tables;
    }

    /** The columns that hold the key of the node above, of each table that is a tree. */
    static Map<RowType, List<Integer>> nodes(Collection<AggregateModel> aggregates) {
        Map<RowType, List<Integer>> nodes = new HashMap<>();
        for (AggregateModel aggregate : aggregates) {
            for (TableModel table : aggregate.tables()) {
                if (table.isTree()) {
                    nodes.put(table.rowType(), table.nodeColumns());
                }
            }
        }
        return nodes;
    }

    /** What tells the roots that the domain itself hides, by their tables. */
    static Map<RowType, Filter> hiddenByDomain(Collection<AggregateModel> aggregates) {
        Map<RowType, Filter> hidden = new HashMap<>();
        for (AggregateModel aggregate : aggregates) {
            HidingProperty property = aggregate.belonging().hiding();
            if (property != null) {
                Column column = aggregate.root().column(property.column());
                PolicyColumn named = new PolicyColumn(
                        column.name(), column.type(), AggregateTables::notWritten, "what tells that a row is hidden");
                hidden.put(aggregate.root(), new Filter(named, property.seen()));
            }
        }
        return hidden;
    }

    private static Object notWritten(Moment moment) {
        throw new IllegalStateException("the domain writes it");
    }
}
