package dev.keelson.work.policy;

import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.ColumnSet;
import dev.keelson.work.change.DeleteRow;
import dev.keelson.work.change.UpdateRow;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowKey;
import dev.keelson.work.row.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * References among the parts of an aggregate that goes, to parts that do not go with it, since they passed to another one in the same
 * commit. Hidden rows are cut off from these, or the aggregate could never be read again. Immutable.
 */
final class Dangling {

    /** None. */
    static final Dangling NONE = new Dangling(Set.of(), Set.of());

    private final Set<RowKey> going;
    private final Set<TableName> parts;

    private Dangling(Set<RowKey> going, Set<TableName> parts) {
        this.going = going;
        this.parts = parts;
    }

    /**
     * Those of one that goes whole.
     *
     * @param parts the tables of its parts
     */
    static Dangling of(AggregateChange change, Set<TableName> parts) {
        Set<RowKey> going = new HashSet<>();
        for (Change row : change.rows()) {
            if (row instanceof DeleteRow) {
                going.add(RowKey.of(row.row()));
            }
        }
        return new Dangling(going, parts);
    }

    /** The columns of a row that hold such references, and may be empty. */
    List<Integer> of(Row row) {
        List<Integer> columns = new ArrayList<>();
        for (ForeignKey reference : row.type().foreignKeys()) {
            boolean isAmongParts = !reference.toParent() && parts.contains(reference.target());
            if (isAmongParts
                    && isHeld(row, reference)
                    && !going.contains(new RowKey(reference.target(), row.keyOf(reference.columns())))) {
                reference.columns().stream()
                        .filter(column -> row.type().column(column).nullable())
                        .forEach(columns::add);
            }
        }
        return columns;
    }

    private static boolean isHeld(Row row, ForeignKey reference) {
        return reference.columns().stream().allMatch(column -> row.get(column) != null);
    }

    /** The same row without them. */
    Row cut(Row row) {
        Row cut = row;
        for (int column : of(row)) {
            cut = cut.with(column, null);
        }
        return cut;
    }

    /** What cuts off a row that stays as it is otherwise. */
    Optional<UpdateRow> update(DeleteRow row) {
        int[] columns = of(row.row()).stream().mapToInt(Integer::intValue).toArray();
        return columns.length == 0
                ? Optional.empty()
                : Optional.of(new UpdateRow(
                        row.owner(), row.row(), cut(row.row()), ColumnSet.of(columns, columns.length), row.ordinal()));
    }
}
