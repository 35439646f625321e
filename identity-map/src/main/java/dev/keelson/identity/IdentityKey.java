package dev.keelson.identity;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Which aggregate: the root's type and the value of its key column, or the list of them for a key of several columns.
 *
 * <p>A tenant is no part of it, since a unit of work has one tenant; what is shared between units of work must add it.
 *
 * <p>Two keys are equal if the database holds them equal. Values are expected in the normal form of their column type
 * (an {@code integer} column gives an {@code Integer} always), and three kinds are normalised here: a {@code byte[]}
 * becomes a read-only buffer of a copy, a {@code BigDecimal} loses its trailing zeros, and a negative zero of floating
 * point its sign. What only the database can tell (collations that ignore case, padded text) is for aliases of the
 * {@link IdentityMap}.
 *
 * <p>Immutable and thread-safe. Source: Fowler, PoEAA, Identity Field (216).
 *
 * @param root the root of the aggregate's class hierarchy
 * @param value the value of the key column, or an unmodifiable list of at least two
 */
public record IdentityKey(Class<?> root, Object value) {

    /** Normalises the value. */
    public IdentityKey {
        Objects.requireNonNull(root, "root");
        value = normal(value);
    }

    private static Object normal(Object value) {
        if (value instanceof UUID || value instanceof Long || value instanceof String) {
            return value; // nearly always, and cheaper than the switch
        }
        return switch (value) {
            case byte[] bytes -> ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer();
            case BigDecimal decimal -> decimal.stripTrailingZeros();
            case Double number -> number == 0.0 ? (Object) 0.0 : number;
            case Float number -> number == 0.0f ? (Object) 0.0f : number;
            case List<?> columns -> columns.stream().map(IdentityKey::normal).toList();
            default -> value;
        };
    }

    @Override
    public String toString() {
        return root.getSimpleName() + "[" + value + "]";
    }
}
