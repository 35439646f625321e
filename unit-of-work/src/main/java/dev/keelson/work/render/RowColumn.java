package dev.keelson.work.render;

import dev.keelson.work.change.Change;
import dev.keelson.work.sql.Elements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One column of the rows of some changes that stand side by side. Immutable. */
final class RowColumn extends Elements {

    private final List<? extends Change> changes;
    private final int from;
    private final int to;
    private final int column;

    RowColumn(List<? extends Change> changes, int from, int to, int column) {
        this.changes = changes;
        this.from = from;
        this.to = to;
        this.column = column;
    }

    @Override
    public @Nullable Object get(int place) {
        return changes.get(from + place).row().get(column);
    }

    @Override
    public int size() {
        return to - from;
    }
}
