package dev.keelson.value;

import dev.keelson.kernel.Internal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Column values that nobody else can change. */
@Internal
public final class OwnValues {

    private OwnValues() {}

    /** The value with its arrays of bytes copied, also those within a list; every other column value is immutable. */
    public static Object of(Object column) {
        return switch (column) {
            case byte[] bytes -> bytes.clone();
            case List<?> array -> holdsBytes(array) ? ArrayFit.copied(array) : array;
            default -> column;
        };
    }

    /** Whether values of a column may have arrays of bytes in them, so that they must be copied. */
    public static boolean areCopied(ColumnType type) {
        return type.kind() == ColumnType.Kind.BYTEA || type.kind() == ColumnType.Kind.ARRAY;
    }

    private static boolean holdsBytes(List<?> array) {
        for (int i = 0; i < array.size(); i++) {
            @Nullable Object element = array.get(i);
            if (element instanceof byte[] || (element instanceof List<?> inner && holdsBytes(inner))) {
                return true;
            }
        }
        return false;
    }
}
