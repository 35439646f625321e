package dev.keelson.work.policy;

import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import java.util.Optional;

/**
 * A table as a policy sees it when it says what becomes of it. Immutable.
 *
 * @param rows its rows
 * @param role what they are
 * @param aggregate the class of the root whose rows they are; empty for tables of no aggregate
 * @param shared whether the mapping says that they are everybody's, so that a policy which keeps rows apart leaves them out
 * @param hideable whether a policy may hide rows of it: they have an identifier of their own, and so have the rows of every table
 *     above, and the domain does not hide them itself
 */
public record PolicyTable(RowType rows, Role role, Optional<Class<?>> aggregate, boolean shared, boolean hideable) {

    /** A table that is not shared, and whose rows are not hidden. */
    public PolicyTable(RowType rows, Role role, Optional<Class<?>> aggregate) {
        this(rows, role, aggregate, false, false);
    }

    /** What the rows of a table are. */
    public enum Role {
        /** Roots of aggregates, and the further columns of their subclasses in a table of their own. */
        ROOT,
        /** Whatever lies within an aggregate. */
        PART,
        /** Commands that were committed. */
        COMMIT_LOG,
        /** A policy's own. */
        POLICY
    }

    PolicyTable hideable(boolean may) {
        return new PolicyTable(rows, role, aggregate, shared, may);
    }

    /** Whether it has the further columns of a root's subclass, beside those that lie in the root's own table. */
    public boolean isExtension() {
        return role == Role.ROOT && rows.foreignKeys().stream().anyMatch(ForeignKey::toParent);
    }

    /** Whether a row is told by an identifier of its own, not by the parent that it hangs on. */
    public boolean hasOwnIdentifier() {
        if (role == Role.ROOT) {
            return true;
        }
        for (ForeignKey reference : rows.foreignKeys()) {
            if (reference.toParent()) {
                return reference.columns().stream().noneMatch(rows::isKey);
            }
        }
        return false;
    }
}
