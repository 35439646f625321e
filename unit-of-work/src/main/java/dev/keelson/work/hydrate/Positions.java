package dev.keelson.work.hydrate;

import dev.keelson.work.row.Row;
import java.util.Comparator;
import java.util.List;

/** Puts the rows of a list in the order of the list; most often they are. */
final class Positions {

    private Positions() {}

    static void sort(List<Row> rows, int position) {
        for (int i = 1; i < rows.size(); i++) {
            if (place(rows.get(i - 1), position) > place(rows.get(i), position)) {
                rows.sort(Comparator.comparingInt(row -> place(row, position)));
                return;
            }
        }
    }

    private static int place(Row row, int position) {
        return row.get(position) instanceof Number number ? number.intValue() : Integer.MAX_VALUE;
    }
}
