package dev.keelson.work.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a policy says of a table. A table may have several of them, of several policies; they hold together. Immutable.
 */
public sealed interface Clause {

    /** When a column is written. */
    enum Occasion {
        /** A row is inserted. */
        INSERT,
        /**
         * A row is updated, or hidden. The root of a versioned aggregate is updated by any change of the aggregate, since its
         * version is; a stamp alone never causes an update.
         */
        UPDATE
    }

    /**
     * Writes a column on these occasions.
     *
     * @param column never null where it is written; it takes nulls where some rows are inserted without it
     */
    record Stamp(PolicyColumn column, Set<Occasion> on) implements Clause {

        public Stamp {
            on = Set.copyOf(on);
            if (on.isEmpty()) {
                throw new IllegalArgumentException(
                        "Cannot stamp column " + column.name() + " on no occasion. Name one.");
            }
        }
    }

    /**
     * Keeps rows apart for good: every statement sees those alone whose column has the value of its moment, and inserts them with
     * it. Nothing lifts a wall.
     *
     * @param leadsKeys whether the column stands first in the table's primary, unique and foreign keys; of an aggregate in those
     *     of all its tables or of none
     * @param owns whether encrypted values are bound to it, so that those of one owner are unreadable as another's
     */
    record Wall(PolicyColumn column, boolean leadsKeys, boolean owns) implements Clause {}

    /**
     * Leaves rows out by a column: every statement sees those alone that have one value in it, or none. It is lifted where Keelson
     * looks up what became of a row.
     *
     * @param column the column
     * @param seen the value of the rows that are seen; null where they have none
     */
    record Filter(PolicyColumn column, @Nullable Object seen) implements Clause {

        /** Leaves those rows out that have a value in the column. */
        public Filter(PolicyColumn column) {
            this(column, null);
        }
    }

    /**
     * Has rows that are deleted stay, with values in these columns, the first of which tells that they are hidden; statements see
     * only the others, unless they ask for hidden ones. Where the first column tells which removal it was, as an instant does,
     * the rows below that are hideable themselves are stamped by the same removal, and come back with it; all others below stay as
     * they are. A row is hidden only under an identifier of its own, and only where those of every table above are hidden, too:
     * who adds a hidden identifier again is refused.
     *
     * @param columns at least one; they take nulls, but for a flag
     * @param seen what the first of them holds in rows that are not hidden; null where that is nothing, as of an instant
     */
    record Hide(List<PolicyColumn> columns, @Nullable Object seen) implements Clause {

        public Hide {
            columns = List.copyOf(columns);
            if (columns.isEmpty()) {
                throw new IllegalArgumentException(
                        "Cannot hide rows by no column. Name the one that tells when a row was hidden.");
            }
        }

        /** By columns that hold nothing in rows that are not hidden. */
        public Hide(List<PolicyColumn> columns) {
            this(columns, null);
        }

        /** Which rows are seen. */
        Filter filter() {
            return new Filter(columns.get(0), seen);
        }

        /** Whether the first column tells which removal it was; a flag does not. */
        public boolean tellsRemovals() {
            return seen == null;
        }
    }
}
