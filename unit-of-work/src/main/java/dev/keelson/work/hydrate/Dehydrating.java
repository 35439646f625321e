package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Dehydrated;
import dev.keelson.work.row.Row;
import java.util.IdentityHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes aggregates apart, one after the other: what an aggregate needs is used again for the next one of its class, so that those
 * that did not change cost no memory. Used by one thread.
 *
 * <p>Source: Fowler, PoEAA, Data Mapper (165).
 */
public final class Dehydrating {

    private final Dehydrator dehydrator;
    private @Nullable AggregateModel last;
    private @Nullable Dehydration ofLast;
    private @Nullable IdentityHashMap<AggregateModel, Dehydration> others;
    private @Nullable Unchanged unchanged;

    Dehydrating(Dehydrator dehydrator) {
        this.dehydrator = dehydrator;
    }

    /**
     * The rows of a new aggregate; the version's column stays null.
     *
     * @param targets judges what it refers to
     * @throws UnstorableValueException if a value does not fit, before any SQL
     */
    public Dehydrated added(AggregateModel model, Object aggregate, Targets targets) {
        return of(model).of(model.identifier().of(aggregate), null, targets).rows(aggregate);
    }

    /**
     * The rows of an aggregate as it is now. Rows that did not change are those remembered, the very objects, and so are the
     * rows of all tables together; the version is the one remembered.
     *
     * @param targets judges what it refers to
     * @throws UnstorableValueException if a value does not fit, before any SQL
     */
    public Dehydrated loaded(AggregateModel model, Object aggregate, AggregateRows remembered, Targets targets) {
        return of(model)
                .of(model.identifier().of(aggregate), remembered, targets)
                .rows(aggregate);
    }

    /**
     * Whether an aggregate surely is as its rows say; if not, it may be all the same, and taking it apart tells.
     *
     * @param rows as they are remembered
     */
    public boolean isSurelyUnchanged(AggregateModel model, Object aggregate, AggregateRows rows) {
        Unchanged known = unchanged;
        if (known == null || !known.isOf(model)) {
            known = new Unchanged(model, dehydrator.comparison(model), rows);
            unchanged = known;
        }
        return known.isSure(aggregate, rows);
    }

    /**
     * The same, unless the root's own row tells enough already; then null.
     *
     * @param wanted whether the root's row leaves the others of interest
     * @throws UnstorableValueException if a value does not fit
     */
    public @Nullable Dehydrated loadedIf(
            Predicate<Row> wanted, AggregateModel model, Object aggregate, AggregateRows remembered, Targets targets) {
        Dehydration dehydration = of(model).of(model.identifier().of(aggregate), remembered, targets);
        return wanted.test(dehydration.root(aggregate)) ? dehydration.rest(aggregate) : null;
    }

    @SuppressWarnings("ReferenceEquality") // there is one mapping of each class
    private Dehydration of(AggregateModel model) {
        Dehydration known = ofLast;
        if (known == null || model != last) {
            known = known == null ? new Dehydration(model) : among(model, known);
            last = model;
            ofLast = known;
        }
        return known;
    }

    /** That of a further mapping, where the last is kept as well. */
    private Dehydration among(AggregateModel model, Dehydration before) {
        IdentityHashMap<AggregateModel, Dehydration> known = others == null ? new IdentityHashMap<>() : others;
        others = known;
        known.put(last, before);
        return known.computeIfAbsent(model, Dehydration::new);
    }
}
