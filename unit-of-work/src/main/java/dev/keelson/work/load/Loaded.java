package dev.keelson.work.load;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;

/**
 * An aggregate that was read, and the rows it was made of. The rows are its snapshot: nothing is read twice.
 *
 * @param model its mapping
 * @param aggregate the root; the one that the unit of work tracks already, where it does
 * @param rows every row, in the order of the object
 * @param hidden whether it is hidden, and was loaded by who asked for hidden ones as well, or refers to it
 */
public record Loaded(AggregateModel model, Object aggregate, AggregateRows rows, boolean hidden) {

    /** One that is not hidden. */
    public Loaded(AggregateModel model, Object aggregate, AggregateRows rows) {
        this(model, aggregate, rows, false);
    }
}
