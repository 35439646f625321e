package dev.keelson.work.policy;

import java.util.Objects;

/**
 * A wall that the database keeps as well, by row-level security: where a statement forgets the wall's column, it still sees and
 * changes no row of another value. It guards against predicates that are forgotten, not against whoever sends SQL of his own, since
 * every role may make such a setting. Immutable.
 *
 * <p>Source: PostgreSQL documentation, Row Security Policies.
 *
 * @param column the wall's
 * @param setting tells the database the column's value for each transaction, as text; it is sent together with the others of
 *     {@link Policy#settings()}, of which it is one
 * @param policy what the database calls the policy of each table
 */
public record RowSecurity(PolicyColumn column, SessionSetting setting, String policy) {

    /** Guards against nulls. */
    public RowSecurity {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(policy, "policy");
    }
}
