package dev.keelson.work.mapping.draft;

import dev.keelson.work.mapping.PropertyConfig;
import dev.keelson.work.scan.Nullness;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A value before it is laid into columns of a row: that of a property, an element, or the key of a map. Immutable.
 *
 * @param type its class, with type arguments
 * @param name what its columns are named after
 * @param path its place in messages, as "Order.shippingAddress"
 * @param within its path within its row
 * @param nullness what the code says of its absence
 * @param correction what configuration says
 */
public record ValueDraft(
        Type type, String name, String path, String within, Nullness nullness, PropertyConfig correction) {

    /** The same, held as a value of another type. */
    public ValueDraft as(Type other) {
        return new ValueDraft(other, name, path, within, nullness, correction);
    }

    /** The same, where it is never absent once it is stored. */
    public ValueDraft required() {
        return new ValueDraft(type, name, path, within, Nullness.REQUIRED, correction);
    }

    /** The same, held as the identifier of another entity, which its name tells. */
    public ValueDraft asSibling(Type identifier) {
        String named = name.endsWith("Id") ? name : name + "Id";
        return new ValueDraft(identifier, named, path, within, nullness, correction);
    }

    /**
     * Whether the value itself may be absent, whatever is around it.
     *
     * @param column its column, or null where it has no single one
     */
    public boolean isNullable(Place place, TableDraft table, @Nullable String column) {
        Boolean configured = correction.isOptional();
        if (configured != null) {
            return configured;
        }
        return switch (nullness) {
            case OPTIONAL -> true;
            case REQUIRED -> false;
            case UNSAID -> column != null && !place.optional() && table.isLiveNullable(column);
        };
    }
}
