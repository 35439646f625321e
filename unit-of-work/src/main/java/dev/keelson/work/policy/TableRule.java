package dev.keelson.work.policy;

import java.util.List;

/**
 * What policies add to one table. Immutable.
 *
 * @param columns the columns it gains, in order
 */
public record TableRule(List<PolicyColumn> columns) {

    /** Nothing. */
    public static final TableRule NONE = new TableRule(List.of());

    public TableRule {
        columns = List.copyOf(columns);
    }

    /** The columns that every reference to the table is restricted by. */
    public List<PolicyColumn> scopes() {
        return columns.stream().filter(PolicyColumn::scopes).toList();
    }

    /** The columns that stand before the table's own in its keys. */
    public List<PolicyColumn> keyColumns() {
        return columns.stream().filter(PolicyColumn::leadsKeys).toList();
    }
}
