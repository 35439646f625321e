package dev.keelson.work.load;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate that was read, and the rows it was made of. The rows are its snapshot: nothing is read twice.
 *
 * @param model its mapping
 * @param aggregate the root; the one that the unit of work tracks already, where it does
 * @param root the root's row
 * @param snapshot every row, in the order of the object; null where nobody asks for more than the object
 * @param hidden whether it is hidden, and was loaded by who asked for hidden ones as well, or refers to it
 */
public record Loaded(
        AggregateModel model,
        Object aggregate,
        Row root,
        @Nullable AggregateRows snapshot,
        boolean hidden) {

    Loaded(AggregateModel model, Object aggregate, AggregateRows rows, boolean hidden) {
        this(model, aggregate, rows.root(), rows, hidden);
    }

    /** Every row, in the order of the object. */
    public AggregateRows rows() {
        if (snapshot == null) {
            throw new IllegalStateException(model.name() + " was only read, and its rows were not kept");
        }
        return snapshot;
    }
}
