package dev.keelson.work.load.rows;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks among the rows of a load for what is there twice, in the tables in which no constraint keeps it from that: in memory two
 * rows of one key would become one, and the next commit would take the other for removed. Immutable, thread-safe.
 */
final class Doubles {

    /** A table to look at. */
    private record Look(int member, TableModel table, String mend) {}

    private final List<Look> looks;

    private Doubles(List<Look> looks) {
        this.looks = looks;
    }

    /**
     * What to look at in the loads of these, null where all is proved.
     *
     * @param unproved the tables whose keys no constraint proves, each with what would
     */
    static @Nullable Doubles of(List<AggregateModel> members, Map<RowType, String> unproved) {
        List<Look> looks = new ArrayList<>();
        for (int member = 0; member < members.size(); member++) {
            AggregateModel model = members.get(member);
            // a further row that is there twice doubles the root's, to which it is joined
            List<TableModel> tables = new ArrayList<>(model.extensions());
            model.tables().stream().filter(table -> !tables.contains(table)).forEach(tables::add);
            for (TableModel table : tables) {
                String mend = unproved.get(table.rowType());
                if (mend == null && table.parent() < 0) {
                    mend = joined(model, unproved);
                }
                if (mend != null) {
                    looks.add(new Look(member, table, mend));
                }
            }
        }
        return looks.isEmpty() ? null : new Doubles(looks);
    }

    /** A query joins the further tables of a root to it, so that rows which are there twice double the root. */
    private static @Nullable String joined(AggregateModel model, Map<RowType, String> unproved) {
        for (TableModel extension : model.extensions()) {
            String mend = unproved.get(extension.rowType());
            if (mend != null) {
                return mend;
            }
        }
        return null;
    }

    /**
     * Looks at what was read.
     *
     * @throws HydrationException if a row is there twice
     */
    void refuse(List<LoadedRows> members) {
        for (Look look : looks) {
            LoadedRows rows = members.get(look.member());
            Row twice = twice(rows.ofTable(look.table().index()));
            if (twice != null) {
                throw refusal(rows, look, twice);
            }
        }
    }

    private static @Nullable Row twice(List<Row> rows) {
        if (rows.size() < 2) {
            return null;
        }
        Set<Object> seen = new HashSet<>();
        for (Row row : rows) {
            if (!seen.add(row.key())) {
                return row;
            }
        }
        return null;
    }

    private static HydrationException refusal(LoadedRows rows, Look look, Row twice) {
        Row root = root(rows, look.table(), twice);
        String mend = look.mend().isEmpty() ? "" : ", and " + look.mend();
        return new HydrationException(
                rows.model().name(),
                rows.model().within(twice.type().path()),
                null,
                root == null ? null : root.key(),
                twice.type() + " has more than one row of " + twice.keyText() + ", and no constraint forbids it; leave"
                        + " one of them" + mend,
                null);
    }

    /** The root that a row hangs on, null where that is not to be told. */
    private static @Nullable Row root(LoadedRows rows, TableModel table, Row row) {
        if (rows.roots().size() == 1) {
            return rows.roots().get(0);
        }
        Row at = row;
        TableModel of = table;
        while (at != null && of.parent() >= 0) {
            TableModel parent = rows.model().tables().get(of.parent());
            at = parent(rows.ofTable(parent.index()), of, at.keyOf(of.parentColumns()));
            of = parent;
        }
        return at;
    }

    private static @Nullable Row parent(List<Row> parents, TableModel child, Object key) {
        for (Row parent : parents) {
            if (parent.keyOf(child.parentKey()).equals(key)) {
                return parent;
            }
        }
        return null;
    }
}
