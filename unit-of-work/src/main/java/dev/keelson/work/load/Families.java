package dev.keelson.work.load;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.value.ColumnType;
import dev.keelson.work.load.rows.LoadedRows.PlacedRoot;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Aggregates that share identifiers, but have a table each: that one identifier is not in two of them no constraint proves. UUIDs
 * do; the numbers of one sequence do as long as nobody else writes others.
 */
final class Families {

    private Families() {}

    /**
     * Looks whether one identifier came from two tables.
     *
     * @throws HydrationException if it did
     */
    static void requireOneTable(List<PlacedRoot> roots) {
        if (!isOfSeveral(roots)) {
            return;
        }
        Map<Object, RowType> tables = new HashMap<>();
        for (PlacedRoot placed : roots) {
            RowType other =
                    tables.putIfAbsent(placed.root().key(), placed.root().type());
            if (other != null && !other.equals(placed.root().type())) {
                throw inTwoTables(placed.rows().model(), placed.root(), other);
            }
        }
    }

    /** Whether these are rows of several tables, and not told by UUIDs. */
    private static boolean isOfSeveral(List<PlacedRoot> roots) {
        RowType first = null;
        for (int i = 0; i < roots.size(); i++) {
            RowType type = roots.get(i).root().type();
            if (first == null) {
                first = type;
            } else if (!first.equals(type)) {
                return !isUuid(type);
            }
        }
        return false;
    }

    private static boolean isUuid(RowType root) {
        return root.keyWidth() == 1 && root.column(root.keyColumn(0)).type().kind() == ColumnType.Kind.UUID;
    }

    /** The refusal of an identifier that two tables have. */
    static HydrationException inTwoTables(AggregateModel model, Row root, RowType other) {
        return new HydrationException(
                model.family().getSimpleName(),
                "",
                null,
                root.key(),
                root.type() + " has a row of " + root.keyText() + ", and " + other
                        + " one of the same identifier, which"
                        + " can be one aggregate's only; leave one of them, or give it another",
                null);
    }
}
