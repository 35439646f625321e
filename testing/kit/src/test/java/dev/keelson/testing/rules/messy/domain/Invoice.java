package dev.keelson.testing.rules.messy.domain;

import dev.keelson.kernel.AggregateRoot;
import java.util.ArrayList;
import java.util.List;

// region shared
public final class Invoice extends AggregateRoot {

    private final List<OrderLine> billed = new ArrayList<>();
    // endregion

    List<OrderLine> billed() {
        return billed;
    }
}
