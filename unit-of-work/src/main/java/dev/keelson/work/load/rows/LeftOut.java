package dev.keelson.work.load.rows;

import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drops what hangs on roots that were asked for and are not among those read: they are gone, or policies leave them out, and
 * the statement did not ask for them in the branches of their children. A row whose key nobody asked for is not dropped: the database
 * takes it for another one's equal, which whoever sorts the rows tells.
 */
final class LeftOut {

    private LeftOut() {}

    /**
     * Drops these rows.
     *
     * @param asked for each member the keys that were asked for
     */
    static void drop(List<LoadedRows> members, List<List<@Nullable Object[]>> asked) {
        for (int member = 0; member < members.size(); member++) {
            LoadedRows rows = members.get(member);
            if (rows.roots().size() < asked.get(member).size() && rows.roots().size() < rows.size()) {
                drop(rows, missing(rows.roots(), asked.get(member)));
            }
        }
    }

    private static Set<Object> missing(List<Row> roots, List<@Nullable Object[]> asked) {
        Set<Object> missing = new HashSet<>();
        for (@Nullable Object[] key : asked) {
            missing.add(Row.keyOf(key));
        }
        for (Row root : roots) {
            missing.remove(root.key());
        }
        return missing;
    }

    private static void drop(LoadedRows rows, Set<Object> missing) {
        List<List<Row>> dropped = new ArrayList<>();
        for (TableModel table : rows.model().tables()) {
            Set<Object> gone = table.parent() == 0 ? missing : new HashSet<>();
            if (table.parent() > 0) {
                for (Row parent : dropped.get(table.parent())) {
                    gone.add(parent.keyOf(table.parentKey()));
                }
            }
            dropped.add(
                    table.parent() < 0 || gone.isEmpty()
                            ? List.of()
                            : rows.drop(table.index(), row -> gone.contains(row.keyOf(table.parentColumns()))));
        }
    }
}
