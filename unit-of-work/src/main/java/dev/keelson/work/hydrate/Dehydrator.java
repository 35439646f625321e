package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.row.AggregateRows;
import org.jspecify.annotations.Nullable;

/**
 * Takes whole aggregates apart into rows. Reads fields through method handles, never a getter of the domain. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Data Mapper (165).
 */
public final class Dehydrator {

    /**
     * The rows of a new aggregate; the version's column stays null.
     *
     * @throws UnstorableValueException if a value does not fit, before any SQL
     */
    public AggregateRows dehydrate(AggregateModel model, Object aggregate) {
        return new Dehydration(model, identifierOrNull(model, aggregate), null).rows(aggregate);
    }

    /**
     * The rows of an aggregate as it is now. Rows that did not change are those remembered, the very objects; the
     * version is the one remembered.
     *
     * @throws UnstorableValueException if a value does not fit, before any SQL
     */
    public AggregateRows dehydrate(AggregateModel model, Object aggregate, AggregateRows remembered) {
        return new Dehydration(model, identifierOrNull(model, aggregate), remembered).rows(aggregate);
    }

    /**
     * The identifier of an aggregate.
     *
     * @throws UnstorableValueException if it is null
     */
    public Object identifier(AggregateModel model, Object aggregate) {
        Object identifier = identifierOrNull(model, aggregate);
        if (identifier == null) {
            throw new UnstorableValueException(
                    model.identifierPath(),
                    null,
                    model.identifierType().getSimpleName(),
                    "an identifier is needed before the aggregate is given to a unit of work; make it in the"
                            + " constructor",
                    null);
        }
        return identifier;
    }

    /** The values of a root's key columns, in their order, for this identifier. */
    public @Nullable Object[] key(AggregateModel model, Object identifier) {
        if (model.identifierContent() instanceof ScalarContent scalar) {
            try {
                return new Object[] {scalar.type().fit(scalar.converter().toColumn(identifier))};
            } catch (RuntimeException failure) {
                throw new UnstorableValueException(
                        model.identifierPath(),
                        identifier,
                        identifier.getClass().getSimpleName(),
                        String.valueOf(failure.getMessage()),
                        failure);
            }
        }
        RowDraft draft = new Dehydration(model, identifier, null).identifier(identifier);
        @Nullable Object[] key = new Object[model.root().keyWidth()];
        for (int n = 0; n < key.length; n++) {
            key[n] = draft.get(model.root().keyColumn(n));
        }
        return key;
    }

    private static @Nullable Object identifierOrNull(AggregateModel model, Object aggregate) {
        Object at = aggregate;
        for (Property step : model.identifier()) {
            if (at == null) {
                return null;
            }
            at = step.accessor().get(at);
        }
        return at;
    }
}
