package dev.keelson.work.load;

import dev.keelson.identity.IdentityKey;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys of roots, as the rows that refer to them hold them. */
final class Keys {

    private Keys() {}

    /** The key of a root's own row. */
    static @Nullable Object[] own(Row root) {
        RowType type = root.type();
        @Nullable Object[] key = new Object[type.keyWidth()];
        for (int n = 0; n < key.length; n++) {
            key[n] = root.get(type.keyColumn(n));
        }
        return key;
    }

    /**
     * The key that a row holds of a root, as the root's own row has it: what a column of another type holds is converted.
     *
     * @param columns the columns that hold it, in its order
     * @param target the root's mapping
     * @return null where a part of it is null, so that the row refers to nothing
     */
    static @Nullable Object @Nullable [] held(Row row, List<Integer> columns, AggregateModel target) {
        RowType type = target.root();
        @Nullable Object[] key = new Object[columns.size()];
        for (int n = 0; n < key.length; n++) {
            Object part = row.get(columns.get(n));
            if (part == null) {
                return null;
            }
            key[n] = type.column(type.keyColumn(n)).type().fit(part);
        }
        return key;
    }

    static IdentityKey identity(AggregateModel model, @Nullable Object[] key) {
        return new IdentityKey(model.family(), Row.keyOf(key));
    }
}
