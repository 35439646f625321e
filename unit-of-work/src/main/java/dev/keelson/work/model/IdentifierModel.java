package dev.keelson.work.model;

import org.jspecify.annotations.Nullable;

/**
 * What identifies an entity. Immutable.
 *
 * <p>Source: Fowler, PoEAA, Identity Field (216).
 *
 * @param fields leads from the entity to its identifier
 * @param path the same as messages name it, as "Order.id"
 * @param type the class of the identifier
 * @param content where the identifier lies in the entity's row
 */
public record IdentifierModel(FieldPath fields, String path, Class<?> type, ColumnContent content) {

    /** The identifier of this entity, or null where it has none yet. */
    public @Nullable Object of(Object entity) {
        return fields.get(entity);
    }
}
