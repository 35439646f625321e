package dev.keelson.testing.rules.tidy;

import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.testing.rules.tidy.application.OrderDesk;

/** Starts the shop; what lies in the package itself stands around the layers. */
final class ShopProgram {

    private ShopProgram() {}

    static OrderDesk desk(UnitOfWorkFactory units) {
        return new OrderDesk(units);
    }
}
