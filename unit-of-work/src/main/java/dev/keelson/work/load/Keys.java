package dev.keelson.work.load;

import dev.keelson.identity.IdentityKey;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
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

    static IdentityKey identity(AggregateModel model, @Nullable Object[] key) {
        return new IdentityKey(model.family(), Row.keyOf(key));
    }
}
