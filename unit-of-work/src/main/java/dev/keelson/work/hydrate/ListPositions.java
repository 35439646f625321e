package dev.keelson.work.hydrate;

import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The positions of elements in their lists. Those that somebody else gave, from 1 or with gaps, stay as they are remembered, so
 * that such lists are not written anew. Used by one thread.
 */
final class ListPositions {

    private @Nullable AggregateRows remembered;
    private @Nullable Map<Integer, Map<List<Object>, List<Row>>> byParent;

    /**
     * Begins with the lists of the next aggregate.
     *
     * @param known its rows as they were, or null
     */
    void begin(@Nullable AggregateRows known) {
        remembered = known;
        byParent = null;
    }

    /**
     * The position of the next element of a list.
     *
     * @param draft its row, which names its parent already
     * @param ordinal its place among all rows of the table
     * @param place its place in the list
     * @param last the position of the element before it, or -1
     */
    int next(TableModel table, RowDraft draft, int ordinal, int place, int last) {
        if (remembered == null) {
            return last + 1;
        }
        List<Row> rows = remembered.of(table.index());
        boolean natural = place > last
                && ordinal < rows.size()
                && isPosition(rows.get(ordinal).get(table.position()), place)
                && draft.holds(rows.get(ordinal), table.parentColumns())
                && draft.holds(rows.get(ordinal), table.nodeColumns());
        if (natural) {
            return place;
        }
        List<Row> siblings = siblings(table, rows).getOrDefault(key(table, draft), List.of());
        return place < siblings.size()
                        && siblings.get(place).get(table.position()) instanceof Integer position
                        && position > last
                ? position
                : last + 1;
    }

    private static boolean isPosition(@Nullable Object value, int place) {
        return value instanceof Integer position && position == place;
    }

    private Map<List<Object>, List<Row>> siblings(TableModel table, List<Row> rows) {
        if (byParent == null) {
            byParent = new HashMap<>();
        }
        Map<List<Object>, List<Row>> known = byParent.get(table.index());
        if (known == null) {
            known = new HashMap<>();
            for (Row row : rows) {
                List<Object> parent = List.of(row.keyOf(table.parentColumns()), row.keyOf(table.nodeColumns()));
                known.computeIfAbsent(parent, unused -> new ArrayList<>()).add(row);
            }
            byParent.put(table.index(), known);
        }
        return known;
    }

    private static List<Object> key(TableModel table, RowDraft draft) {
        return List.of(draft.keyOf(table.parentColumns()), draft.keyOf(table.nodeColumns()));
    }
}
