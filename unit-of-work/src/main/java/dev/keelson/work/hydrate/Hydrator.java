package dev.keelson.work.hydrate;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.List;

/**
 * Makes whole aggregates of rows, through constructors and method handles. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Data Mapper (165).
 */
public final class Hydrator {

    /**
     * Makes one aggregate.
     *
     * @param into takes every row that became part of it, in the order of the object: its snapshot
     * @throws dev.keelson.kernel.error.HydrationException if the rows do not make an object
     */
    public Object hydrate(AggregateModel model, Row root, ChildRows children, AggregateRows into) {
        into.add(0, root);
        Object aggregate = new Hydration(model, root, children, into).object(model.object(), root);
        if (aggregate instanceof AggregateRoot events) {
            events.clearDomainEvents(); // what construction by a load recorded never happened
        }
        return aggregate;
    }

    /** Makes the identifier that lies in a root's row. */
    public Object identifier(AggregateModel model, Row root) {
        Hydration hydration = new Hydration(model, root, (table, parent) -> List.of(), new AggregateRows(1));
        Object identifier = hydration.columns(model.identifierContent(), root);
        if (identifier == null) {
            throw new IllegalStateException("the key of " + root.type() + " is null");
        }
        return identifier;
    }
}
