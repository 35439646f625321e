package dev.keelson.work.plan;

import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.UniqueRule;
import java.util.List;
import java.util.Set;

/** What the database watches over that decides the order of writes: uniqueness beyond the keys, and how it keeps references. Thread-safe. */
public interface Constraints {

    /** What the mapping itself makes unique, where no database was asked. */
    Constraints MAPPED = new Constraints() {
        @Override
        public List<UniqueRule> of(RowType type) {
            return type.uniques().stream().map(UniqueRule::mapped).toList();
        }

        @Override
        public boolean isChecked(RowType type, int column) {
            return true;
        }

        @Override
        public boolean isDeferrable(RowType type, ForeignKey reference) {
            return false;
        }

        @Override
        public boolean cascades(RowType type, ForeignKey reference) {
            return false;
        }

        @Override
        public boolean refusesSilently(RowType type) {
            return false;
        }

        @Override
        public Set<RowType> takenAlongBy(RowType type) {
            return Set.of();
        }
    };

    /** The rules of a table, its key's not among them. */
    List<UniqueRule> of(RowType type);

    /** Whether a check or a foreign key watches over a column, so that it takes not every value of its type. */
    boolean isChecked(RowType type, int column);

    /** Whether a reference can be checked at the end of the transaction. */
    boolean isDeferrable(RowType type, ForeignKey reference);

    /** Whether a row goes with the one that it refers to. */
    boolean cascades(RowType type, ForeignKey reference);

    /**
     * Whether something may keep rows of a table from being written without an error: a trigger before the row, a row policy, a
     * rule, or what partitions have of these.
     */
    boolean refusesSilently(RowType type);

    /** The tables whose deleted rows may take rows of this one along, by foreign keys that cascade, in one step or several. */
    Set<RowType> takenAlongBy(RowType type);
}
