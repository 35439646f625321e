package dev.keelson.work.hydrate;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Row;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Makes aggregates of one mapping of the same rows, one after the other. Used by one thread. */
public final class Hydrations {

    private final AggregateModel model;
    private final ChildRows children;
    private @Nullable Hydration hydration;

    Hydrations(AggregateModel model, ChildRows children) {
        this.model = model;
        this.children = children;
    }

    /** Whether it makes them of these rows. */
    @SuppressWarnings("ReferenceEquality") // the very rows
    public boolean areOf(ChildRows rows) {
        return children == rows;
    }

    /**
     * Makes one aggregate.
     *
     * @param relations where what lies beyond its own rows is found
     * @param into takes every row that became part of it, in the order of the object: its snapshot; null where that is known
     * @throws dev.keelson.kernel.error.HydrationException if the rows do not make an object
     */
    public Object aggregate(Row root, Relations relations, AggregateRows.@Nullable Builder into) {
        if (into != null) {
            into.add(0, root);
        }
        Object aggregate = begun(root, relations, into).aggregate();
        if (aggregate instanceof AggregateRoot events) {
            events.clearDomainEvents(); // what construction by a load recorded never happened
        }
        if (model.events() != null && model.events().get(aggregate) instanceof Collection<?> recorded) {
            recorded.clear();
        }
        return aggregate;
    }

    private Hydration begun(Row root, Relations relations, AggregateRows.@Nullable Builder into) {
        Hydration known = hydration;
        if (known == null) {
            known = new Hydration(model, root, children, relations, into);
            hydration = known;
        } else {
            known.begin(root, relations, into);
        }
        return known;
    }
}
