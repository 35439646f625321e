package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Belonging.Carried;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.TableModel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes whole aggregates apart into rows. Reads fields through method handles, never a getter of the domain. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Data Mapper (165).
 */
public final class Dehydrator {

    private final Map<Shape, Comparison> comparisons = new ConcurrentHashMap<>();

    /** For aggregates of one commit, one after the other. */
    public Dehydrating begin() {
        return new Dehydrating(this);
    }

    /** What tells that aggregates of this mapping are as they are remembered. */
    Comparison comparison(AggregateModel model) {
        return comparisons.computeIfAbsent(model.shape(), shape -> new Comparison(model));
    }

    /**
     * The identifier of an aggregate.
     *
     * @throws UnstorableValueException if it is null
     */
    public Object identifier(AggregateModel model, Object aggregate) {
        Object identifier = model.identifier().of(aggregate);
        if (identifier == null) {
            throw new UnstorableValueException(
                    model.identifier().path(),
                    null,
                    model.identifier().type().getSimpleName(),
                    "an identifier is needed before the aggregate is given to a unit of work; make it in the"
                            + " constructor",
                    null);
        }
        return identifier;
    }

    /**
     * The column value of the property in which an aggregate carries whose it is.
     *
     * @return null where it has none
     * @throws UnstorableValueException if it does not fit
     */
    public @Nullable Object carried(AggregateModel model, Carried carried, Object aggregate) {
        Object value = carried.fields().get(aggregate);
        return value == null
                ? null
                : new Dehydration(model)
                        .of(model.identifier().of(aggregate), null, Targets.ANY)
                        .single(model.tables().get(0), carried.content(), carried.path(), value)
                        .get(carried.column());
    }

    /**
     * The column values of one value, as rows of a table hold it.
     *
     * @param content where the value lies in such a row
     * @param path what messages call it
     * @return as wide as the row, with nulls where the value has no columns or nothing in them
     * @throws UnstorableValueException if it does not fit
     */
    public @Nullable Object[] columns(
            AggregateModel model, TableModel table, ColumnContent content, String path, Object value) {
        return new Dehydration(model).single(table, content, path, value).values();
    }

    /** The values of a root's key columns, in their order, for this identifier. */
    public @Nullable Object[] key(AggregateModel model, Object identifier) {
        return keyOf(model, identifier);
    }

    static @Nullable Object[] keyOf(AggregateModel model, Object identifier) {
        if (model.identifier().content() instanceof ScalarContent scalar) {
            try {
                return new Object[] {scalar.toColumn(identifier)};
            } catch (RuntimeException failure) {
                throw new UnstorableValueException(
                        model.identifier().path(),
                        identifier,
                        identifier.getClass().getSimpleName(),
                        String.valueOf(failure.getMessage()),
                        failure);
            }
        }
        RowDraft draft = new Dehydration(model)
                .of(identifier, null, Targets.ANY)
                .single(
                        model.tables().get(0),
                        model.identifier().content(),
                        model.identifier().path(),
                        identifier);
        @Nullable Object[] key = new Object[model.root().keyWidth()];
        for (int n = 0; n < key.length; n++) {
            key[n] = draft.get(model.root().keyColumn(n));
        }
        return key;
    }
}
