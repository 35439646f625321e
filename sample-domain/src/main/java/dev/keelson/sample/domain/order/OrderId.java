package dev.keelson.sample.domain.order;

import dev.keelson.kernel.Identifier;
import dev.keelson.kernel.UuidV7;
import java.util.UUID;

/** Identifies an order. */
public record OrderId(UUID value) implements Identifier {

    /** A new identity. */
    public static OrderId next() {
        return new OrderId(UuidV7.next());
    }
}
