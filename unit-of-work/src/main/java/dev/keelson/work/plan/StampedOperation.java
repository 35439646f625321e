package dev.keelson.work.plan;

import dev.keelson.kernel.RowOperation;
import dev.keelson.work.change.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The write of a row together with what policies stamp into it, which is no part of the row. Immutable.
 *
 * @param change the row's own write
 * @param stamps what a plan shows of the policies' columns, in the order of writing
 */
record StampedOperation(Change change, Map<String, @Nullable Object> stamps) implements RowOperation {

    @Override
    public Kind kind() {
        return change.kind();
    }

    @Override
    public String table() {
        return change.table();
    }

    @Override
    public String aggregate() {
        return change.aggregate();
    }

    @Override
    public Map<String, Object> key() {
        return change.key();
    }

    /** The stamps, then the row's own, of which one that shows a stamp stands with the stamps. */
    @Override
    public Map<String, @Nullable Object> columns() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(stamps);
        change.columns().forEach((name, value) -> {
            if (!stamps.containsKey(name)) {
                columns.put(name, value);
            }
        });
        return columns;
    }

    @Override
    public List<String> reasons() {
        return change.reasons();
    }
}
