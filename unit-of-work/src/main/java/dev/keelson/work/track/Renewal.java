package dev.keelson.work.track;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;

/** Makes an aggregate anew of its rows, where an object cannot be given the version of a commit. */
@FunctionalInterface
public interface Renewal {

    /** The aggregate that these rows make. */
    Object of(AggregateModel model, AggregateRows rows);
}
