package dev.keelson.work.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many rows one aggregate may have: the same number at load and at commit, so that what was stored can be loaded. An
 * aggregate is read whole, held whole and compared whole, which one of very many rows was not made for. Immutable.
 *
 * <p>Source: Evans, DDD Reference, Aggregates.
 *
 * @param most the number of rows, at least 1
 */
public record RowLimit(int most) {

    /** What it is unless said otherwise. */
    public static final RowLimit STANDARD = new RowLimit(100_000);

    /** Checks the number. */
    public RowLimit {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "Cannot limit an aggregate to " + most + " rows: its root is one; give 1 or" + " more.");
        }
    }

    /** Whether an aggregate has more rows than it may. */
    public boolean isExceededBy(AggregateRows rows) {
        return isExceededBy(rows.size());
    }

    /** Whether these are more rows than one may have. */
    public boolean isExceededBy(int rows) {
        return rows > most;
    }

    /** What is wrong with an aggregate that has more, as a clause. */
    public String problem(AggregateRows rows) {
        List<List<Row>> tables = new ArrayList<>();
        for (int table = 0; table < rows.tables(); table++) {
            tables.add(rows.of(table));
        }
        return String.format(
                Locale.ROOT, "it has %,d rows (%s), and an aggregate may have %,d", rows.size(), byTable(tables), most);
    }

    /** What is wrong with one of which so many rows were seen so far, as a clause. */
    public String problemSoFar(List<List<Row>> tables) {
        return String.format(
                Locale.ROOT,
                "it has more than %,d rows (%s so far), which is all that an aggregate may have",
                most,
                byTable(tables));
    }

    /** What to do about it, as a clause. */
    public static String mend() {
        return "Split it, since an aggregate is what changes together, or store rows that are only read together as one"
                + " JSON column; or raise the limit: Keelson.builder().maxAggregateRows(...)";
    }

    /** How many rows of each table there are, as a message tells it. */
    public static String byTable(List<List<Row>> tables) {
        StringBuilder counts = new StringBuilder();
        for (List<Row> rows : tables) {
            if (!rows.isEmpty()) {
                counts.append(counts.isEmpty() ? "" : ", ")
                        .append(rows.get(0).type())
                        .append(String.format(Locale.ROOT, " %,d", rows.size()));
            }
        }
        return counts.toString();
    }
}
