package shop.domain;

import dev.keelson.kernel.Identifier;
import dev.keelson.kernel.UuidV7;
import java.util.UUID;

/** Identifies an order. */
public record OrderId(UUID value) implements Identifier {

    public static OrderId next() {
        return new OrderId(UuidV7.next());
    }
}
