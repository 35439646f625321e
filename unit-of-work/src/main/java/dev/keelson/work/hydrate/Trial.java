package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.change.AggregateChange;
import dev.keelson.work.change.Change;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Dehydrated;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees whether what is about to be stored could be loaded again: makes the objects of the rows that a commit writes, by the
 * constructors that a load would make them by, and throws them away. Only what changed is made, and what its constructors
 * take; rows that no change touches were loaded, and would be again. Thread-safe.
 *
 * <p>The objects of the domain are left alone, since a constructor may do something with what it is given. What the database
 * fills in is not known yet, so an object whose constructor takes it is not made; what lies within it is.
 *
 * <p>Source: Fowler, PoEAA, Data Mapper (165).
 */
public final class Trial {

    private final Map<AggregateModel, Intake> intakes = new ConcurrentHashMap<>();

    /**
     * Makes what changed in one aggregate.
     *
     * @param id what messages call the aggregate
     * @param change the rows written, and all rows as they will be
     * @param targets gives what the aggregate refers to
     * @throws UnstorableValueException if rows would not make an object, with what its constructor said
     */
    public void of(AggregateModel model, Object id, AggregateChange change, Targets targets) {
        List<Change> rows = change.rows();
        Dehydrated after = change.after();
        if (after == null || rows.isEmpty()) {
            return;
        }
        Intake known = intakes.get(model);
        Intake intake = known != null ? known : intakes.computeIfAbsent(model, Intake::of);
        TrialLoad load = new TrialLoad(model, intake, id, after.rows(), rows, targets);
        for (int i = 0; i < rows.size(); i++) {
            load.take(rows.get(i));
        }
        load.makeRoot();
    }
}
