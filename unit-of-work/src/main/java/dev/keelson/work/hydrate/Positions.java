package dev.keelson.work.hydrate;

import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts the rows of a list in the order of the list; most often they are in it. */
final class Positions {

    private Positions() {}

    /** The rows in their order: these, where they are in it. */
    static List<Row> sorted(List<Row> rows, int position) {
        for (int i = 1; i < rows.size(); i++) {
            if (place(rows.get(i - 1), position) > place(rows.get(i), position)) {
                List<Row> sorted = new ArrayList<>(rows);
                sorted.sort(Comparator.comparingInt(row -> place(row, position)));
                return sorted;
            }
        }
        return rows;
    }

    private static int place(Row row, int position) {
        return row.get(position) instanceof Number number ? number.intValue() : Integer.MAX_VALUE;
    }
}
