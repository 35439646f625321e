package dev.keelson.work.plan;

import dev.keelson.work.row.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one order in which all commits lock roots of a table: by the unsigned bytes of the key, as PostgreSQL orders
 * UUIDs, which {@link UUID#compareTo} does not.
 */
enum KeyOrder implements Comparator<Row> {
    INSTANCE;

    @Override
    public int compare(Row one, Row other) {
        for (int n = 0; n < one.type().keyWidth(); n++) {
            int column = one.type().keyColumn(n);
            int order = compareParts(one.get(column), other.get(column));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compareParts(@Nullable Object one, @Nullable Object other) {
        if (one instanceof UUID a && other instanceof UUID b) {
            int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
            return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
        }
        if (one instanceof Long a && other instanceof Long b) {
            return Long.compare(a, b);
        }
        if (one instanceof Integer a && other instanceof Integer b) {
            return Integer.compare(a, b);
        }
        return Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static byte[] bytes(@Nullable Object value) {
        return value instanceof byte[] bytes ? bytes : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    }
}
