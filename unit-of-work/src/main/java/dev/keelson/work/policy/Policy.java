package dev.keelson.work.policy;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.row.RowType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule that is applied where SQL is built, so that no use case can forget it. Static where it can be: {@link #rule}
 * is asked once for each table when its SQL is built; while work is done only the bound values change. Implementations
 * are thread-safe and immutable.
 *
 * <p>Source: Evans, DDD Reference, Specification, for rules as objects; the predicate on every statement is Fowler's
 * Query Object (316) turned into data.
 */
public interface Policy {

    /** What messages call it. */
    String name();

    /**
     * Where it stands among the policies of an application: they apply from the smallest number to the greatest, those of one
     * number in the order they were added. The columns of tables and of keys, who refuses a context first, and who sees which
     * changes follow from it, so it is told here rather than left to the order in which modules are installed. 0 unless said;
     * tenancy is before all that say nothing.
     */
    default int order() {
        return 0;
    }

    /**
     * The classes of roots, or above roots, that it names. One that is no such class of this application is a fault of
     * {@code build()}, so that a policy is not left out by mistake. None unless said.
     */
    default Set<Class<?>> aggregates() {
        return Set.of();
    }

    /** What becomes of one table; asked once for each, when its SQL is built. */
    TableRule rule(PolicyTable table);

    /** Tables of its own, for rows that it adds to commits; read when Keelson is built. */
    default List<RowType> tables() {
        return List.of();
    }

    /**
     * Refuses a context that it cannot work with, before any SQL.
     *
     * @throws dev.keelson.kernel.error.PolicyViolationException if the context lacks something
     */
    default void admit(WorkContext context) {}

    /** What it sets in the database for each transaction, and no other policy does; read when Keelson is built. */
    default List<SessionSetting> settings() {
        return List.of();
    }

    /** Which of its walls the database is to keep as well; read once, when Keelson is built. */
    default Optional<RowSecurity> rowSecurity() {
        return Optional.empty();
    }

    /**
     * Looks at all changes of a commit before they are ordered: may veto by an exception, or give back others.
     *
     * @throws dev.keelson.kernel.error.PolicyViolationException if the commit is not allowed
     */
    default ChangeSet decide(ChangeSet changes, Moment moment) {
        return changes;
    }
}
