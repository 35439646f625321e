package dev.keelson.work.plan;

import dev.keelson.work.row.RowType;
import dev.keelson.work.row.UniqueRule;
import java.util.List;

/** What the database keeps unique, beyond the keys. Thread-safe. */
public interface Uniques {

    /** What the mapping itself makes unique, where no database was asked. */
    Uniques MAPPED = new Uniques() {
        @Override
        public List<UniqueRule> of(RowType type) {
            return type.uniques().stream().map(UniqueRule::mapped).toList();
        }

        @Override
        public boolean isChecked(RowType type, int column) {
            return true;
        }
    };

    /** The rules of a table, its key's not among them. */
    List<UniqueRule> of(RowType type);

    /** Whether a check or a foreign key watches over a column, so that it takes not every value of its type. */
    boolean isChecked(RowType type, int column);
}
