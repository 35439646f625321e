package dev.keelson.work.policy;

import java.util.List;

/** What policies add to one table. Immutable. */
public final class TableRule {

    /** Nothing. */
    public static final TableRule NONE = new TableRule(List.of());

    private final List<PolicyColumn> columns;
    private final List<PolicyColumn> scopes;
    private final List<PolicyColumn> keyColumns;

    /**
     * Adds these columns.
     *
     * @param columns the columns the table gains, in order
     */
    public TableRule(List<PolicyColumn> columns) {
        this.columns = List.copyOf(columns);
        this.scopes = columns.stream().filter(PolicyColumn::scopes).toList();
        this.keyColumns = columns.stream().filter(PolicyColumn::leadsKeys).toList();
    }

    /** All columns the table gains. */
    public List<PolicyColumn> columns() {
        return columns;
    }

    /** The columns that every reference to the table is restricted by. */
    public List<PolicyColumn> scopes() {
        return scopes;
    }

    /** Whose rows of the table somebody works with, as text; empty where the table is everybody's. */
    public String owner(Moment moment) {
        StringBuilder owner = new StringBuilder();
        for (PolicyColumn scope : scopes) {
            owner.append(owner.isEmpty() ? "" : ",").append(moment.value(scope));
        }
        return owner.toString();
    }

    /** The columns that stand before the table's own in its keys. */
    public List<PolicyColumn> keyColumns() {
        return keyColumns;
    }
}
