package dev.keelson.sample.domain.order;

import dev.keelson.kernel.Identifier;
import dev.keelson.kernel.UuidV7;
import java.util.UUID;

/** Identifies a line within its order. */
public record OrderLineId(UUID value) implements Identifier {

    /** A new identity. */
    public static OrderLineId next() {
        return new OrderLineId(UuidV7.next());
    }
}
