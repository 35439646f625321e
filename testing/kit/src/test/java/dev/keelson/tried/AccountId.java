package dev.keelson.tried;

import dev.keelson.kernel.Identifier;
import dev.keelson.kernel.UuidV7;
import java.util.UUID;

record AccountId(UUID value) implements Identifier {

    static AccountId next() {
        return new AccountId(UuidV7.next());
    }
}
