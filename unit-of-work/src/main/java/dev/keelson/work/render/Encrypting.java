package dev.keelson.work.render;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.change.Change;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.Sealed;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Turns what a row means into what its columns store, where the two differ: encrypted values. */
final class Encrypting {

    private Encrypting() {}

    /**
     * The value to bind for a column of a change.
     *
     * @throws UnstorableValueException if the cipher refuses
     */
    static @Nullable Object stored(Change change, int column, TableRule rule, Moment moment) {
        Row row = change.row();
        Object value = row.get(column);
        if (!(value instanceof Sealed sealed)) {
            return value;
        }
        try {
            return sealed.encrypted(row, column, rule.owner(moment));
        } catch (GeneralSecurityException refused) {
            throw new UnstorableValueException(
                    row.type().path() + "." + row.type().column(column).label(),
                    change.owner().id(),
                    "an encrypted value",
                    "its cipher refused to encrypt it; is a primary key enabled in the keyset?",
                    refused);
        }
    }
}
