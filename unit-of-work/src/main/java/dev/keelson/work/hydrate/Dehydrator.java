package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Belonging.Carried;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.AggregateRows;
import dev.keelson.work.row.Dehydrated;
import dev.keelson.work.row.Row;
import java.util.function.Predicate;
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
     * @param targets judges what it refers to
     * @throws UnstorableValueException if a value does not fit, before any SQL
     */
    public Dehydrated dehydrate(AggregateModel model, Object aggregate, Targets targets) {
        return new Dehydration(model, model.identifier().of(aggregate), null, targets).rows(aggregate);
    }

    /**
     * The rows of an aggregate as it is now. Rows that did not change are those remembered, the very objects; the
     * version is the one remembered.
     *
     * @param targets judges what it refers to
     * @throws UnstorableValueException if a value does not fit, before any SQL
     */
    public Dehydrated dehydrate(AggregateModel model, Object aggregate, AggregateRows remembered, Targets targets) {
        return new Dehydration(model, model.identifier().of(aggregate), remembered, targets).rows(aggregate);
    }

    /**
     * The same, unless the root's own row tells enough already; then null.
     *
     * @param wanted whether the root's row leaves the others of interest
     * @throws UnstorableValueException if a value does not fit
     */
    public @Nullable Dehydrated dehydrateIf(
            Predicate<Row> wanted, AggregateModel model, Object aggregate, AggregateRows remembered, Targets targets) {
        Dehydration dehydration = new Dehydration(model, model.identifier().of(aggregate), remembered, targets);
        return wanted.test(dehydration.root(aggregate)) ? dehydration.rest(aggregate) : null;
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
                : new Dehydration(model, model.identifier().of(aggregate), null, Targets.ANY)
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
        return new Dehydration(model, null, null, Targets.ANY)
                .single(table, content, path, value)
                .values();
    }

    /** The values of a root's key columns, in their order, for this identifier. */
    public @Nullable Object[] key(AggregateModel model, Object identifier) {
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
        RowDraft draft = new Dehydration(model, identifier, null, Targets.ANY)
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
