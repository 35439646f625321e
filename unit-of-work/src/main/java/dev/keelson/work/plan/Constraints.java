package dev.keelson.work.plan;

import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;
import dev.keelson.work.row.UniqueRule;
import java.util.List;

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
    };

    /** The rules of a table, its key's not among them. */
    List<UniqueRule> of(RowType type);

    /** Whether a check or a foreign key watches over a column, so that it takes not every value of its type. */
    boolean isChecked(RowType type, int column);

    /** Whether a reference can be checked at the end of the transaction. */
    boolean isDeferrable(RowType type, ForeignKey reference);

    /** Whether a row goes with the one that it refers to. */
    boolean cascades(RowType type, ForeignKey reference);
}
