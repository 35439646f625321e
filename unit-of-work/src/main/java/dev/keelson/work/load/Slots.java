package dev.keelson.work.load;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a UNION ALL over all tables of an aggregate. A slot is one exact catalogue type, and nothing is merged
 * that is not the same type, since PostgreSQL would convert it; branches that need fewer pad with typed nulls. The first
 * column of the result tells the branch, so slots count from 2. Immutable.
 */
final class Slots {

    private static final int FIRST = 2;

    private final List<String> sqlTypes = new ArrayList<>();
    private final List<Layout> layouts = new ArrayList<>();

    Slots(AggregateModel model) {
        for (TableModel table : model.tables()) {
            layouts.add(layout(table.rowType()));
        }
    }

    private Layout layout(RowType rowType) {
        boolean[] taken = new boolean[sqlTypes.size() + rowType.width()];
        int[] slots = new int[rowType.width()];
        for (int column = 0; column < slots.length; column++) {
            String sqlType = rowType.column(column).sqlType();
            int slot = 0;
            while (slot < sqlTypes.size() && (taken[slot] || !sqlTypes.get(slot).equals(sqlType))) {
                slot++;
            }
            if (slot == sqlTypes.size()) {
                sqlTypes.add(sqlType);
            }
            taken[slot] = true;
            slots[column] = slot + FIRST;
        }
        return new Layout(rowType, slots);
    }

    /** How many slots there are, the branch's own column not counted. */
    int count() {
        return sqlTypes.size();
    }

    /** The exact type of the n-th slot, from 0. */
    String sqlType(int n) {
        return sqlTypes.get(n);
    }

    /** How the rows of the aggregate's n-th table lie in the slots. */
    Layout layout(int table) {
        return layouts.get(table);
    }

    /** The column of the n-th slot in a table's rows, or -1. */
    int column(int table, int n) {
        return layouts.get(table).columnIn(n + FIRST);
    }
}
