package dev.keelson.work;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.imports.ImportRow;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Row;
import org.jspecify.annotations.Nullable;

/** A row of an import, and what identifies it before it is added. Immutable. */
final class IncomingRow {

    private final ImportRow row;
    private final @Nullable AggregateModel model;
    private final @Nullable Object id;
    private final @Nullable Object @Nullable [] key;

    private IncomingRow(
            ImportRow row, @Nullable AggregateModel model, @Nullable Object id, @Nullable Object @Nullable [] key) {
        this.row = row;
        this.model = model;
        this.id = id;
        this.key = key;
    }

    static IncomingRow of(Engine engine, ImportRow row) {
        Object aggregate = row.aggregate();
        AggregateModel model = aggregate == null
                ? null
                : engine.model().find(aggregate.getClass()).orElse(null);
        if (aggregate == null || model == null) {
            return new IncomingRow(row, null, null, null);
        }
        try {
            Object id = engine.dehydrator().identifier(model, aggregate);
            @Nullable Object[] key = engine.dehydrator().key(model, id);
            boolean isUndrawn = model.sequence() != null && model.sequence().isUndrawn(key[0]);
            return isUndrawn ? new IncomingRow(row, model, null, null) : new IncomingRow(row, model, id, key);
        } catch (UnstorableValueException unidentified) {
            return new IncomingRow(row, model, null, null);
        }
    }

    /** As it was read. */
    ImportRow row() {
        return row;
    }

    /** The mapping, or null where it is no aggregate. */
    @Nullable
    AggregateModel model() {
        return model;
    }

    /** The identifier, or null where it has none, or none that a row could have. */
    @Nullable
    Object id() {
        return id;
    }

    /** The same as column values. */
    @Nullable
    Object @Nullable [] key() {
        return key;
    }

    /** What messages call it. */
    String name() {
        if (model == null) {
            return row.aggregate() == null ? "null" : row.aggregate().getClass().getSimpleName();
        }
        return key == null ? model.name() : model.name() + "[" + Row.keyOf(key) + "]";
    }
}
